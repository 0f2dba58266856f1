/** The app's theme extension as the theme editor sees it: its blocks, their settings, and what is switched on. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { LocalShopify } from "../../context.ts";
import type { ShopWorld } from "../../world/types.ts";
import { themeId } from "../graphql/resolvers/themes.ts";

const setting = z.looseObject({
  type: z.string(),
  id: z.string().optional(),
  label: z.string().optional(),
  info: z.string().optional(),
  content: z.string().optional(),
  default: z.unknown().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  step: z.number().optional(),
  unit: z.string().optional(),
  options: z
    .array(z.object({ value: z.string(), label: z.string() }))
    .optional(),
});

const schema = z.looseObject({
  name: z.string(),
  target: z.enum(["section", "head", "body", "compliance_head"]),
  settings: z.array(setting).default([]),
  enabled_on: z
    .object({ templates: z.array(z.string()).optional() })
    .optional(),
  disabled_on: z
    .object({ templates: z.array(z.string()).optional() })
    .optional(),
});

export type BlockSetting = z.infer<typeof setting>;

export interface ExtensionBlock {
  file: string; // "proof-badge" of blocks/proof-badge.liquid
  name: string;
  target: z.infer<typeof schema>["target"];
  settings: BlockSetting[];
  /** May this block stand in that template? */
  allows: (template: string) => boolean;
}

type Words = Record<string, unknown>;

/** "t:blocks.proof.name" in the editor's words. */
function translate(text: string | undefined, words: Words): string | undefined {
  if (!text?.startsWith("t:")) return text;
  const found = text
    .slice(2)
    .split(".")
    .reduce<unknown>(
      (node, key) =>
        node && typeof node === "object" ? (node as Words)[key] : undefined,
      words,
    );
  return typeof found === "string" ? found : text;
}

async function readJson(file: string): Promise<Words> {
  const text = await readFile(file, "utf8").catch(() => "{}");
  return JSON.parse(text) as Words;
}

/** Throws when a block has no valid schema, as a deploy would; empty while there is no extension. */
export async function readBlocks(ctx: LocalShopify): Promise<ExtensionBlock[]> {
  const folder = path.join(ctx.extensionDir, "blocks");
  const files = (await readdir(folder).catch(() => []))
    .filter((name) => name.endsWith(".liquid"))
    .sort();
  const words = await readJson(
    path.join(ctx.extensionDir, "locales/en.default.schema.json"),
  );
  return Promise.all(
    files.map(async (name) => {
      const text = await readFile(path.join(folder, name), "utf8");
      const found =
        /\{%-?\s*schema\s*-?%\}([\s\S]*?)\{%-?\s*endschema\s*-?%\}/.exec(
          text,
        )?.[1];
      const parsed = schema.safeParse(found ? JSON.parse(found) : null);
      if (!parsed.success)
        throw new Error(
          `blocks/${name} has no valid schema: ${z.prettifyError(parsed.error)}`,
        );
      const { enabled_on: only, disabled_on: not } = parsed.data;
      return {
        file: name.replace(/\.liquid$/, ""),
        name: translate(parsed.data.name, words) ?? name,
        target: parsed.data.target,
        settings: parsed.data.settings.map((one) => ({
          ...one,
          label: translate(one.label, words),
          info: translate(one.info, words),
          content: translate(one.content, words),
          options: one.options?.map((option) => ({
            value: option.value,
            label: translate(option.label, words) ?? option.value,
          })),
        })),
        allows: (template: string) =>
          only?.templates
            ? only.templates.includes(template) || only.templates.includes("*")
            : !not?.templates?.includes(template),
      };
    }),
  );
}

/** The answer of `shopify.app.extensions()`. */
export async function describeExtensions(
  ctx: LocalShopify,
  shop: ShopWorld,
): Promise<object[]> {
  const blocks = await readBlocks(ctx);
  const id = themeId(shop);
  const activations = blocks.map((block) => {
    const targets =
      block.target === "section"
        ? shop.theme.blocks
            .filter((one) => one.block === block.file)
            .map((one) => `template--${one.template}/main/${one.id}`)
        : shop.theme.embeds[block.file]?.disabled === false
          ? [block.target]
          : [];
    return {
      handle: block.file,
      name: block.name,
      target: block.target,
      status: targets.length > 0 ? "active" : "available",
      activations: targets.map((target) => ({ target, themeId: id })),
    };
  });
  return [
    {
      handle: path.basename(ctx.extensionDir),
      type: "theme_app_extension",
      activations,
    },
  ];
}
