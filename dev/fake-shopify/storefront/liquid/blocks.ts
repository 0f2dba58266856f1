import { z } from "zod";
import { appBlockName, makeAppBlock, renderAppBlock } from "./app-blocks.ts";
import { makeDrop, type ShopifyDrop } from "./drop.ts";
import { settingsDrop } from "./drops/settings.ts";
import { settingsSchema } from "./drops/setting-schema.ts";
import { attributes } from "./filter-arguments.ts";
import { nestGlobals } from "./nest-globals.ts";
import { readSchema } from "./schema.ts";
import type { RenderState } from "./state.ts";

const values = z.record(z.string(), z.unknown()).default({});

export interface BlockData {
  type: string;
  name?: string | undefined;
  settings: Record<string, unknown>;
  disabled: boolean;
  static?: boolean | undefined;
  blocks: Record<string, BlockData>;
  block_order: string[];
}

/** A block of a template; theme blocks hold blocks of their own. */
export const blockSchema: z.ZodType<BlockData> = z.lazy(() =>
  z.object({
    type: z.string(),
    name: z.string().optional(),
    settings: values,
    disabled: z.boolean().default(false),
    static: z.boolean().optional(),
    blocks: z.record(z.string(), blockSchema).default({}),
    block_order: z.array(z.string()).default([]),
  }),
);

const fileSchema = z.object({
  name: z.string().optional(),
  tag: z.string().nullable().default("div"),
  class: z.string().optional(),
  settings: settingsSchema,
});

/** Where blocks stand: a section, or another block. */
export interface BlockPlace {
  section: ShopifyDrop;
  /** The section's or the block's own blocks. */
  blocks: Record<string, BlockData>;
  order: string[];
  /** Ids of blocks in blocks carry their parents' ids. */
  prefix: string;
  /** Settings of the blocks that the section's own schema declares. */
  local: (type: string) => z.infer<typeof settingsSchema> | null;
  closest: ShopifyDrop;
}

const PLACES = new WeakMap<ShopifyDrop, BlockPlace>();

export const placeOf = (owner: unknown): BlockPlace | undefined =>
  PLACES.get(owner as ShopifyDrop);

export function setPlace(owner: ShopifyDrop, place: BlockPlace): void {
  PLACES.set(owner, place);
}

const isThemeBlock = (state: RenderState, type: string) =>
  state.site.theme.folder.text(`blocks/${type}.liquid`) !== null;

/** `section.blocks` and `block.blocks`: app blocks, theme blocks, and those the section declares. */
export function blockDrops(state: RenderState, place: BlockPlace) {
  return place.order.flatMap((key) => blockDrop(state, place, key) ?? []);
}

export function blockDrop(
  state: RenderState,
  place: BlockPlace,
  key: string,
): ShopifyDrop | null {
  const data = place.blocks[key];
  if (!data || data.disabled || data.static) return null;
  const app = appBlockName(data.type);
  if (app)
    return makeAppBlock(state, {
      id: key,
      block: app,
      settings: data.settings,
      sectionId: String(place.section["id"]),
    });
  return themeBlockDrop(state, place, { key, data });
}

interface Placed {
  key: string;
  data: BlockData;
}

function themeBlockDrop(
  state: RenderState,
  place: BlockPlace,
  { key, data }: Placed,
): ShopifyDrop {
  const own = isThemeBlock(state, data.type);
  const definitions = own
    ? fileSchemaOf(state, data.type).settings
    : place.local(data.type);
  if (!definitions)
    throw new Error(
      `The section ${String(place.section["id"])} does not take blocks of type ${data.type}.`,
    );
  const id = `${place.prefix}${key}`;
  const drop = makeDrop({
    type: "block",
    fields: {
      id,
      type: data.type,
      name: data.name ?? data.type,
      settings: () =>
        settingsDrop(state, definitions, data.settings, place.closest),
      blocks: () => blockDrops(state, inside),
      shopify_attributes: state.request.designMode
        ? `data-shopify-editor-block="${id}"`
        : "",
    },
  });
  const inside: BlockPlace = {
    ...place,
    blocks: data.blocks,
    order: data.block_order,
    prefix: `${id}__`,
    local: () => null,
  };
  PLACES.set(drop, inside);
  return drop;
}

const fileSchemaOf = (state: RenderState, type: string) =>
  fileSchema.parse(
    readSchema(state.site.theme.folder, `blocks/${type}.liquid`),
  );

/** A drawn block: an app's, or a file of the theme's `blocks` folder. */
export function renderBlock(
  state: RenderState,
  drop: ShopifyDrop,
  more: Record<string, unknown> = {},
): string {
  if (drop["app_block"]) return renderAppBlock(state, drop);
  const type = String(drop["type"]);
  const place = PLACES.get(drop);
  if (!isThemeBlock(state, type) || !place)
    throw new Error(`There is no block ${type} in the theme.`);
  const { theme } = state.site;
  const globals = nestGlobals(state, state.globals.theme, {
    section: place.section,
    block: drop,
    closest: place.closest,
    ...more,
  });
  const body = theme.engine.renderSync(
    theme.parse(`blocks/${type}.liquid`),
    {},
    { globals, sync: true },
  ) as string;
  const { tag, class: own } = fileSchemaOf(state, type);
  if (tag === null) return body;
  const classes = ["shopify-block", own].filter(Boolean).join(" ");
  return `<${tag}${attributes({ id: `shopify-block-${String(drop["id"])}`, class: classes })}>${body}</${tag}>`;
}

/** `{% content_for 'block', type: 'x', id: 'y' %}`: stands in the code; the merchant changes only its settings. */
export function renderStaticBlock(
  state: RenderState,
  place: BlockPlace,
  block: { type: string; id: string; more: Record<string, unknown> },
): string {
  const saved = place.blocks[block.id];
  if (saved?.disabled) return "";
  const data = saved ?? blockSchema.parse({ type: block.type });
  const drop = themeBlockDrop(state, place, {
    key: block.id,
    data: { ...data, type: block.type },
  });
  return renderBlock(state, drop, block.more);
}

/** The same place for blocks that are about another product or collection. */
export function withClosest(
  place: BlockPlace,
  objects: Record<string, unknown>,
): BlockPlace {
  if (Object.keys(objects).length === 0) return place;
  const { closest } = place;
  return {
    ...place,
    closest: makeDrop({
      type: "closest",
      fields: objects,
      find: (name) => closest[name] ?? null,
    }),
  };
}
