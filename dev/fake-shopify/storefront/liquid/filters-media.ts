import { type Picture, pictureIn, pictureUrl } from "./drops/image.ts";
import { makeDrop, ShopifyDrop } from "./drop.ts";
import { stateOf } from "./state.ts";
import { attributes, type Filter, splitArguments } from "./filter-arguments.ts";

/** Widths that image_tag offers when it is not told which. */
const WIDTHS = [165, 360, 533, 720, 940, 1066, 1600, 2000];

export const mediaFilters: Record<string, Filter> = {
  image_url(value, ...args) {
    const { named } = splitArguments(args);
    const picture = pictureIn(value);
    const { themeNotes } = stateOf(this.context).request.ctx;
    if (!picture && themeNotes && (value === null || value === undefined))
      return "";
    if (!picture)
      throw new Error("image_url was given something that has no picture.");
    // The reference demands one of them; Shopify's own themes leave both out and get the whole picture.
    if (
      named["width"] === undefined &&
      named["height"] === undefined &&
      !themeNotes
    )
      throw new Error("image_url needs a width or a height.");
    return imageUrlDrop(picture, {
      width: size(named["width"]),
      height: size(named["height"]),
    });
  },
  image_tag(value, ...args) {
    if (value === "" && stateOf(this.context).request.ctx.themeNotes) return "";
    if (!(value instanceof ShopifyDrop) || value.dropType !== "image_url")
      throw new Error("image_tag takes what image_url gives.");
    return imageTag(value, splitArguments(args).named);
  },
  preload_tag(value, ...args) {
    const { named } = splitArguments(args);
    return `<link rel="preload" href="${String(value)}"${attributes(named)}>`;
  },
  placeholder_svg_tag(value, className) {
    const name = String(value);
    return `<svg class="${typeof className === "string" ? className : "placeholder-svg"}" viewBox="0 0 525 525" role="img" aria-label="${name}"><rect width="525" height="525" fill="#e9e6df"/><path d="M130 360l90-110 60 70 50-50 75 90z" fill="#cfc9bb"/><circle cx="350" cy="190" r="34" fill="#cfc9bb"/></svg>`;
  },
  media_tag(value, ...args) {
    const picture = pictureIn(value);
    if (!picture) throw new Error("media_tag: only pictures are simulated.");
    return imageTag(
      imageUrlDrop(picture, { width: picture.width }),
      splitArguments(args).named,
    );
  },
};

function imageUrlDrop(
  picture: Picture,
  wanted: { width?: number | undefined; height?: number | undefined },
): ShopifyDrop {
  const ratio = picture.width / picture.height;
  const width = Math.min(
    wanted.width ?? Math.round((wanted.height ?? picture.height) * ratio),
    picture.width,
  );
  return makeDrop({
    type: "image_url",
    fields: { picture, width, height: Math.round(width / ratio) },
    print: () => pictureUrl(picture.src, { width }),
  });
}

function imageTag(url: ShopifyDrop, named: Record<string, unknown>): string {
  const picture = url["picture"] as Picture;
  const {
    widths,
    preload: _preload,
    alt,
    width,
    height,
    srcset: ownSrcset,
    ...rest
  } = named;
  const list =
    typeof widths === "string"
      ? widths.split(",").map(Number).filter(Boolean)
      : WIDTHS;
  const shown = list.filter((one) => one <= Number(url["width"]));
  const srcset = [
    ...shown,
    ...(typeof widths === "string" ? [] : [Number(url["width"])]),
  ]
    .map((one) => `${pictureUrl(picture.src, { width: one })} ${one}w`)
    .join(", ");
  return `<img${attributes({
    src: String(url),
    alt: alt ?? picture.alt,
    srcset: ownSrcset === undefined ? srcset || null : ownSrcset,
    width: width ?? url["width"],
    height: height ?? url["height"],
    ...rest,
  })}>`;
}

function size(value: unknown): number | undefined {
  const number = Number(value);
  return value === undefined || value === null || !Number.isFinite(number)
    ? undefined
    : Math.min(5760, Math.round(number));
}
