/** The main theme, and of its files config/settings_data.json: where a server can see whether an app embed is on. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { LocalShopify } from "../../../context.ts";
import type { ShopWorld } from "../../../world/types.ts";
import { gid } from "../../../world/world.ts";
import type { AdminCall, Source } from "../call.ts";
import { connection, type PageArgs } from "../connection.ts";
import { notSimulated } from "../errors.ts";

const SETTINGS_DATA = "config/settings_data.json";

/** "shopify://apps/<app>/blocks/<file>/<uuid>": the type of an app block in a theme's JSON. */
export function blockType(ctx: LocalShopify, block: string): string {
  return `shopify://apps/${ctx.appConfig.handle}/blocks/${block}/${ctx.extensionUuid}`;
}

/** The theme's own file with what the merchant switched in the editor laid over it. */
async function settingsData(
  ctx: LocalShopify,
  shop: ShopWorld,
): Promise<string> {
  const own = await readFile(
    path.join(ctx.themeDir, SETTINGS_DATA),
    "utf8",
  ).catch(() => '{"current":{}}');
  const data = JSON.parse(own.replace(/^\s*\/\*[\s\S]*?\*\//, "")) as {
    current: unknown;
    presets?: Record<string, object>;
  };
  const current = (
    typeof data.current === "string"
      ? { ...data.presets?.[data.current] }
      : data.current
  ) as { blocks?: Record<string, object> };
  const blocks = { ...current.blocks };
  for (const [block, { disabled, settings }] of Object.entries(
    shop.theme.embeds,
  ))
    blocks[`embed_${block}`] = {
      type: blockType(ctx, block),
      disabled,
      settings,
    };
  return JSON.stringify({ ...data, current: { ...current, blocks } }, null, 2);
}

export const themeId = (shop: ShopWorld) =>
  gid("OnlineStoreTheme", `1${shop.id}`.slice(0, 13));

export const themeQueries: Source = {
  themes(
    args: PageArgs & { roles?: string[] | null; names?: string[] | null },
    call: AdminCall,
  ) {
    const { shop, ctx } = call;
    const main = { id: themeId(shop) };
    const items = !args.roles || args.roles.includes("MAIN") ? [main] : [];
    return connection({
      items,
      args,
      toNode: () => ({
        __typename: "OnlineStoreTheme",
        id: main.id,
        name: "Local theme",
        role: "MAIN",
        processing: false,
        processingFailed: false,
        createdAt: call.installation.installedAt,
        updatedAt: call.installation.installedAt,
        files: async (files: PageArgs & { filenames?: string[] | null }) => {
          if (
            !files.filenames ||
            files.filenames.some((name) => name !== SETTINGS_DATA)
          )
            throw notSimulated(`theme files other than ${SETTINGS_DATA}`);
          const content = await settingsData(ctx, shop);
          return {
            ...connection({
              items: [{ id: "1" }],
              args: files,
              toNode: () => ({
                filename: SETTINGS_DATA,
                contentType: "application/json",
                size: String(Buffer.byteLength(content)),
                body: { __typename: "OnlineStoreThemeFileBodyText", content },
              }),
            }),
            userErrors: [],
          };
        },
      }),
    });
  },
};
