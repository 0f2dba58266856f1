/** The head of the pages that belong to nobody's shop: start page and inbox. */
import { h, type Markup } from "./markup.ts";

export function siteHead(at: "start" | "inbox"): Markup {
  const current = (key: string) => (at === key ? h`aria-current="page"` : "");
  return h`<header class="site-head"><div><a class="brand" href="/"><img src="/assets/icon.svg" alt="">Local Shopify</a>
<a href="/" ${current("start")}>Start</a><a href="/admin">Shop admin</a><a href="/storefront">Storefront</a><a href="/inbox" ${current("inbox")}>Inbox</a></div></header>`;
}
