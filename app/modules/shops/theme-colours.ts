/** The colours of a theme, read out of its config/settings_data.json. */
import { z } from "zod";
import type { ThemeColours } from "#app/shared/preview-message.ts";

export const PLAIN_COLOURS: ThemeColours = {
  paper: "#ffffff",
  ink: "#1c1c1c",
  button: "#1c1c1c",
  buttonInk: "#ffffff",
};

const settingsSchema = z.record(z.string(), z.unknown());
const fileSchema = z.object({
  current: z.union([z.string(), settingsSchema]),
  presets: z.record(z.string(), settingsSchema).optional(),
});
const schemesSchema = z.record(
  z.string(),
  z.object({ settings: settingsSchema }),
);

/** Names that themes give to the same thing; the first that is a colour counts. */
const NAMES: Record<keyof ThemeColours, RegExp[]> = {
  paper: [/^background$/, /^colou?rs?_(background|body_bg|paper|background_1)/],
  ink: [/^text$/, /^colou?rs?_(text|body_text|ink|foreground)/],
  button: [
    /^button$/,
    /^colou?rs?_(button|button_background|solid_button|primary_button|accent|accent_1)/,
  ],
  buttonInk: [
    /^button_label$/,
    /^colou?rs?_(button_label|button_text|solid_button_labels|primary_button_text)/,
  ],
};

/**
 * Themes with colour schemes (all of Shopify's own since 2023) keep them in `current.color_schemes`, the first being the
 * page's; older ones have settings of their own names. Whatever is not found is left plain, never guessed from pictures.
 * @see https://shopify.dev/docs/storefronts/themes/architecture/settings/input-settings#color_scheme_group
 */
export function readThemeColours(settingsData: string): ThemeColours {
  const settings = currentSettings(settingsData);
  const schemes = schemesSchema.safeParse(settings["color_schemes"]);
  const [first] = schemes.success ? Object.values(schemes.data) : [];
  const found: ThemeColours = { ...PLAIN_COLOURS };
  for (const role of Object.keys(NAMES) as (keyof ThemeColours)[]) {
    const colour = findColour(first?.settings ?? settings, NAMES[role]);
    if (colour) found[role] = colour;
    // A button without a colour of its own is written on in the paper's.
    else if (role === "buttonInk") found.buttonInk = found.paper;
    else if (role === "button") found.button = found.ink;
  }
  return found;
}

function currentSettings(text: string): Record<string, unknown> {
  const parsed = fileSchema.safeParse(parseJson(text));
  if (!parsed.success) return {};
  const { current, presets = {} } = parsed.data;
  return typeof current === "string" ? (presets[current] ?? {}) : current;
}

/** Shopify writes a comment before the document. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\s*\/\*[\s\S]*?\*\//, ""));
  } catch {
    return undefined;
  }
}

function findColour(
  settings: Record<string, unknown>,
  names: RegExp[],
): string | undefined {
  for (const name of names) {
    for (const [key, value] of Object.entries(settings)) {
      const colour = name.test(key) && toHex(value);
      if (colour) return colour;
    }
  }
  return undefined;
}

/** `#fff`, `#ffffff` or `rgb(255, 255, 255)`; gradients and see-through colours are none. */
function toHex(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const text = value.trim().toLowerCase();
  if (/^#[0-9a-f]{6}$/.test(text)) return text;
  if (/^#[0-9a-f]{3}$/.test(text))
    return `#${[...text.slice(1)].map((digit) => digit + digit).join("")}`;
  const [, ...parts] = /^rgb\((\d+)[, ]+(\d+)[, ]+(\d+)\)$/.exec(text) ?? [];
  return parts.length === 3
    ? `#${parts.map((part) => Math.min(255, Number(part)).toString(16).padStart(2, "0")).join("")}`
    : undefined;
}
