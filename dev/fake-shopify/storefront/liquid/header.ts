import { consentNeeded, regionOf } from "../consent.ts";
import { pixelScript } from "../pixels/page-data.ts";
import type { RenderState } from "./state.ts";
import { toJson } from "./to-json.ts";

/** What Shopify puts into every page's head. */
export function contentForHeader(
  state: RenderState,
  embedHead: string,
): string {
  const { shop, ctx, root, locale } = state.request;
  const extension = `/cdn/extensions/${ctx.extensionUuid}/assets`;
  const version = (file: string) =>
    state.site.extension.folder.version(`assets/${file}`) ?? "0";
  const region = regionOf(state.request);
  const basics = {
    shop: shop.shop,
    locale,
    currency: {
      active: shop.currency,
      rate: String(shop.presentment?.market.rate ?? "1.0"),
    },
    country: state.request.country,
    theme: { name: "Local theme", id: 1, schema_name: "Local", role: "main" },
    routes: { root },
    cdnHost: state.request.url.host,
    designMode: state.request.designMode || undefined,
  };
  const meta = {
    page: { pageType: state.pageType, resourceType: state.pageType },
    consent: { region, needed: consentNeeded(region) },
  };
  return [
    `<script>window.Shopify=Object.assign(window.Shopify||{},${toJson(basics)});window.ShopifyAnalytics={meta:${toJson({ ...meta.page, currency: shop.currency })}};${INLINE.replace("__CONSENT__", toJson(meta.consent))}</script>`,
    `<script type="module" src="/cdn/storefront/standard-actions.js"></script>`,
    meta.consent.needed && !state.request.cookies["_tracking_consent"]
      ? `<script src="/cdn/shopifycloud/privacy-banner.js" defer></script>`
      : "",
    ...[...state.appAssets.stylesheets].map(
      (file) =>
        `<link rel="stylesheet" href="${extension}/${file}?v=${version(file)}" media="all">`,
    ),
    ...[...state.appAssets.scripts].map(
      (file) =>
        `<script src="${extension}/${file}?v=${version(file)}" async></script>`,
    ),
    compiled(state, "stylesheet")
      ? `<link rel="stylesheet" href="/cdn/compiled/styles.css" media="all">`
      : "",
    compiled(state, "javascript")
      ? `<script src="/cdn/compiled/scripts.js" defer></script>`
      : "",
    pixelScript(state.request, state.pixelEvents),
    embedHead,
  ]
    .filter(Boolean)
    .join("\n");
}

/**
 * The part of Shopify's own script that is there before anything loads: loadFeatures (fetches the consent API once, on
 * demand) and analytics.publish with subscribe for whoever listens on this page.
 */
const INLINE = `(function(S,D){
S.__consent=__CONSENT__;
var wait={};
S.loadFeatures=S.loadFeatures||function(list,done){
var left=list.length,failed=null;
if(!left){done&&done();return}
list.forEach(function(f){
if(f.name!=="consent-tracking-api"){end(new Error("Unknown feature "+f.name));return}
if(S.customerPrivacy){end();return}
var first=!wait[f.name];(wait[f.name]=wait[f.name]||[]).push(end);
if(first){var s=D.createElement("script");s.src="/cdn/shopifycloud/consent-tracking-api.js";s.async=true;
s.onload=function(){wait[f.name].splice(0).forEach(function(g){g()})};
s.onerror=function(){wait[f.name].splice(0).forEach(function(g){g(new Error("consent-tracking-api did not load"))})};
D.head.appendChild(s)}
});
function end(e){failed=failed||e;if(!--left&&done)done(failed)}
};
var subs=[];var A=S.analytics=S.analytics||{};A.early=[];
A.publish=function(name,data){subs.forEach(function(s){if(s[0]===name||s[0]==="all_events")s[1]({name:name,customData:data,timestamp:new Date().toISOString()})});A.deliver?A.deliver(name,data):A.early.push([name,data]);return true};
A.subscribe=function(name,fn){subs.push([name,fn])};
A.visitor=function(who){return !!who&&(/^[^@\\s]+@[^@\\s]+$/.test(who.email||"")||/^\\+?[0-9 ()-]{5,20}$/.test(who.phone||""))};
})(window.Shopify,document);`;

/** Sources of all `{% stylesheet %}` or `{% javascript %}` tags of the theme, joined; "" when there are none. */
export function compiled(
  state: Pick<RenderState, "site">,
  tag: "stylesheet" | "javascript",
): string {
  const { folder } = state.site.theme;
  const pattern = new RegExp(
    `\\{%-?\\s*${tag}[^%]*%\\}([\\s\\S]*?)\\{%-?\\s*end${tag}\\s*-?%\\}`,
    "g",
  );
  return ["sections", "snippets", "blocks"]
    .flatMap((sub) => folder.list(sub).map((file) => `${sub}/${file}`))
    .flatMap((file) =>
      [...(folder.text(file) ?? "").matchAll(pattern)].map(
        (match) => match[1]?.trim() ?? "",
      ),
    )
    .join("\n");
}
