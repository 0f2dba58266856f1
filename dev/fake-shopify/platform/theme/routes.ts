/** The theme editor: app embeds to switch, app blocks to place; nothing changes before Save. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { storefrontOrigin } from "../../context.ts";
import type { LocalShopify } from "../../context.ts";
import type { ShopWorld, ThemeChanges } from "../../world/types.ts";
import {
  json,
  readFields,
  Refusal,
  shopOf,
  type Answer,
  type Request,
  type Route,
} from "../http.ts";
import { h, jsonScript } from "../markup.ts";
import { page } from "../page.ts";
import { shopName } from "../admin/layout.ts";
import { readBlocks } from "./blocks.ts";

/** Templates of the local theme that take app blocks, with a page to look at. */
const TEMPLATES = [
  "index",
  "product",
  "collection",
  "cart",
  "search",
  "page",
] as const;

function previewPath(shop: ShopWorld, template: string): string {
  const product = shop.products.find((one) => one.status === "ACTIVE");
  switch (template) {
    case "product":
      return product ? `/products/${product.handle}` : "/";
    case "collection":
      return `/collections/${shop.collections[0]?.handle ?? "all"}`;
    case "cart":
      return "/cart";
    case "search":
      return `/search?q=${encodeURIComponent(product?.type ?? "")}`;
    case "page":
      return shop.pages[0] ? `/pages/${shop.pages[0].handle}` : "/";
    default:
      return "/";
  }
}

const settings = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null()]),
);
const themeFields = z.object({
  settings: settings.default({}),
  embeds: z
    .record(
      z.string(),
      z.object({ disabled: z.boolean(), settings: settings.default({}) }),
    )
    .default({}),
  blocks: z
    .array(
      z.object({
        id: z.string().optional(),
        template: z.string(),
        block: z.string(),
        settings: settings.default({}),
      }),
    )
    .default([]),
});

/** Sets what the merchant chose in the editor; what is not given stays. Throws a refusal that names what does not exist. */
export async function saveTheme(
  ctx: LocalShopify,
  shop: ShopWorld,
  given: unknown,
): Promise<ThemeChanges> {
  shop.theme = await readTheme(ctx, shop, given);
  delete shop.themeDraft;
  ctx.save();
  return shop.theme;
}

async function readTheme(
  ctx: LocalShopify,
  shop: ShopWorld,
  given: unknown,
): Promise<ThemeChanges> {
  const parsed = themeFields.partial().safeParse(given);
  if (!parsed.success) throw new Refusal(400, z.prettifyError(parsed.error));
  const blocks = await readBlocks(ctx);
  const known = (file: string, section: boolean) => {
    const block = blocks.find(
      (one) => one.file === file && (one.target === "section") === section,
    );
    if (!block)
      throw new Refusal(
        404,
        `The app has no ${section ? "block" : "embed"} named ${file}. It has: ${blocks.map((one) => one.file).join(", ") || "none"}.`,
      );
    return block;
  };
  for (const file of Object.keys(parsed.data.embeds ?? {})) known(file, false);
  const placed = parsed.data.blocks?.map((one) => {
    if (!TEMPLATES.some((template) => template === one.template))
      throw new Refusal(
        404,
        `There is no template named ${one.template}. There are: ${TEMPLATES.join(", ")}.`,
      );
    if (!known(one.block, true).allows(one.template))
      throw new Refusal(
        409,
        `The block ${one.block} is not made for the template ${one.template}.`,
      );
    return { ...one, id: one.id ?? randomUUID() };
  });
  return {
    settings: { ...shop.theme.settings, ...parsed.data.settings },
    embeds: { ...shop.theme.embeds, ...parsed.data.embeds },
    blocks: placed ?? shop.theme.blocks,
  };
}

async function editorPage({ ctx, params, url }: Request): Promise<Answer> {
  const shop = shopOf(ctx, params[0]!);
  delete shop.themeDraft;
  const block = (name: string) =>
    url.searchParams.get(name)?.split("/")[1] ?? null;
  const asked = url.searchParams.get("template")?.replace(/\..*$/, "") ?? "";
  const template =
    TEMPLATES.find((one) => one === asked) ??
    (block("addAppBlockId") ? "product" : "index");
  const data = {
    store: `/store/${shopName(shop)}`,
    storefront: storefrontOrigin(ctx, shop.shop),
    app: ctx.appConfig.name,
    template,
    activate: block("activateAppId"),
    add: block("addAppBlockId"),
    tab:
      url.searchParams.get("context") === "apps" || block("activateAppId")
        ? "embeds"
        : "blocks",
    templates: TEMPLATES.map((name) => ({
      name,
      path: previewPath(shop, name),
    })),
    blocks: (await readBlocks(ctx)).map(({ allows, ...one }) => ({
      ...one,
      templates: TEMPLATES.filter(allows),
    })),
    theme: shop.theme,
  };
  const body = h`<div class="editor">
<header class="topbar"><a href="${data.store}/themes" aria-label="Back to the admin">←</a><span class="brand">Theme editor</span><span class="space"></span>
<span class="row" role="group" aria-label="Width"><button type="button" class="plain" style="color:#fff" data-width="desktop">Desktop</button><button type="button" class="plain" style="color:#fff" data-width="phone">Phone</button></span>
<button type="button" class="primary" style="background:#fff;color:#16181d" data-save disabled>Save</button></header>
<div class="panes"><aside>
<div class="row" role="tablist" style="margin-bottom:14px"><button type="button" role="tab" data-tab="blocks">Blocks</button><button type="button" role="tab" data-tab="embeds">App embeds</button></div>
<div data-panel></div></aside>
<div class="preview" data-width="desktop"><iframe title="Preview of the storefront"></iframe></div></div></div>
<div class="toasts" data-toasts role="status" aria-live="polite"></div>${jsonScript("editor", data)}`;
  return page({ title: "Theme editor", body, scripts: ["theme-editor"] });
}

export function editorRoutes(): Route[] {
  return [
    {
      method: "GET",
      path: /^\/store\/([\w-]+)\/themes\/(?:current|\d+)\/editor$/,
      handle: editorPage,
    },
    {
      method: "POST",
      path: /^\/store\/([\w-]+)\/themes\/draft\.json$/,
      handle: async (request) => {
        const shop = shopOf(request.ctx, request.params[0]!);
        shop.themeDraft = await readTheme(
          request.ctx,
          shop,
          readFields(request),
        );
        return json(shop.themeDraft);
      },
    },
    {
      method: "POST",
      path: /^\/store\/([\w-]+)\/themes\/current\.json$/,
      handle: async (request) =>
        json(
          await saveTheme(
            request.ctx,
            shopOf(request.ctx, request.params[0]!),
            readFields(request),
          ),
        ),
    },
  ];
}
