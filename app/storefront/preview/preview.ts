/**
 * Shows an offer in the admin with the very code that shops load (dialog.js and offer.js), on a page that stands in for the
 * shop's cart. Nothing of a shop is asked: basket and claim are samples, made here.
 */
import {
  PREVIEW_READY,
  type PreviewMessage,
} from "../../shared/preview-message.ts";
import type {
  DialogChunk,
  OfferChunk,
  OfferContext,
} from "../treatment-context.ts";
import { sampleBasket, writeBasket } from "./sample-shop.ts";

const HOST = "second-thought-offer";
const here = location.pathname.replace(/[^/]*$/, "");
const load = <T>(name: string) => import(`${here}${name}.js`) as Promise<T>;

const [shell, offer] = await Promise.all([
  load<DialogChunk>("dialog"),
  load<OfferChunk>("offer"),
]);
const plainFetch = window.fetch.bind(window);
const wordsOf = new Map<string, Promise<Record<string, string>>>();

let shown = "";
let newest: PreviewMessage | undefined;

addEventListener("message", ({ origin, source, data }) => {
  if (origin !== location.origin || source !== parent) return;
  const message = data as PreviewMessage;
  if (message?.type !== "second-thought:preview") return;
  newest = message;
  void show(message);
});
parent.postMessage(PREVIEW_READY, location.origin);

async function show(message: PreviewMessage): Promise<void> {
  const text = JSON.stringify(message);
  if (text === shown) return;
  const { campaign, locale, currency, look } = message;
  const words = await askWords(locale);
  // Typed on meanwhile.
  if (message !== newest) return;
  shown = text;
  dress(message);
  const basket = sampleBasket(campaign.treatment.incentive, currency);
  window.fetch = () => Promise.resolve(basket.answer());
  const context = {
    campaign,
    cart: basket.cart(),
    productId: "1",
    page: {
      config: { v: 2, revision: 1, look, campaigns: [campaign] },
      facts: {
        kind: "cart",
        productId: "",
        product: { id: "1", title: "", price: 0, options: [] },
        cart: { count: 2, total: basket.cart().total_price, lines: [] },
        locale,
        currency,
        shopCurrency: currency,
        proxy: "/preview",
      },
      words,
    },
    who: undefined,
    shell,
    callCart: (path: string, change?: object) =>
      Promise.resolve(basket.call(path, change)),
    promises: [],
    remember: () => undefined,
    keepClaim: () => undefined,
    report: () => undefined,
    onGone: () => undefined,
  } as unknown as OfferContext;
  withoutFocus(() => {
    for (const old of document.querySelectorAll(HOST)) old.remove();
    offer.showOffer(context);
  });
  // The way in is shown once; after that the merchant looks at what she types.
  if (message.again === 0)
    for (const host of document.querySelectorAll(HOST))
      host.shadowRoot?.getAnimations().forEach((one) => one.finish());
}

/**
 * The merchant is typing in the page around: what opens here must not take her cursor away. A modal dialog focuses by itself
 * unless it is inert, and escapes what is inert around it, so the dialog itself has to be for a moment.
 */
function withoutFocus(work: () => void): void {
  const { focus } = HTMLElement.prototype;
  const { showModal } = HTMLDialogElement.prototype;
  HTMLElement.prototype.focus = () => undefined;
  HTMLDialogElement.prototype.showModal = function () {
    this.inert = true;
    showModal.call(this);
    requestAnimationFrame(() => (this.inert = false));
  };
  try {
    work();
  } finally {
    HTMLElement.prototype.focus = focus;
    HTMLDialogElement.prototype.showModal = showModal;
  }
}

/** The page around the offer wears the shop's colours, since the offer takes its own from the page. */
function dress({ theme, locale, shopName, currency }: PreviewMessage): void {
  const root = document.documentElement;
  root.lang = locale;
  root.dir = new Intl.Locale(locale).language === "ar" ? "rtl" : "ltr";
  for (const [name, value] of Object.entries(theme))
    root.style.setProperty(`--${name}`, value);
  writeBasket(document, { locale, currency, shopName });
}

function askWords(locale: string): Promise<Record<string, string>> {
  let words = wordsOf.get(locale);
  if (!words) {
    words = plainFetch(`${here}words.${locale}.json`).then(
      (response) => response.json() as Promise<Record<string, string>>,
    );
    wordsOf.set(locale, words);
  }
  return words;
}
