import { createHash } from "node:crypto";
import { z } from "zod";
import { blockDrops, blockSchema, setPlace } from "./blocks.ts";
import { makeDrop, type ShopifyDrop } from "./drop.ts";
import { settingsDrop } from "./drops/settings.ts";
import { settingsSchema } from "./drops/setting-schema.ts";
import { nestGlobals } from "./nest-globals.ts";
import { currentSettings } from "./theme-settings.ts";
import { attributes } from "./filter-arguments.ts";
import type { Folder } from "./folder.ts";
import { readSchema } from "./schema.ts";
import type { RenderState } from "./state.ts";

const values = z.record(z.string(), z.unknown()).default({});

export const sectionSchema = z.object({
  type: z.string(),
  settings: values,
  blocks: z.record(z.string(), blockSchema).default({}),
  block_order: z.array(z.string()).default([]),
  disabled: z.boolean().default(false),
});
export type SectionData = z.infer<typeof sectionSchema>;

export const templateSchema = z.object({
  layout: z.union([z.string(), z.literal(false)]).default("theme"),
  wrapper: z.string().optional(),
  sections: z.record(z.string(), sectionSchema),
  order: z.array(z.string()),
});
export type TemplateData = z.infer<typeof templateSchema>;

const groupSchema = z.object({
  type: z.string(),
  sections: z.record(z.string(), sectionSchema),
  order: z.array(z.string()),
});

const ownSchema = z.object({
  name: z.string().optional(),
  tag: z.string().default("div"),
  class: z.string().optional(),
  settings: settingsSchema,
  blocks: z
    .array(z.object({ type: z.string(), settings: settingsSchema }))
    .default([]),
  default: z
    .object({ settings: values, blocks: z.array(blockSchema).default([]) })
    .optional(),
});
export type SectionSchema = z.infer<typeof ownSchema>;

export function sectionSchemaOf(folder: Folder, type: string): SectionSchema {
  return ownSchema.parse(readSchema(folder, `sections/${type}.liquid`));
}

export function acceptsAppBlocks(folder: Folder, type: string): boolean {
  return (
    folder.text(`sections/${type}.liquid`) !== null &&
    sectionSchemaOf(folder, type).blocks.some((block) => block.type === "@app")
  );
}

/** Ids of a template's sections carry the template, as Shopify's do: `template--17000000000001__main`. */
export function sectionId(
  prefix: "template" | "sections",
  owner: string,
  key: string,
): string {
  const number =
    parseInt(createHash("md5").update(owner).digest("hex").slice(0, 10), 16) +
    17_000_000_000_000;
  return `${prefix}--${number}__${key}`;
}

export interface PlacedSection {
  id: string;
  data: SectionData;
  location: string;
  index: number;
}

/** Draws one section with its wrapper element; "" when it is switched off. */
export function renderSection(
  state: RenderState,
  { id, data, location, index }: PlacedSection,
): string {
  if (data.disabled) return "";
  const { theme } = state.site;
  const exists = theme.folder.text(`sections/${data.type}.liquid`) !== null;
  if (!exists && data.type !== "apps") {
    const { themeNotes } = state.request.ctx;
    if (!themeNotes)
      throw new Error(`There is no section ${data.type} in the theme.`);
    themeNotes.addHere("error", `There is no section ${data.type}.`);
    return "";
  }
  const schema = exists
    ? sectionSchemaOf(theme.folder, data.type)
    : ownSchema.parse({ blocks: [{ type: "@app" }] });
  const section: ShopifyDrop = makeDrop({
    type: "section",
    fields: {
      id,
      index,
      index0: index - 1,
      location,
      settings: () => settingsDrop(state, schema.settings, data.settings),
      blocks: () => blockDrops(state, place),
    },
  });
  const place = {
    section,
    blocks: data.blocks,
    order: data.block_order,
    prefix: "",
    local: (type: string) =>
      schema.blocks.find((one) => one.type === type)?.settings ?? null,
    closest: state.globals.theme["closest"] as ShopifyDrop,
  };
  setPlace(section, place);
  const globals = nestGlobals(state, state.globals.theme, { section });
  const body = exists
    ? (theme.engine.renderSync(
        theme.parse(`sections/${data.type}.liquid`),
        {},
        { globals, sync: true },
      ) as string)
    : (theme.engine.parseAndRenderSync(
        "{% for block in section.blocks %}{% render block %}{% endfor %}",
        {},
        { globals, sync: true },
      ) as string);
  const classes = [
    "shopify-section",
    location === "template"
      ? null
      : location === "static"
        ? null
        : "shopify-section-group",
    schema.class,
  ]
    .filter(Boolean)
    .join(" ");
  return `<${schema.tag}${attributes({ id: `shopify-section-${id}`, class: classes })}>${body}</${schema.tag}>`;
}

/** `{% section 'x' %}`: its settings stand in settings_data.json, else the schema's defaults hold. */
export function renderStaticSection(state: RenderState, name: string): string {
  const saved = (
    currentSettings(state)["sections"] as Record<string, unknown> | undefined
  )?.[name];
  const preset = sectionSchemaOf(state.site.theme.folder, name).default;
  const blocks = Object.fromEntries(
    (preset?.blocks ?? []).map((block, index) => [`${name}-${index}`, block]),
  );
  const data = sectionSchema.parse(
    saved ?? {
      type: name,
      settings: preset?.settings ?? {},
      blocks,
      block_order: Object.keys(blocks),
    },
  );
  return renderSection(state, {
    id: name,
    data: { ...data, type: name },
    location: "static",
    index: 1,
  });
}

/** `{% sections 'header-group' %}`. */
export function renderGroup(state: RenderState, name: string): string {
  return groupSections(state, name)
    .map((section) => renderSection(state, section))
    .join("\n");
}

function groupSections(state: RenderState, name: string): PlacedSection[] {
  const json = state.site.theme.folder.json(`sections/${name}.json`);
  if (!json) throw new Error(`There is no section group ${name} in the theme.`);
  const group = groupSchema.parse(json);
  return group.order.flatMap((key, index) => {
    const data = group.sections[key];
    return data
      ? [
          {
            id: sectionId("sections", name, key),
            data,
            location: group.type,
            index: index + 1,
          },
        ]
      : [];
  });
}

/** The section of an id, wherever it stands: in the template, in a group, or a file of that name. */
export function findSection(
  state: RenderState,
  id: string,
  template: TemplateData | null,
  templateName: string,
): (() => string) | null {
  const [prefix, key] = id.split("__");
  if (key !== undefined && prefix) {
    const index = template?.order.indexOf(key) ?? -1;
    const data = template?.sections[key];
    if (data && id === sectionId("template", templateName, key))
      return () =>
        renderSection(state, {
          id,
          data,
          location: "template",
          index: index + 1,
        });
    for (const file of state.site.theme.folder
      .list("sections")
      .filter((name) => name.endsWith(".json"))) {
      const found = groupSections(state, file.slice(0, -".json".length)).find(
        (section) => section.id === id,
      );
      if (found) return () => renderSection(state, found);
    }
    return null;
  }
  if (
    /[^\w-]/.test(id) ||
    state.site.theme.folder.text(`sections/${id}.liquid`) === null
  )
    return null;
  return () => renderStaticSection(state, id);
}
