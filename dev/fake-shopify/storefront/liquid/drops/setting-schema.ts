import { z } from "zod";

const settingSchema = z.object({
  type: z.string(),
  id: z.string().optional(),
  default: z.unknown().optional(),
  autofill: z.boolean().default(false),
  /** Of a color_scheme_group: the settings of each scheme. */
  definition: z.unknown().optional(),
});
export type SettingDefinition = z.infer<typeof settingSchema>;
export const settingsSchema = z.array(settingSchema).default([]);
