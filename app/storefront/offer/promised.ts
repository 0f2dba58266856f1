/** What an offer says it will do, before anybody has claimed it: in one word, in figures, or as a list of things. */
import type { Incentive } from "../../shared/storefront-config.ts";
import { minorFromCart, writeMoney } from "../cart-money.ts";
import { shopify } from "../consent.ts";
import type { Page } from "../page.ts";
import type { CartAnswer } from "../senses/cart.ts";
import { makeSum, type Sum } from "./sum.ts";
import { estimateTotal, readTotals, toPresentment } from "./totals.ts";
import { fill, nameBenefit } from "./words.ts";

export interface Promised {
  money: (minor: number) => string;
  /** "10%", "€5.00", the name of a gift; empty where the texts say it all. */
  benefit: (incentive: Incentive) => string;
  say: (word: string, values?: Record<string, string>) => string;
  /** Figures, where the offer changes the total. */
  sum?: Sum;
  content?: Node;
}

export function promise(options: {
  incentive: Incentive;
  cart: CartAnswer;
  page: Page;
  productId: string | undefined;
}): Promised {
  const { incentive, cart, page, productId } = options;
  const { facts, words } = page;
  const { locale } = facts;
  const totals = readTotals(cart);
  const { currency } = totals;
  const say: Promised["say"] = (word, values = {}) =>
    fill(words[word] ?? "", values);
  const money = (minor: number) => writeMoney({ minor, currency, locale });
  /** An amount off in the currency she sees; 0 for percentages. */
  const amountOf = (what: Incentive) =>
    what.kind === "amount"
      ? toPresentment({
          amountMinor: what.amountMinor,
          shopCurrency: facts.shopCurrency,
          currency,
          rate: Number(shopify().currency?.rate) || 1,
        })
      : 0;
  const promised: Promised = {
    money,
    say,
    benefit: (what) =>
      what.kind === "gift"
        ? what.title
        : nameBenefit({
            incentive: what,
            amountMinor: amountOf(what),
            currency,
            locale,
          }),
  };

  if (incentive.kind === "percent" || incentive.kind === "amount") {
    const figures = (total: number, base: number) => ({
      before: money(total),
      after: money(estimateTotal(total, base, incentive, amountOf(incentive))),
    });
    const { product } = facts;
    const base = discountableIn({ incentive, cart, page, productId });
    // The product is not in her basket yet: what it costs is what she thinks about.
    const alone =
      !base && product?.id === productId
        ? minorFromCart(product?.price ?? 0, currency)
        : 0;
    if (!base && !alone) return promised;
    const sum = makeSum(alone ? product!.title : say("basket"));
    const amounts = alone
      ? figures(alone, alone)
      : figures(totals.totalMinor, minorFromCart(base, currency));
    sum.write(amounts, say("instead", amounts));
    return { ...promised, sum, content: sum.node };
  }
  if (incentive.kind === "gift")
    return { ...promised, content: list([[incentive.title, say("free")]]) };
  if (incentive.kind === "bundle")
    return {
      ...promised,
      content: list(incentive.items.map(({ title }) => [title, ""])),
    };
  return promised;
}

/** What the discount can lower, in the cart's own units; gift cards cost what they cost. */
function discountableIn(options: {
  incentive: Incentive;
  cart: CartAnswer;
  page: Page;
  productId: string | undefined;
}): number {
  const { incentive, cart, page, productId } = options;
  const { items = [], total_price } = cart;
  const scope = ("scope" in incentive && incentive.scope) || { kind: "basket" };
  const cards = items.filter((item) => item.gift_card);
  const worth = (some: typeof items) =>
    some.reduce((sum, item) => sum + (item.final_line_price ?? 0), 0);
  if (scope.kind === "basket") return Math.max(0, total_price - worth(cards));
  const collections = new Map(
    page.facts.cart.lines.map((line) => [line.product, line.collections ?? []]),
  );
  return worth(
    items.filter((item) => {
      const product = String(item.product_id);
      if (item.gift_card) return false;
      if (scope.kind === "hesitated-product") return product === productId;
      const ids =
        scope.kind === "products"
          ? [product]
          : scope.kind === "variants"
            ? [String(item.variant_id)]
            : (collections.get(product) ?? []);
      return ids.some((id) => (scope as { ids: string[] }).ids.includes(id));
    }),
  );
}

function list(rows: [title: string, price: string][]): Node {
  const node = document.createElement("ul");
  node.className = "items";
  // Lists without bullets are no lists to some screen readers.
  node.setAttribute("role", "list");
  for (const row of rows) {
    const item = document.createElement("li");
    const [title, price] = row.map((text, i) =>
      Object.assign(document.createElement(i ? "b" : "span"), {
        textContent: text,
      }),
    );
    item.append(title!, price!);
    node.append(item);
  }
  return node;
}
