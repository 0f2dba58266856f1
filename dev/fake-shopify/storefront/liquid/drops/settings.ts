import { visibleProducts } from "../../catalogue-lookup.ts";
import { makeDrop, type ShopifyDrop } from "../drop.ts";
import type { RenderState } from "../state.ts";
import { nestGlobals } from "../nest-globals.ts";
import { currentSettings, themeDefinitions } from "../theme-settings.ts";
import type { SettingDefinition } from "./setting-schema.ts";
import { colorDrop } from "./color.ts";
import { readSchemes, schemeDrop, schemeGroupDrop } from "./color-scheme.ts";
import { fontDrop } from "./font.ts";
import { imageDrop } from "./image.ts";
import { productDrop } from "./product.ts";
import { findCollection, linklistDrop, pageDrop } from "./shop.ts";

/** Values the merchant chose, over the schema's defaults, as the objects Liquid sees: colours, fonts, pictures, products. */
export function settingsDrop(
  state: RenderState,
  definitions: SettingDefinition[],
  values: Record<string, unknown>,
  closest?: ShopifyDrop,
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
    fields[id] =
      type === "color_scheme_group"
        ? () =>
            schemeGroupDrop(
              readSchemes(definition.definition, value),
              drawn(state),
            )
        : () => typedSetting(state, type, value, closest);
  }
  return makeDrop({ type: "settings", fields, json: () => values });
}

function typedSetting(
  state: RenderState,
  type: string,
  given: unknown,
  closest?: ShopifyDrop,
): unknown {
  const about = (name: string): unknown =>
    (closest ? closest[name] : undefined) ?? state.objects[name] ?? null;
  const value = dynamic(state, given, type, about);
  if (value === null || value === undefined)
    return type === "checkbox" ? false : null;
  const text = String(value);
  switch (type) {
    case "color":
    case "color_background":
      return text === "" ? null : colorDrop(text);
    case "color_scheme":
      return chosenScheme(state, text);
    case "color_palette":
      return makeDrop({
        type: "color_palette",
        fields: Object.fromEntries(
          Object.entries(value).map(([name, color]) => [
            name,
            colorDrop(String(color)),
          ]),
        ),
      });
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
      if (wanted) return about(wanted);
      const product = visibleProducts(
        state.request.shop,
        state.request.now,
      ).find((one) => one.handle === text);
      return product ? productDrop(state, product) : null;
    }
    case "collection": {
      const wanted = autofilled(text);
      return wanted ? about(wanted) : findCollection(state, text);
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

const RESOURCES = new Set(["product", "collection", "blog", "article", "page"]);

/** Text with dynamic sources in it, `<h2>{{ closest.product.title }}</h2>`, drawn; everything else as it is. */
function dynamic(
  state: RenderState,
  value: unknown,
  type: string,
  about: (name: string) => unknown,
): unknown {
  if (typeof value !== "string" || !value.includes("{{") || RESOURCES.has(type))
    return value;
  const globals = nestGlobals(state, state.globals.theme, {
    closest: makeDrop({
      type: "closest",
      fields: {},
      find: (name) => about(name) ?? null,
    }),
  });
  return state.site.theme.engine.parseAndRenderSync(
    value,
    {},
    { globals, sync: true },
  ) as string;
}

function chosenScheme(state: RenderState, id: string): ShopifyDrop {
  const group = themeDefinitions(state.site.theme.folder).find(
    (one) => one.type === "color_scheme_group",
  );
  const saved = currentSettings(state)[group?.id ?? ""] ?? group?.default;
  return schemeDrop(readSchemes(group?.definition, saved), id, drawn(state));
}

/** Schemes hold settings, and settings schemes: each is drawn by the other. */
function drawn(state: RenderState) {
  return (definitions: SettingDefinition[], values: Record<string, unknown>) =>
    settingsDrop(state, definitions, values);
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
