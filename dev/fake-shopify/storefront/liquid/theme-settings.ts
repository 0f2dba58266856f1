import {
  type SettingDefinition,
  settingsSchema,
} from "./drops/setting-schema.ts";
import type { Folder } from "./folder.ts";
import type { RenderState } from "./state.ts";

/** Every setting of settings_schema.json. */
export function themeDefinitions(folder: Folder): SettingDefinition[] {
  const groups =
    (folder.json("config/settings_schema.json") as
      { settings?: unknown }[] | null) ?? [];
  return groups.flatMap((group) => settingsSchema.parse(group.settings ?? []));
}

/** What the merchant changed, over `current` of settings_data.json, which may name one of the presets. */
export function currentSettings(state: RenderState): Record<string, unknown> {
  return { ...savedSettings(state), ...state.request.theme.settings };
}

function savedSettings(state: RenderState): Record<string, unknown> {
  const data = state.site.theme.folder.json("config/settings_data.json") as {
    current?: unknown;
    presets?: Record<string, Record<string, unknown>>;
  } | null;
  if (typeof data?.current === "string")
    return data.presets?.[data.current] ?? {};
  return (data?.current as Record<string, unknown> | undefined) ?? {};
}
