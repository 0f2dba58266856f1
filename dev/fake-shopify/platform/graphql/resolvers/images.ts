/** Pictures as the Admin API tells them. */
import { storefrontOrigin } from "../../../context.ts";
import type { Product } from "../../../world/types.ts";
import { gid } from "../../../world/world.ts";
import type { AdminCall, Source } from "../call.ts";

interface ImageTransform {
  maxWidth?: number | null;
  maxHeight?: number | null;
  crop?: string | null;
}

export function toImage(
  image: Product["images"][number],
  call: AdminCall,
): Source {
  const url = `${storefrontOrigin(call.ctx, call.shop.shop)}/cdn/files/${image.src}`;
  return {
    __typename: "Image",
    id: null,
    // Shopify's file server makes the size that the address asks for, and so does the storefront's.
    url: ({ transform }: { transform?: ImageTransform | null }) => {
      const size = new URLSearchParams();
      if (transform?.maxWidth) size.set("width", String(transform.maxWidth));
      if (transform?.maxHeight) size.set("height", String(transform.maxHeight));
      if (transform?.crop) size.set("crop", transform.crop.toLowerCase());
      return size.size > 0 ? `${url}?${size}` : url;
    },
    src: url,
    originalSrc: url,
    altText: image.alt,
    width: image.width,
    height: image.height,
  };
}

export function toMedia(image: Source, productId: string): Source {
  return {
    __typename: "MediaImage",
    id: gid("MediaImage", `${productId}1`),
    alt: image["altText"],
    image,
    preview: { image },
  };
}
