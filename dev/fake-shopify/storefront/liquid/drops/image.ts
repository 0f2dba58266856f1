import type { Product } from "../../../world/types.ts";
import { makeDrop, ShopifyDrop } from "../drop.ts";

export interface Picture {
  src: string; // file name below /cdn/files/
  alt: string;
  width: number;
  height: number;
}

/** Address of a picture; the CDN scales it down, never up. */
export function pictureUrl(
  src: string,
  size: { width?: number | undefined; height?: number | undefined } = {},
): string {
  const query = new URLSearchParams({ v: "1" });
  if (size.width) query.set("width", String(size.width));
  if (size.height) query.set("height", String(size.height));
  return `/cdn/files/${src}?${query.toString()}`;
}

export function imageDrop(
  picture: Picture,
  options: {
    position?: number;
    productId?: string;
    variants?: () => unknown[];
  } = {},
): ShopifyDrop {
  const drop: ShopifyDrop = makeDrop({
    type: "image",
    fields: {
      src: pictureUrl(picture.src),
      file: picture.src,
      alt: picture.alt,
      width: picture.width,
      height: picture.height,
      aspect_ratio: picture.width / picture.height,
      id: `${options.productId ?? "file"}-${picture.src}`,
      media_type: "image",
      position: options.position ?? 1,
      product_id: options.productId ?? null,
      presentation: () =>
        makeDrop({
          type: "image_presentation",
          fields: { focal_point: "50.0% 50.0%" },
        }),
      preview_image: () => drop,
      variants: options.variants ?? (() => []),
      "attached_to_variant?": () => (options.variants?.() ?? []).length > 0,
    },
    print: () => `files/${picture.src}`,
    json: () => ({
      src: pictureUrl(picture.src),
      alt: picture.alt,
      width: picture.width,
      height: picture.height,
    }),
  });
  return drop;
}

export function productImages(product: Product): ShopifyDrop[] {
  return product.images.map((image, index) =>
    imageDrop(image, { position: index + 1, productId: product.id }),
  );
}

/** The picture behind whatever image_url is given: an image, or an object that has one. */
export function pictureIn(value: unknown): Picture | null {
  if (!(value instanceof ShopifyDrop)) return null;
  if (value.dropType === "image")
    return {
      src: String(value["file"]),
      alt: String(value["alt"] ?? ""),
      width: Number(value["width"]),
      height: Number(value["height"]),
    };
  const fields = {
    product: "featured_image",
    variant: "featured_image",
    line_item: "image",
    collection: "featured_image",
  } as Record<string, string>;
  const field = fields[value.dropType];
  return field ? pictureIn(value[field]) : null;
}
