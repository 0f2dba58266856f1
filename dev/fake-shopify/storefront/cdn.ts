import { readFile } from "node:fs/promises";
import path from "node:path";
import type { LocalShopify } from "../context.ts";
import { type ClientScript, clientScript } from "./client/build.ts";
import type { Answer } from "./http.ts";
import { compiled } from "./liquid/header.ts";
import { buildPixel, readPixelExtension } from "./pixels/extension.ts";
import type { Site } from "./liquid/state.ts";

export type RenderPicture = (
  name: string,
  options: { width: number; format: "webp" | "png" },
) => Promise<Buffer>;

const FOREVER = "public, max-age=31536000, immutable";

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};

/** Shopify's own scripts, by their paths below /cdn/. */
const SCRIPTS: Record<string, ClientScript> = {
  "shopifycloud/consent-tracking-api.js": "consent-tracking-api",
  "shopifycloud/privacy-banner.js": "privacy-banner",
  "shopifycloud/checkout.js": "checkout",
  "wpm/manager.js": "web-pixels-manager",
  "wpm/worker.js": "pixel-worker",
  "storefront/standard-events.js": "standard-events",
  "storefront/standard-actions.js": "standard-actions",
};

/** Pictures, theme files and the app's files. Null when the path is not below /cdn/. */
export async function answerCdn(options: {
  ctx: LocalShopify;
  site: Site;
  url: URL;
  accept: string;
  renderPicture: RenderPicture;
}): Promise<Answer | null> {
  const { ctx, site, url } = options;
  if (!url.pathname.startsWith("/cdn/")) return null;
  const rest = decodeURIComponent(url.pathname.slice("/cdn/".length));
  const picture = /^files\/([\w.-]+)$/.exec(rest)?.[1];
  if (picture) return answerPicture(picture, options);
  const asset = /^assets\/([\w.-]+)$/.exec(rest)?.[1];
  if (asset) return answerFile(path.join(ctx.themeDir, "assets", asset));
  const extension = /^extensions\/([\w-]+)\/assets\/([\w.-]+)$/.exec(rest);
  if (extension?.[2])
    return extension[1] === ctx.extensionUuid
      ? answerFile(path.join(ctx.extensionDir, "assets", extension[2]))
      : notFound();
  const own = SCRIPTS[rest];
  if (own) return script(await clientScript(own));
  if (/^wpm\/pixel-\d+\.js$/.test(rest)) {
    const pixel = readPixelExtension(ctx);
    return pixel ? script(await buildPixel(pixel)) : notFound();
  }
  if (rest === "compiled/styles.css")
    return text(compiled({ site }, "stylesheet"), TYPES[".css"] ?? "");
  if (rest === "compiled/scripts.js")
    return script(compiled({ site }, "javascript"));
  return notFound();
}

async function answerPicture(
  name: string,
  {
    url,
    accept,
    renderPicture,
  }: { url: URL; accept: string; renderPicture: RenderPicture },
): Promise<Answer> {
  const asked = Number(url.searchParams.get("width"));
  const width =
    Number.isInteger(asked) && asked > 0 ? Math.min(asked, 5760) : 1600;
  // As Shopify's CDN does: the newest format the browser names, whatever the file is called.
  const format = /image\/webp/.test(accept) ? "webp" : "png";
  try {
    const body = await renderPicture(name, { width, format });
    return {
      status: 200,
      headers: {
        "Content-Type": `image/${format}`,
        "Cache-Control": FOREVER,
        Vary: "Accept",
        "Access-Control-Allow-Origin": "*",
      },
      body,
    };
  } catch {
    return notFound();
  }
}

async function answerFile(file: string): Promise<Answer> {
  try {
    return {
      status: 200,
      headers: {
        "Content-Type": TYPES[path.extname(file)] ?? "application/octet-stream",
        "Cache-Control": FOREVER,
        "Access-Control-Allow-Origin": "*",
        "X-Content-Type-Options": "nosniff",
      },
      body: await readFile(file),
    };
  } catch {
    return notFound();
  }
}

function script(body: string): Answer {
  return text(body, TYPES[".js"] ?? "");
}

function text(body: string, type: string): Answer {
  return {
    status: 200,
    headers: {
      "Content-Type": type,
      "Cache-Control": "public, max-age=3600",
      "Access-Control-Allow-Origin": "*",
    },
    body,
  };
}

function notFound(): Answer {
  return {
    status: 404,
    headers: { "Content-Type": "text/plain", "Cache-Control": "no-store" },
    body: "Not found",
  };
}
