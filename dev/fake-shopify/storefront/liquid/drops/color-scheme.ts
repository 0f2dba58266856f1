import { z } from "zod";
import { makeDrop, type ShopifyDrop } from "../drop.ts";
import { type SettingDefinition, settingsSchema } from "./setting-schema.ts";

const schemesSchema = z
  .record(
    z.string(),
    z.object({
      settings: z.record(z.string(), z.unknown()).default({}),
    }),
  )
  .catch({});

type Draw = (
  definitions: SettingDefinition[],
  values: Record<string, unknown>,
) => ShopifyDrop;

interface Group {
  definitions: SettingDefinition[];
  schemes: z.infer<typeof schemesSchema>;
}

/** The colour schemes of the theme: what `color_scheme_group` declares, with what the merchant chose. */
export function readSchemes(definition: unknown, value: unknown): Group {
  return {
    definitions: settingsSchema.catch([]).parse(definition),
    schemes: schemesSchema.parse(value),
  };
}

export function schemeDrop(
  { definitions, schemes }: Group,
  id: string,
  draw: Draw,
): ShopifyDrop {
  return makeDrop({
    type: "color_scheme",
    fields: {
      id,
      settings: () => draw(definitions, schemes[id]?.settings ?? {}),
    },
    print: () => id,
  });
}

export function schemeGroupDrop(group: Group, draw: Draw): ShopifyDrop {
  const ids = Object.keys(group.schemes);
  return makeDrop({
    type: "color_scheme_group",
    fields: {},
    items: () => ids.map((id) => schemeDrop(group, id, draw)),
    find: (key) =>
      ids.includes(key) ? schemeDrop(group, key, draw) : undefined,
    json: () => ids,
  });
}
