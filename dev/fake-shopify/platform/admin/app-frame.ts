/** The page that holds the app: its iframe, its title bar, and what App Bridge asks the admin for. */
import { createHmac, randomUUID } from "node:crypto";
import type { LocalShopify } from "../../context.ts";
import type { ShopWorld } from "../../world/types.ts";
import {
  json,
  readFields,
  redirect,
  Refusal,
  shopOf,
  type Answer,
  type Request,
  type Route,
} from "../http.ts";
import { h, jsonScript } from "../markup.ts";
import { findInstallation } from "../oauth/installation.ts";
import { issueSessionToken, staffOf } from "../oauth/session-token.ts";
import { describeExtensions } from "../theme/blocks.ts";
import { adminContent, adminPage, initials, shopName } from "./layout.ts";
import { listResources } from "./resources.ts";

const hostParameter = (shop: ShopWorld) =>
  Buffer.from(`admin.shopify.com/store/${shopName(shop)}`).toString(
    "base64url",
  );

/** The address the iframe is opened with. Signed as Shopify signs it, and carrying a first session token. */
export function frameUrl(
  ctx: LocalShopify,
  shop: ShopWorld,
  path: string,
  query: URLSearchParams,
): string {
  const url = new URL(path || "/", ctx.urls.app);
  for (const [name, value] of query) url.searchParams.append(name, value);
  const given = {
    embedded: "1",
    host: hostParameter(shop),
    id_token: issueSessionToken(ctx, shop),
    locale: staffOf(shop).locale,
    session: randomUUID().replaceAll("-", ""),
    shop: shop.shop,
    timestamp: String(Math.floor(ctx.clock.now().getTime() / 1000)),
  };
  for (const [name, value] of Object.entries(given))
    url.searchParams.set(name, value);
  const text = [...url.searchParams]
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join("&");
  url.searchParams.set(
    "hmac",
    createHmac("sha256", ctx.clientSecret).update(text).digest("hex"),
  );
  return url.href;
}

function installPage({ ctx }: Request, shop: ShopWorld): Answer {
  const { name, scopes, handle } = ctx.appConfig;
  const body = h`<section class="card"><div class="row"><span class="app-icon" style="width:44px;height:44px;border-radius:12px;font-size:18px">${initials(name)}</span><div><h2>Install ${name}</h2><span class="soft">It asks for this access to ${shop.name}:</span></div></div>
    <ul>${scopes.map((scope) => h`<li><code>${scope}</code></li>`)}</ul>
    <form method="post" action="/store/${shopName(shop)}/install"><input type="hidden" name="then" value="/store/${shopName(shop)}/apps/${handle}"><button class="primary">Install app</button></form></section>`;
  return adminPage({
    ctx,
    shop,
    at: "apps",
    title: `Install ${name}`,
    content: adminContent({ title: "Apps", body }),
  });
}

function appPage(request: Request): Answer {
  const { ctx, params, url } = request;
  const shop = shopOf(ctx, params[0]!);
  const { handle, clientId, name } = ctx.appConfig;
  if (params[1] !== handle && params[1] !== clientId)
    throw new Refusal(404, `No app here is called ${params[1]}.`);
  if (!findInstallation(ctx, shop.shop)) return installPage(request, shop);
  const base = `/store/${shopName(shop)}/apps/${handle}`;
  if (params[1] !== handle) return redirect(base + params[2]! + url.search);
  const content = h`<div class="app-page">
  <div class="app-bar"><span class="app-icon" aria-hidden="true">${initials(name)}</span><div class="title"><small class="soft" data-app-name>${name}</small><span data-title></span></div><div class="row" data-actions></div></div>
  <iframe name="app-iframe" title="${name}" src="${frameUrl(ctx, shop, params[2]!, url.searchParams)}" allow="clipboard-write"></iframe>
</div>
<dialog data-leave aria-labelledby="leave-title"><form method="dialog"><h2 id="leave-title">Leave page with unsaved changes?</h2><p>Leaving this page will delete all unsaved changes.</p><div class="row" style="justify-content:flex-end"><button value="stay">Stay</button><button class="critical" value="leave">Leave page</button></div></form></dialog>
<dialog data-picker></dialog>
<dialog data-review><form method="dialog"><h2>How do you like ${name}?</h2><p>On the real Shopify the merchant could write a review here. Nothing is kept.</p><div class="row" style="justify-content:flex-end"><button value="cancelled">Not now</button><button class="primary" value="success">Pretend to review</button></div></form></dialog>
${jsonScript("app-frame", { base, store: `/store/${shopName(shop)}`, shop: shop.shop, appOrigin: new URL(ctx.urls.app).origin, clientId })}`;
  return adminPage({ ctx, shop, at: "app", title: name, content });
}

/** Where Shopify's own addresses are here: https://{shop}.myshopify.com/admin/x, admin.shopify.com/store/x, shopify://admin/x. */
export function localAdminPath(
  url: string,
  shop: string | null,
): string | null {
  const store = /^https:\/\/admin\.shopify\.com\/store\/([\w-]+)(\/.*)?$/.exec(
    url,
  );
  if (store) return `/store/${store[1]}${store[2] ?? ""}`;
  const own = /^https:\/\/([\w-]+)\.myshopify\.com\/admin(\/.*)?$/.exec(url);
  if (own) return `/store/${own[1]}${own[2] ?? ""}`;
  const short = /^shopify:\/\/?\/?admin(\/.*)?$|^shopify:admin(\/.*)?$/.exec(
    url,
  );
  if (short && shop)
    return `/store/${shop.replace(/\.myshopify\.com$/, "")}${short[1] ?? short[2] ?? ""}`;
  return null;
}

export function appFrameRoutes(): Route[] {
  const shopFor = (request: Request) => shopOf(request.ctx, request.params[0]!);
  return [
    {
      method: "GET",
      path: /^\/store\/([\w-]+)\/apps\/([\w-]+)((?:\/.*)?)$/,
      handle: appPage,
    },
    {
      method: "POST",
      path: /^\/store\/([\w-]+)\/id-token$/,
      handle: (request) => {
        const shop = shopFor(request);
        if (!findInstallation(request.ctx, shop.shop))
          throw new Refusal(409, "The app is not installed in this shop.");
        return json({ token: issueSessionToken(request.ctx, shop) });
      },
    },
    {
      method: "GET",
      path: /^\/store\/([\w-]+)\/extensions\.json$/,
      handle: async (request) =>
        json(await describeExtensions(request.ctx, shopFor(request))),
    },
    {
      method: "GET",
      path: /^\/store\/([\w-]+)\/scopes\.json$/,
      handle: (request) =>
        json({
          granted:
            findInstallation(request.ctx, shopFor(request).shop)?.scopes ?? [],
          required: request.ctx.appConfig.scopes,
          optional: [],
        }),
    },
    {
      method: "GET",
      path: /^\/store\/([\w-]+)\/user\.json$/,
      handle: (request) =>
        json({ ...staffOf(shopFor(request)), accountAccess: "Admin" }),
    },
    {
      method: "POST",
      path: /^\/store\/([\w-]+)\/resources\.json$/,
      handle: (request) =>
        json(listResources(request.ctx, shopFor(request), readFields(request))),
    },
    {
      method: "GET",
      path: /^\/open$/,
      handle: ({ url, ctx }) => {
        const path = localAdminPath(
          url.searchParams.get("url") ?? "",
          Object.keys(ctx.world.shops)[0] ?? null,
        );
        if (!path)
          throw new Refusal(400, "This is no address of a Shopify admin.");
        return redirect(path);
      },
    },
  ];
}
