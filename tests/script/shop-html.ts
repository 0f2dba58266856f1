/** The page of the small shop: its theme, its consent script, and what the embed writes into it. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { makeCampaign, makeConfig } from "#app/shared/campaign.fixture.ts";
import type { StorefrontCampaign } from "#app/shared/storefront-config.ts";
import type { Facts } from "#app/storefront/page.ts";
import type { Shop } from "./shop-options.ts";
import { liquidCart, totalOf, type SmallCart } from "./small-cart.ts";

export const SHOP = "https://shop.example";

const CHUNKS = [
  "mind",
  "arbiter",
  "senses",
  "dialog",
  "offer",
  "explain",
] as const;
const words = (locale: string) => {
  const name = locale === "en" ? "en.default" : locale;
  const file = path.join("extensions/storefront/locales", `${name}.json`);
  const { offer, quiet, topics } = JSON.parse(
    readFileSync(file, "utf8"),
  ) as Record<string, Record<string, string>>;
  return { ...offer, ...quiet, ...topics };
};

export function sectionHtml(id: string, cart: SmallCart): string {
  return `<div id="shopify-section-${id}"><form action="/cart" method="post">
    <p>Total <output id="total">${totalOf(cart)}</output></p>
    <button name="checkout" id="checkout" class="button">Check out</button></form></div>`;
}

export function pageHtml({ options, cart }: Shop): string {
  const { locale = "en", dir = "ltr", consent = "yes" } = options;
  const data =
    options.data ??
    JSON.stringify({
      config: makeConfig({
        revision: 7,
        campaigns: (options.campaigns ?? [options.campaign]).map(
          makeTestCampaign,
        ),
        ...options.config,
      }),
      facts: {
        kind: "cart",
        locale,
        shopCurrency: cart.currency,
        currency: cart.currency,
        b2b: false,
        country: "US",
        market: "us",
        cart: liquidCart(cart),
        proxy: "/apps/second-thought",
        chunks: Object.fromEntries(
          CHUNKS.map((name) => [name, `${SHOP}/assets/${name}.js`]),
        ) as Facts["chunks"],
        ...options.facts,
      },
      words: words(locale),
    });
  return `<!doctype html><html lang="${locale}" dir="${dir}"><head><meta charset="utf-8"><title>Basket</title>
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <style>
    body { margin: 0; background: #fbf8f3; color: #2b2622; font: 16px/1.6 Georgia, serif; }
    main { max-width: 60rem; margin: auto; padding: 2rem 1rem; }
    .button { background: #3d4f3a; color: #fff; border: 0; border-radius: 6px; padding: 1rem 2rem; font: inherit; }
    div:empty { display: none; }  dialog, p, button { outline: 3px dotted red; }
  </style>
  <script>
    const consent = "${consent}";
    const allowed = { marketingAllowed: () => ${options.marketing ?? false}, analyticsProcessingAllowed: () => window.said ?? consent === "yes" };
    window.Shopify = {
      routes: { root: "/" },
      currency: { rate: "${options.rate ?? 1}" },
      analytics: { publish: (name, data) => (window.published ??= []).push([name, data]) },
      loadFeatures(features, done) {
        if (consent === "never-answers") return;
        setTimeout(() => { if (consent !== "later") window.Shopify.customerPrivacy = allowed, done(); }, 20);
      },
    };
    window.collect = (yes) => {
      window.said = yes; window.Shopify.customerPrivacy = allowed;
      document.dispatchEvent(new CustomEvent("visitorConsentCollected", { detail: { analyticsAllowed: yes } }));
    };
  </script>
  <script async src="/assets/loader.js"></script></head>
  <body><main><h1>Your basket</h1>${sectionHtml("template--1__main", cart)}<div style="height: 3000px">…</div></main>
  ${options.body ?? ""}
  <script type="application/json" id="second-thought-page">${data.replaceAll("<", "\\u003c")}</script>
  </body></html>`;
}

/** Everybody is treated and nobody waits, unless the test says so. */
function makeTestCampaign(
  changes: Partial<StorefrontCampaign> = {},
): StorefrontCampaign {
  return makeCampaign({
    moment: { kind: "exit", afterSeconds: 0 },
    experiment: { seed: "seed-1", holdout: 0 },
    ...changes,
  });
}
