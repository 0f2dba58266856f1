/** Puts amounts and times into sentences, in the page's language. */
import { writeMoney } from "../cart-money.ts";
import type { Page } from "../page.ts";
import type { Incentive } from "../../shared/storefront-config.ts";

/** `{benefit}` and its like are replaced; an unknown gap stays as it is, so that a fault is seen and not hidden. */
export function fill(text: string, values: Record<string, string>): string {
  const known = new Map(Object.entries(values));
  return text.replace(
    /\{(\w+)\}/g,
    (gap, name: string) => known.get(name) ?? gap,
  );
}

/** The browser reads a language's way with amounts when it is first asked for it. */
export const warmings = ({ facts: { locale, currency } }: Page) => [
  () => writeMoney({ minor: 0, currency, locale }),
];

/** "10%", "10 %" or "€5.00", as the language writes it. */
export function nameBenefit(options: {
  incentive: Incentive;
  /** In minor units of `currency`; used for amounts. */
  amountMinor: number;
  currency: string;
  locale: string;
}): string {
  const { incentive, amountMinor, currency, locale } = options;
  if (incentive.kind === "amount")
    return writeMoney({ minor: amountMinor, currency, locale });
  if (incentive.kind !== "percent") return "";
  return new Intl.NumberFormat(locale, {
    style: "percent",
    maximumFractionDigits: 2,
  }).format(incentive.percent / 100);
}

/**
 * The end in the shopper's own time zone: "18:00", or with the date when it is another day than `now`. `now` is the server's:
 * a device's clock may be wrong by hours, its time zone hardly ever.
 */
export function nameEnd(options: {
  endsAt: Date;
  now: Date;
  locale: string;
  timeZone?: string;
}): string {
  const { endsAt, now, locale, timeZone } = options;
  const day = (time: Date) =>
    new Intl.DateTimeFormat("en", { dateStyle: "short", timeZone }).format(
      time,
    );
  const clock = { hour: "numeric", minute: "2-digit", timeZone } as const;
  return new Intl.DateTimeFormat(
    locale,
    day(endsAt) === day(now)
      ? clock
      : { ...clock, weekday: "short", day: "numeric", month: "short" },
  ).format(endsAt);
}
