/** The first page anybody sees: do this, then look there; the clock beside it. */
import path from "node:path";
import type { LocalShopify } from "../../context.ts";
import { storefrontOrigin } from "../../context.ts";
import type { ShopWorld } from "../../world/types.ts";
import type { Answer } from "../http.ts";
import { h, jsonScript, raw, type Markup } from "../markup.ts";
import { page } from "../page.ts";
import { siteHead } from "../site-head.ts";
import { readProgress } from "./state.ts";

const icon = (path: string) =>
  raw(`<svg viewBox="0 0 24 24" aria-hidden="true">${path}</svg>`);
const ICONS = {
  store: icon(
    '<path d="M4 10 6 4h12l2 6M5 11v9h14v-9M4 10a2.700 2.700 0 0 0 5.300 0 2.700 2.700 0 0 0 5.400 0A2.700 2.700 0 0 0 20 10M10 20v-5h4v5"/>',
  ),
  bag: icon('<path d="M5 8h14l1 12H4zM9 11V7a3 3 0 0 1 6 0v4"/>'),
  mail: icon(
    '<rect x="3" y="5" width="18" height="14" rx="2"/><path d="m4 7 8 6 8-6"/>',
  ),
  people: icon(
    '<circle cx="9" cy="8" r="3.200"/><path d="M3 19c.5-3.600 3-5.500 6-5.500s5.500 1.900 6 5.500M16 5.200a3 3 0 0 1 0 5.600M17.500 14c2 .6 3.200 2.300 3.500 5"/>',
  ),
};

interface Step {
  key?: string;
  title: string;
  text: string;
  links: [label: string, href: string, tab?: boolean][];
}

function chapters(
  ctx: LocalShopify,
  shop: ShopWorld,
): { icon: Markup; title: string; text: string; steps: Step[] }[] {
  const store = `/store/${shop.shop.replace(/\.myshopify\.com$/, "")}`;
  const app = `${store}/apps/${ctx.appConfig.handle}`;
  const shopUrl = storefrontOrigin(ctx, shop.shop);
  const product = shop.products.find((one) => one.status === "ACTIVE");
  const { name } = ctx.appConfig;
  return [
    {
      icon: ICONS.store,
      title: "You are the merchant",
      text: `${shop.name} wants fewer shoppers to leave with a full basket.`,
      steps: [
        {
          key: "install",
          title: `Install ${name} and open it`,
          text: "It opens inside the shop's admin and tells what is still missing.",
          links: [[`Open ${name}`, app]],
        },
        {
          key: "campaign",
          title: "Make a campaign",
          text: "Ten percent off the basket, when a shopper is about to leave the cart. Save it, and switch it on.",
          links: [["Campaigns", `${app}/app/campaigns`]],
        },
        {
          key: "embed",
          title: "Switch the app embed on",
          text: "In the theme editor, under App embeds. Press Save there.",
          links: [
            ["App embeds", `${store}/themes/current/editor?context=apps`],
          ],
        },
        {
          key: "block",
          title: "Place a proof block",
          text: "On the product page, under Blocks. It is drawn without any script.",
          links: [
            [
              "Product page in the editor",
              `${store}/themes/current/editor?template=product`,
            ],
          ],
        },
      ],
    },
    {
      icon: ICONS.bag,
      title: "Now you are a shopper",
      text: "Best in a private window, so that the shop does not know you yet. Accept the cookies when asked.",
      steps: [
        {
          key: "basket",
          title: "Fill a basket",
          text: "Look at a product: stars and what others bought lately. Put it into the basket.",
          links: [
            ["Visit the shop", shopUrl, true],
            ...(product
              ? ([
                  ["A product", `${shopUrl}/products/${product.handle}`, true],
                ] as Step["links"])
              : []),
          ],
        },
        {
          key: "claim",
          title: "Move to leave",
          text: "On the cart page stay for some seconds, then move the pointer out at the top; on a phone scroll up quickly. Accept the offer and see the total fall. Nothing came? You may be in the hold-out group: try another private window.",
          links: [["The cart", `${shopUrl}/cart`, true]],
        },
        {
          key: "checkout",
          title: "Start the checkout, and leave",
          text: "Give an e-mail address, tick the box for news, and close the tab.",
          links: [],
        },
      ],
    },
    {
      icon: ICONS.mail,
      title: "An hour later",
      text: "The clock beside this page belongs to this world alone.",
      steps: [
        {
          key: "mail",
          title: "Move the clock an hour ahead",
          text: "Press “+1 hour”. A few seconds later a mail shows the basket.",
          links: [["Inbox", "/inbox"]],
        },
        {
          key: "bought",
          title: "Come back by the mail, and buy",
          text: "The basket is there, the code still counts. After the purchase nothing more is sent.",
          links: [["Orders", `${store}/orders`]],
        },
        {
          title: "See what it brought",
          text: "The app's home compares shoppers who saw the offer with those held out.",
          links: [[`${name} home`, app]],
        },
      ],
    },
    {
      icon: ICONS.people,
      title: "Those who should be left alone",
      text: "Three more shoppers, three private windows.",
      steps: [
        {
          title: "One buys at once",
          text: "Move the clock ahead: she gets no mail.",
          links: [["Visit the shop", shopUrl, true]],
        },
        {
          title: "One unsubscribes",
          text: "By the link at the foot of a mail. She never gets another.",
          links: [["Inbox", "/inbox"]],
        },
        {
          title: "One gives no consent",
          text: "Leave the box for news empty in the checkout: no mail comes.",
          links: [["Customers", `${store}/customers`]],
        },
      ],
    },
  ];
}

