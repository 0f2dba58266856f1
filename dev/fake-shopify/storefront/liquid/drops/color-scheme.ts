import { z } from "zod";
import { makeDrop, type ShopifyDrop } from "../drop.ts";
import type { RenderState } from "../state.ts";
import {
  type SettingDefinition,
  settingsDrop,
  settingsSchema,
} from "./settings.ts";

const schemesSchema = z
  .record(
    z.string(),
    z.object({
      settings: z.record(z.string(), z.unknown()).default({}),
    }),
  )
  .catch({});

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
  state: RenderState,
  { definitions, schemes }: Group,
  id: string,
): ShopifyDrop {
  return makeDrop({
    type: "color_scheme",
    fields: {
      id,
      settings: () =>
        settingsDrop(state, definitions, schemes[id]?.settings ?? {}),
    },
    print: () => id,
  });
}

export function schemeGroupDrop(state: RenderState, group: Group): ShopifyDrop {
  const ids = Object.keys(group.schemes);
  return makeDrop({
    type: "color_scheme_group",
    fields: {},
    items: () => ids.map((id) => schemeDrop(state, group, id)),
    find: (key) =>
      ids.includes(key) ? schemeDrop(state, group, key) : undefined,
    json: () => ids,
  });
}
