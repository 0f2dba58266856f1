import { z } from "zod";
import { makeDrop, type ShopifyDrop } from "./drop.ts";
import { settingsDrop } from "./drops/settings.ts";
import { settingsSchema } from "./drops/setting-schema.ts";
import { attributes } from "./filter-arguments.ts";
import { nestGlobals } from "./nest-globals.ts";
import type { RenderState } from "./state.ts";

const placesSchema = z.object({
  templates: z.array(z.string()).optional(),
  groups: z.array(z.string()).optional(),
});

const appBlockSchema = z.object({
  name: z.string(),
  target: z.enum(["section", "head", "compliance_head", "body"]),
  javascript: z.string().optional(),
  stylesheet: z.string().optional(),
  class: z.string().optional(),
  tag: z.string().default("div"),
  settings: settingsSchema,
  enabled_on: placesSchema.optional(),
  disabled_on: placesSchema.optional(),
  available_if: z.string().optional(),
});
export type AppBlockSchema = z.infer<typeof appBlockSchema>;

/** "review-badge" of `shopify://apps/<handle>/blocks/review-badge/<uuid>`; null for the theme's own blocks. */
export function appBlockName(type: string): string | null {
  return (
    /^shopify:\/\/apps\/[^/]+\/blocks\/([^/]+)\/[^/]+$/.exec(type)?.[1] ?? null
  );
}

export function appBlockType(state: RenderState, block: string): string {
  const { appConfig, extensionUuid } = state.request.ctx;
  return `shopify://apps/${appConfig.handle}/blocks/${block}/${extensionUuid}`;
}

export function isInstalled(state: RenderState): boolean {
  const installation =
    state.request.ctx.world.installations[state.request.shop.shop];
  return Boolean(installation && !installation.uninstalledAt);
}

/** Schema of a block file of the app's extension; null when there is none. */
export function readAppBlockSchema(
  state: RenderState,
  block: string,
): AppBlockSchema | null {
  const { folder } = state.site.extension;
  const source = folder.text(`blocks/${block}.liquid`);
  if (source === null) return null;
  const body = /\{%-?\s*schema\s*-?%\}([\s\S]*?)\{%-?\s*endschema\s*-?%\}/.exec(
    source,
  )?.[1];
  const parsed = appBlockSchema.safeParse(JSON.parse(body ?? "{}"));
  if (!parsed.success)
    throw new Error(
      `The schema of extension block ${block} is not valid:\n${z.prettifyError(parsed.error)}`,
    );
  if (parsed.data.enabled_on && parsed.data.disabled_on)
    throw new Error(
      `Extension block ${block}: only one of enabled_on and disabled_on may be given.`,
    );
  return parsed.data;
}

interface AppBlockPlace {
  id: string;
  block: string;
  settings: Record<string, unknown>;
  sectionId: string | null;
}

/** The `block` object of an app block in a section; drawn by `{% render block %}`. Null while the app is away. */
export function makeAppBlock(
  state: RenderState,
  { id, block, settings, sectionId }: AppBlockPlace,
): ShopifyDrop | null {
  if (!isInstalled(state)) return null;
  const schema = readAppBlockSchema(state, block);
  if (!schema || schema.target !== "section" || !isAllowed(state, schema))
    return null;
  return makeDrop({
    type: "block",
    fields: {
      id,
      type: "@app",
      app_block: { block, settings, schema, sectionId },
      settings: () => settingsDrop(state, schema.settings, settings),
      shopify_attributes: state.request.designMode
        ? `data-shopify-editor-block="${id}"`
        : "",
    },
  });
}

export function renderAppBlock(state: RenderState, drop: ShopifyDrop): string {
  const own = drop["app_block"] as
    (Omit<AppBlockPlace, "id"> & { schema: AppBlockSchema }) | undefined;
  if (!own) throw new Error("render block: the block is none of an app.");
  return renderBlock(state, { id: String(drop["id"]), ...own });
}

/** The app embeds that the merchant switched on, drawn: what goes into the head, and before the end of the body. */
export function renderEmbeds(state: RenderState): {
  head: string;
  body: string;
} {
  const out = { head: "", body: "" };
  if (!isInstalled(state)) return out;
  for (const file of state.site.extension.folder
    .list("blocks")
    .filter((name) => name.endsWith(".liquid"))) {
    const block = file.slice(0, -".liquid".length);
    const saved = state.request.theme.embeds[block];
    const schema = readAppBlockSchema(state, block);
    if (
      !saved ||
      saved.disabled ||
      !schema ||
      schema.target === "section" ||
      !isAllowed(state, schema)
    )
      continue;
    const drawn = renderBlock(state, {
      id: `app-embed-${block}`,
      block,
      settings: saved.settings,
      schema,
      sectionId: null,
    });
    if (schema.target === "body") out.body += drawn;
    else
      out.head =
        schema.target === "compliance_head"
          ? drawn + out.head
          : out.head + drawn;
  }
  return out;
}

function renderBlock(
  state: RenderState,
  place: AppBlockPlace & { schema: AppBlockSchema },
): string {
  const { id, block, settings, schema, sectionId } = place;
  const { extension } = state.site;
  if (schema.stylesheet) state.appAssets.stylesheets.add(schema.stylesheet);
  if (schema.javascript) state.appAssets.scripts.add(schema.javascript);
  const globals = nestGlobals(state, state.globals.extension, {
    block: makeDrop({
      type: "block",
      fields: {
        id,
        type: appBlockType(state, block),
        settings: () => settingsDrop(state, schema.settings, settings),
        shopify_attributes: state.request.designMode
          ? `data-shopify-editor-block="${id}"`
          : "",
      },
    }),
    section: sectionId
      ? makeDrop({ type: "app_section", fields: { id: sectionId } })
      : null,
  });
  const html = extension.engine.renderSync(
    extension.parse(`blocks/${block}.liquid`),
    {},
    { globals, sync: true },
  ) as string;
  if (schema.target === "head" || schema.target === "compliance_head")
    return html;
  const classes = ["shopify-block", "shopify-app-block", schema.class]
    .filter(Boolean)
    .join(" ");
  return `<${schema.tag}${attributes({ id: `shopify-block-${id}`, class: classes })}>${html}</${schema.tag}>`;
}

function isAllowed(state: RenderState, schema: AppBlockSchema): boolean {
  const { name } = state.template;
  if (
    schema.enabled_on?.templates &&
    !schema.enabled_on.templates.some((one) => one === "*" || one === name)
  )
    return false;
  if (schema.disabled_on?.templates?.some((one) => one === "*" || one === name))
    return false;
  if (!schema.available_if) return true;
  const parts = /^\{\{\s*app\.metafields\.([\w-]+)\.([\w-]+)\s*\}\}$/.exec(
    schema.available_if,
  );
  if (!parts)
    throw new Error(
      `available_if must read "{{ app.metafields.<namespace>.<key> }}": ${schema.available_if}`,
    );
  const { ctx, shop } = state.request;
  const owner = ctx.world.installations[shop.shop]?.appInstallationId;
  return shop.metafields.some(
    (one) =>
      one.ownerType === "APP_INSTALLATION" &&
      one.ownerId === owner &&
      one.namespace === parts[1] &&
      one.key === parts[2] &&
      one.value === "true",
  );
}