function drawStep(step: Step, progress: Record<string, boolean>): Markup {
  const links = step.links.map(([label, href, tab]) =>
    tab
      ? h`<a class="button" href="${href}" target="_blank" rel="noopener">${label} ↗</a>`
      : h`<a class="button" href="${href}">${label}</a>`,
  );
  return h`<li class="${step.key && progress[step.key] ? "done" : ""}" data-step="${step.key}"><div><h3>${step.title}</h3><p>${step.text}</p><div class="row">${links}</div></div></li>`;
}

const clockCard = h`<section class="card clock"><div class="row between"><h2>Clock</h2><span class="badge" data-rate>×1</span></div>
<time data-now>00:00:00</time><span class="soft" data-date>&nbsp;</span>
<div class="grid"><button data-jump="300000">+5 min</button><button data-jump="3600000">+1 hour</button><button data-jump="86400000">+1 day</button><button data-jump="604800000">+7 days</button><button data-speed="1">Real time</button><button data-speed="60">60 × faster</button></div></section>`;

const faultsCard = h`<section class="card"><h2>Make things go wrong</h2>
<label class="fault">Admin API<select data-fault="api.mode"><option value="ok">works</option><option value="slow">is slow (2 s)</option><option value="throttled">is throttled</option><option value="failing">fails (500)</option></select></label>
<label class="fault">Mail server<select data-fault="mail.mode"><option value="ok">accepts</option><option value="temporary">says “later” (451)</option><option value="refusing">refuses (550)</option><option value="drop-after-data">hangs up after taking it</option></select></label>
<label class="fault">Webhooks arrive twice<input type="checkbox" class="switch" data-fault="webhooks.duplicate"></label>
<label class="fault">… out of order<input type="checkbox" class="switch" data-fault="webhooks.disorder"></label>
<label class="fault">… not at all<input type="checkbox" class="switch" data-fault="webhooks.drop"></label>
<label class="fault">… late by (seconds)<input type="number" min="0" max="3600" style="width:84px" data-fault="webhooks.delayMs" data-factor="1000"></label>
<div class="row" style="margin-top:8px"><button data-post="webhooks/replay" data-body='{"times":1}'>Send all webhooks again</button><button data-post="webhooks/replay" data-body='{"times":20}'>Webhook storm</button></div>
<div class="row" style="margin-top:8px"><button data-post="theme" data-body='{"settings":{"standard_events":false}}'>An older theme, without events for apps</button><button data-post="theme" data-body='{"settings":{"standard_events":true}}'>A theme of today</button></div>
<p class="soft" data-said style="margin:8px 0 0" role="status"></p></section>`;

/** For a theme that is not our own: what it asks for and does not get here. */
const themeCard = ({ themeNotes, themeDir }: LocalShopify) =>
  themeNotes
    ? h`<section class="card log"><h2>Theme</h2><p class="soft">${path.basename(themeDir)}: <span data-theme-count>${themeNotes.list().length}</span> things it uses are unknown here.</p><div class="scroll"><table><tbody data-theme-notes></tbody></table></div></section>`
    : h``;

export function startPage(ctx: LocalShopify): Answer {
  const shop = Object.values(ctx.world.shops)[0];
  if (!shop)
    return page({
      title: "Start",
      body: h`${siteHead("start")}<main class="site"><section class="card empty">There is no shop in this world yet.</section></main>`,
    });
  const progress = readProgress(ctx, shop);
  const guide = chapters(ctx, shop).map(
    (chapter) =>
      h`<section class="chapter"><header><span aria-hidden="true">${chapter.icon}</span><div><h2>${chapter.title}</h2><small>${chapter.text}</small></div></header><ol class="steps">${chapter.steps.map((step) => drawStep(step, progress))}</ol></section>`,
  );
  const body = h`${siteHead("start")}<main class="site">
<div class="hero"><h1>${ctx.appConfig.name}, on a Shopify of your own</h1><p>A whole small world on this machine: a shop with a real theme, its admin, a mail box and a clock you can move. Follow the steps; ticks appear as you go.</p></div>
<div class="start"><div>${guide}</div>
<aside class="stack">${clockCard}
<section class="card"><h2>Places</h2><div class="stack" style="gap:8px"><a href="${storefrontOrigin(ctx, shop.shop)}" target="_blank" rel="noopener">The shop ↗</a><a href="/store/${shop.shop.replace(/\.myshopify\.com$/, "")}">The shop's admin</a><a href="/inbox">Inbox <span class="badge" data-mails>${ctx.world.inbox.length}</span></a></div></section>
${faultsCard}
${themeCard(ctx)}
<section class="card log"><h2>Webhooks</h2><p class="soft"><span data-pending>0</span> waiting</p><div class="scroll"><table><tbody data-log></tbody></table></div></section></aside></div></main>
${jsonScript("control", { shop: shop.shop, timeZone: shop.timeZone })}`;
  return page({ title: "Start", body, scripts: ["control"] });
}
