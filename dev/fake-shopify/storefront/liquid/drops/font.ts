import { makeDrop, type ShopifyDrop } from "../drop.ts";

/** `assistant_n4` -> Assistant, normal, 400. There is no font CDN here: fonts fall back to the reader's own. */
export function fontDrop(handle: string): ShopifyDrop {
  const match = /^(.*)_([nio])(\d)$/.exec(handle);
  const family = (match?.[1] ?? handle)
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
  const fallback =
    /serif|garamond|playfair|lora|times|georgia/i.test(family) &&
    !/sans/i.test(family)
      ? "Georgia, serif"
      : "system-ui, sans-serif";
  return makeDrop({
    type: "font",
    fields: {
      family,
      fallback_families: fallback,
      style:
        match?.[2] === "i"
          ? "italic"
          : match?.[2] === "o"
            ? "oblique"
            : "normal",
      weight: Number(match?.[3] ?? 4) * 100,
      baseline_ratio: 0.133,
      variants: [],
      "system?": true,
    },
    print: () => family,
  });
}
