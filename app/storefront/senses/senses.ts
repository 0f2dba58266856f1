/** What notices: page, basket, gestures and controls become signals. It decides nothing. */
import { BOUGHT_KEY } from "../../shared/checkout-steps.ts";
import type { CartFacts } from "../../shared/page-facts.ts";
import { CART_DECIMALS, currencyDecimals } from "../cart-money.ts";
import { shopify } from "../consent.ts";
import type { MindContext } from "../mind-context.ts";
import type { Recalled } from "../mind/recall.ts";
import { basketOf, cartFactsOf, changeOf, movesOf } from "./basket.ts";
import { callCart, type CartAnswer } from "./cart.ts";
import { watchCart } from "./cart-watch.ts";
import { makeNoticer, type Tell } from "./notice.ts";
import { makeTopics } from "./topics.ts";

export interface SensesOptions extends MindContext {
  tell: Tell;
  recalled: Recalled;
  touch: boolean;
  onCart: (cart: CartFacts) => void;
}

export interface Senses {
  callCart: typeof callCart;
  /** Takes note of what the cart answered. */
  readCart: (answer: CartAnswer) => void;
  /** To be called every few seconds. */
  tick: () => void;
}

export function startSenses(options: SensesOptions): Senses {
  const { page, guard, ear, recalled, tell } = options;
  const { facts, words } = page;
  const now = () => performance.now();
  const topics = makeTopics(words);
  const digits = currencyDecimals(facts.shopCurrency) - CART_DECIMALS;
  const rate = Number(shopify().currency?.rate) || 1;
  const toShop = (amount: number) => Math.round((amount / rate) * 10 ** digits);
  let codes: Set<string> | undefined;

  noticePage();
  const noticer = makeNoticer({
    tell,
    topics,
    touch: options.touch,
    screen: screen.height,
    now: now(),
    hidden: document.hidden,
    title: facts.product?.title,
  });
  const cartWatch = watchCart({ guard, callCart, onCart: readCart });
  ear.listen(
    guard((input) => {
      noticer.hear(input);
      cartWatch.hear(input);
      // In another tab she may have changed it.
      if (input.event.type === "visibilitychange" && !input.hidden)
        cartWatch.doubt();
    }),
  );
  addEventListener(
    "pageshow",
    guard(({ persisted }: PageTransitionEvent) => {
      if (persisted) cartWatch.doubt();
    }),
  );
  // An observer tells the page's height without forcing a layout.
  if ("ResizeObserver" in window)
    new ResizeObserver(
      guard((entries: ResizeObserverEntry[]) =>
        noticer.setHeight(entries[0]?.contentRect.height ?? 0),
      ),
    ).observe(document.documentElement);

  /** She opened this page when it began, however late we look. */
  function noticePage() {
    const { product, kind, cart, nothingFound } = facts;
    const seen = recalled.basket;
    const basket = basketOf(cart.lines);
    // Told before the page: who comes back from a purchase gave nothing up.
    if (hasBought(seen)) tell({ kind: "purchased" }, 0);
    tell(
      {
        kind: "page",
        page: kind,
        ...(product && {
          productId: product.id,
          productType: product.type,
          sized: topics.isSized(product.options),
          priceMinor: toShop(product.price),
        }),
      },
      0,
    );
    if (nothingFound) tell({ kind: "search-empty" }, 0);
    for (const move of movesOf(seen ?? {}, basket))
      tell({ kind: "line-changed", ...move }, 0);
    noticeCart(cart, seen ?? basket, basket, 0);
  }

  function hasBought(seen: Recalled["basket"]): boolean {
    const { state, began } = recalled;
    const emptied =
      state.atCheckout && !facts.cart.count && Object.keys(seen ?? {})[0];
    // Emptied between the checkout and here, on no page of the shop; or our web pixel saw the purchase, in this visit.
    const noted =
      options.known.who && options.stores.local?.getItem(BOUGHT_KEY);
    return Boolean(
      emptied || (!state.purchased && noted && Date.parse(noted) > began),
    );
  }

  function noticeCart(
    { count, total }: CartFacts,
    seen: NonNullable<Recalled["basket"]>,
    basket: NonNullable<Recalled["basket"]>,
    at: number,
  ) {
    recalled.basket = basket;
    const totalMinor = toShop(total);
    tell({ kind: "cart", ...changeOf(seen, basket), count, totalMinor }, at);
  }

  function readCart(answer: CartAnswer) {
    const fresh = cartFactsOf(answer);
    options.onCart(fresh);
    const seen = recalled.basket ?? {};
    const basket = basketOf(fresh.lines);
    // The Ajax cart knows no stock; what Liquid said holds until the next page.
    for (const [variant, line] of Object.entries(basket))
      [, , line[2], line[3]] = seen[variant] ?? line;
    if (changeOf(seen, basket).change !== "none")
      noticeCart(fresh, seen, basket, now());
    const refused = (answer.discount_codes ?? []).flatMap((one) =>
      one.applicable ? [] : [one.code],
    );
    if (codes && refused.some((code) => !codes!.has(code)))
      tell({ kind: "coupon-failed" }, now());
    codes = new Set(refused);
  }

  return { callCart, readCart, tick: () => noticer.tick(now()) };
}
