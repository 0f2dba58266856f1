import http from "node:http";
import type { AddressInfo } from "node:net";
import { describePicture, renderPicture } from "../catalogue/pictures.ts";
import type { LocalShopify } from "../context.ts";
import { answerAccount } from "./account.ts";
import { answerCart } from "./cart/routes.ts";
import { answerCdn, type RenderPicture } from "./cdn.ts";
import { answerCheckout } from "./checkout/routes.ts";
import { answerLinks } from "./cart/links.ts";
import { answerData } from "./data-routes.ts";
import { type Answer, html, json, readBody, send, TooLarge } from "./http.ts";
import { escapeHtml } from "./liquid/filter-arguments.ts";
import { createState, renderProxyLiquid } from "./liquid/page.ts";
import { watchSite } from "./liquid/site.ts";
import type { Site } from "./liquid/state.ts";
import { answerPage, sectionsOfPage } from "./pages.ts";
import { answerLocalization } from "./localization.ts";
import { answerProxy, proxyPath } from "./proxy.ts";
import { findShop, readRequest, type StoreRequest } from "./request.ts";

export interface StorefrontOptions {
  /** 0 takes any free port. */
  port: number;
  /** Where drawn pictures are kept; without it each is drawn anew. */
  pictureCacheDir?: string;
}

export interface RunningServer {
  url: string;
  close(): Promise<void>;
}

/** Serves the shops of the world to shoppers. Sets `ctx.urls.storefront` to where it really listens. */
export async function startStorefront(
  ctx: LocalShopify,
  options: StorefrontOptions,
): Promise<RunningServer> {
  const site = watchSite(ctx, { pictureSize: describePicture });
  const cache = options.pictureCacheDir
    ? { cacheDir: options.pictureCacheDir }
    : {};
  const draw: RenderPicture = (name, wanted) =>
    renderPicture(name, { ...wanted, ...cache });
  const server = http.createServer((request, response) => {
    answer(ctx, { request, site, renderPicture: draw })
      .catch((error: unknown) => ({
        answer: answerFault(ctx, request, error),
        cookies: [],
      }))
      .then((result) => send(response, result.answer, result.cookies))
      .catch((error: unknown) => {
        ctx.log.error({ err: error }, "an answer could not be sent");
        response.destroy();
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  ctx.urls.storefront = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    url: ctx.urls.storefront,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Incoming {
  request: http.IncomingMessage;
  site: () => Site;
  renderPicture: RenderPicture;
}

async function answer(
  ctx: LocalShopify,
  { request, site, renderPicture }: Incoming,
): Promise<{ answer: Answer; cookies: string[] }> {
  const shop = findShop(ctx, request.headers.host);
  if (!shop)
    return {
      answer: html(503, "<h1>The local Shopify has no shop yet.</h1>"),
      cookies: [],
    };
  const url = new URL(request.url ?? "/", ctx.urls.storefront);
  const file = await answerCdn({
    ctx,
    site: site(),
    url,
    accept: request.headers.accept ?? "",
    renderPicture,
  });
  if (file) return { answer: file, cookies: [] };
  // Browsers ask for it where a theme names no icon of its own.
  if (url.pathname === "/favicon.ico")
    return { answer: { status: 204, headers: {}, body: "" }, cookies: [] };
  const store = readRequest(ctx, shop, request, await readBody(request));
  return { answer: await route(store, site()), cookies: store.setCookies };
}

async function route(request: StoreRequest, site: Site): Promise<Answer> {
  const app = proxyPath(request);
  if (app)
    return answerProxy(request, app, (source) =>
      renderProxyLiquid(
        createState(request, site, {
          template: "app-proxy",
          pageType: "app-proxy",
        }),
        source,
      ),
    );
  const answered =
    (await answerCart(request, (ids, path) =>
      sectionsOfPage(request, site, ids, path),
    )) ??
    (await answerLinks(request)) ??
    (await answerCheckout(request)) ??
    (await answerAccount(request)) ??
    (await answerLocalization(request)) ??
    answerData(request, site);
  if (answered) return answered;
  // Below an app's prefix there is nothing without the app, whatever the method.
  const ofAnApp = /^\/(apps|a|community|tools)\//.test(request.path);
  if (request.method !== "GET" && request.method !== "HEAD" && !ofAnApp)
    return html(405, "<h1>Method not allowed</h1>");
  return answerPage(request, site);
}

function answerFault(
  ctx: LocalShopify,
  request: http.IncomingMessage,
  error: unknown,
): Answer {
  if (error instanceof TooLarge)
    return json(413, { status: 413, message: error.message });
  if (error instanceof URIError)
    return html(400, "<h1>This address cannot be read.</h1>");
  ctx.log.error(
    { err: error, path: request.url },
    "the storefront could not draw a page",
  );
  const { message, stack } =
    error instanceof Error ? error : { message: String(error), stack: "" };
  return html(
    500,
    `<!doctype html><meta charset="utf-8"><title>The page could not be drawn</title><style>body{font:16px/1.5 system-ui;max-width:60rem;margin:3rem auto;padding:0 1rem}pre{background:#f4f1ea;padding:1rem;overflow:auto;white-space:pre-wrap}</style>
<h1>The local storefront could not draw this page</h1><pre>${escapeHtml(message)}</pre><details><summary>Where</summary><pre>${escapeHtml(stack)}</pre></details>`,
  );
}
