import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { parse } from "smol-toml";
import { z } from "zod";
import type { LocalShopify } from "../../context.ts";

const fieldSchema = z.object({
  type: z.string(),
  name: z.string().optional(),
  description: z.string().optional(),
  validations: z
    .array(z.object({ name: z.string(), value: z.unknown() }))
    .optional(),
});

const pixelSchema = z.object({
  type: z.literal("web_pixel_extension"),
  name: z.string(),
  runtime_context: z.literal("strict"),
  customer_privacy: z.object({
    analytics: z.boolean(),
    marketing: z.boolean(),
    preferences: z.boolean(),
    sale_of_data: z.enum(["enabled", "disabled", "ldu"]),
  }),
  settings: z
    .object({
      type: z.literal("object"),
      fields: z.record(z.string(), fieldSchema).default({}),
    })
    .optional(),
});

/** The app's web pixel extension: its `shopify.extension.toml`, read. */
export interface PixelExtension {
  dir: string;
  name: string;
  privacy: z.infer<typeof pixelSchema>["customer_privacy"];
  /** Names of the settings that webPixelCreate may carry, with those that must not be empty. */
  fields: { name: string; required: boolean }[];
}

/**
 * The one web pixel beside the app's theme extension; null when the app has none.
 * @throws when its toml is not valid, naming the faults.
 */
export function readPixelExtension(
  ctx: Pick<LocalShopify, "extensionDir">,
): PixelExtension | null {
  const home = path.dirname(ctx.extensionDir);
  for (const dir of foldersIn(home)) {
    const file = path.join(dir, "shopify.extension.toml");
    if (!existsSync(file)) continue;
    const toml = parse(readFileSync(file, "utf8"));
    const [first] = Array.isArray(toml["extensions"])
      ? (toml["extensions"] as Record<string, unknown>[])
      : [];
    const whole = { ...toml, ...first };
    if (whole["type"] !== "web_pixel_extension") continue;
    const parsed = pixelSchema.safeParse(whole);
    if (!parsed.success)
      throw new Error(
        `${path.basename(dir)}/shopify.extension.toml is not valid:\n${z.prettifyError(parsed.error)}`,
      );
    const { name, customer_privacy: privacy, settings } = parsed.data;
    return {
      dir,
      name,
      privacy,
      fields: Object.entries(settings?.fields ?? {}).map(([field, rules]) => ({
        name: field,
        required: (rules.validations ?? []).some(
          (rule) => rule.name === "min" && Number(rule.value) > 0,
        ),
      })),
    };
  }
  return null;
}

/** The pixel's script as Shopify's command line builds it: `src/index` and what it imports, in one file. */
export async function buildPixel({ dir }: PixelExtension): Promise<string> {
  const entry = ["ts", "js"]
    .map((ending) => path.join(dir, "src", `index.${ending}`))
    .find((file) => existsSync(file));
  if (!entry)
    throw new Error(
      `${path.basename(dir)} has no src/index.ts or src/index.js.`,
    );
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    target: "es2020",
    legalComments: "none",
    plugins: [
      {
        name: "web-pixels-extension",
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^@shopify\/web-pixels-extension$/ }, () => ({
            path: "register",
            namespace: "web-pixels-extension",
          }));
          onLoad({ filter: /.*/, namespace: "web-pixels-extension" }, () => ({
            contents:
              'export const register = (extend) => shopify.extend("WebPixel::Render", extend);',
          }));
        },
      },
    ],
  });
  return result.outputFiles[0]?.text ?? "";
}

function foldersIn(home: string): string[] {
  try {
    return readdirSync(home, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => path.join(home, entry.name))
      .sort();
  } catch {
    return [];
  }
}
