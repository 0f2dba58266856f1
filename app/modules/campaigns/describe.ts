/** A campaign in a few words, for lists. */
import { formatMoney } from "#app/shared/money.ts";
import type { PageKind } from "#app/shared/page-kind.ts";
import type { Incentive } from "#app/shared/storefront-config.ts";
import { PAGE_CHOICES } from "./campaign-fields.ts";

export function describeIncentive(
  incentive: Incentive,
  currency: string,
): string {
  const price = (minor: number) =>
    formatMoney({ minor, currency, locale: "en" });
  switch (incentive.kind) {
    case "percent":
      return `${incentive.percent} % off ${SCOPE_NAMES[incentive.scope?.kind ?? "basket"]}`;
    case "amount":
      return `${price(incentive.amountMinor)} off ${SCOPE_NAMES[incentive.scope?.kind ?? "basket"]}`;
    case "gift":
      return `A gift: ${incentive.title}`;
    case "free-shipping":
      return "Free delivery";
    case "faster-shipping":
      return "Faster delivery at no cost";
    case "promise":
      return PROMISE_NAMES[incentive.promise];
    case "bundle":
      return `A bundle of ${incentive.items.length}`;
    case "benefit":
      return "A benefit of the shop";
  }
}

const SCOPE_NAMES = {
  basket: "the basket",
  "hesitated-product": "the very product",
  products: "chosen products",
  variants: "chosen variants",
  collections: "chosen collections",
};

const PROMISE_NAMES = {
  "free-returns": "Free returns",
  "extended-warranty": "An extended warranty",
  service: "A complimentary service",
};

export function describePages(pages: PageKind[]): string {
  return PAGE_CHOICES.filter(({ value }) => pages.includes(value))
    .map(({ label }) => label)
    .join(", ");
}
