import { z } from "zod";
import { visibleProducts } from "../../catalogue-lookup.ts";
import { makeDrop, type ShopifyDrop } from "../drop.ts";
import type { RenderState } from "../state.ts";
import { colorDrop } from "./color.ts";
import { fontDrop } from "./font.ts";
import { imageDrop } from "./image.ts";
import { productDrop } from "./product.ts";
import { findCollection, linklistDrop, pageDrop } from "./shop.ts";

const settingSchema = z.object({
  type: z.string(),
  id: z.string().optional(),
  default: z.unknown().optional(),
  autofill: z.boolean().default(false),
});
export type SettingDefinition = z.infer<typeof settingSchema>;
export const settingsSchema = z.array(settingSchema).default([]);

/** Values the merchant chose, over the schema's defaults, as the objects Liquid sees: colours, fonts, pictures, products. */
export function settingsDrop(
  state: RenderState,
  definitions: SettingDefinition[],
  values: Record<string, unknown>,
): ShopifyDrop {
  const fields: Record<string, unknown> = {};
  for (const definition of definitions) {
    const { id, type } = definition;
    if (!id) continue;
    const value =
      values[id] ??
      definition.default ??
      // Bound to what the page is about, as the theme editor does when a block is added.
      (definition.autofill ? `{{ closest.${type} }}` : null);
    fields[id] = () => typedSetting(state, type, value);
  }
  return makeDrop({ type: "settings", fields, json: () => values });
}

function typedSetting(
  state: RenderState,
  type: string,
  value: unknown,
): unknown {
  if (value === null || value === undefined)
    return type === "checkbox" ? false : null;
  const text = String(value);
  switch (type) {
    case "color":
      return text === "" ? null : colorDrop(text);
    case "font_picker":
      return fontDrop(text);
    case "image_picker": {
      const src = text.replace(/^shopify:\/\/shop_images\//, "");
      return src
        ? imageDrop({ src, alt: "", ...pictureMeasures(state, src) })
        : null;
    }
    case "product": {
      const wanted = autofilled(text);
      if (wanted) return state.objects[wanted] ?? null;
      const product = visibleProducts(
        state.request.shop,
        state.request.now,
      ).find((one) => one.handle === text);
      return product ? productDrop(state, product) : null;
    }
    case "collection": {
      const wanted = autofilled(text);
      return wanted
        ? (state.objects[wanted] ?? null)
        : findCollection(state, text);
    }
    case "product_list":
      return (value as string[]).flatMap(
        (handle) => typedSetting(state, "product", handle) ?? [],
      );
    case "collection_list":
      return (value as string[]).flatMap(
        (handle) => findCollection(state, handle) ?? [],
      );
    case "link_list":
      return linklistDrop(state, text);
    case "page":
      return pageDrop(state, text);
    case "url":
      return text.startsWith("/")
        ? `${state.request.root}${text.slice(1)}`
        : text.replace(/^shopify:\/\//, state.request.root);
    case "number":
    case "range":
      return Number(value);
    case "checkbox":
      return value === true || value === "true";
    default:
      return value;
  }
}

/** A dynamic source such as `{{product}}` or `{{ closest.product }}`. */
function autofilled(text: string): string | null {
  return /^\{\{\s*(?:closest\.)?(\w+)\s*\}\}$/.exec(text)?.[1] ?? null;
}

/** Pictures that belong to no product are stage pictures: their measures are known once they are drawn. */
function pictureMeasures(
  state: RenderState,
  src: string,
): { width: number; height: number } {
  for (const product of state.request.shop.products) {
    const image = product.images.find((one) => one.src === src);
    if (image) return { width: image.width, height: image.height };
  }
  return state.site.pictureSize(src) ?? { width: 1600, height: 1000 };
}
