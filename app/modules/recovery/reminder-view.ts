import {
  pickFormats,
  pickLocale,
  textDirection,
  translator,
} from "#app/modules/messages/messages.ts";
import type { Translate } from "#app/modules/messages/messages.ts";
import { formatMoney } from "#app/shared/money.ts";
import type { BasketLine } from "./recovery.ts";

/** More would make the mail long without saying more. */
const MAX_LINES = 6;

/** What the Admin API says about a variant at this moment; nothing when it did not answer. */
export interface VariantFacts {
  pictureUrl: string | null;
  available: boolean;
}

export interface ReminderInput {
  now: Date;
  /** As Shopify gives it for the checkout: "de-AT". */
  locale: string;
  shop: {
    name: string;
    url: string;
    timeZone: string;
    /** Postal address, a line each; the mail's footer has to show it in many countries. */
    address: string[];
  };
  currency: string;
  lines: BasketLine[];
  variants: ReadonlyMap<string, VariantFacts>;
  codes: string[];
  /** All discounts of the checkout, for when Shopify does not say what they took off each line. */
  discountMinor: bigint;
  /** Ends of those codes that are ours, as Shopify enforces them. */
  codeEnds: ReadonlyMap<string, Date>;
  /** Of the message: why she gets it. */
  basis: string;
  restoreUrl: string;
  unsubscribeUrl: string;
  /** An answer to the mail reaches the merchant. */
  canReply: boolean;
}

export interface ReminderLine {
  title: string;
  variant: string | null;
  quantity: string;
  price: string;
  pictureUrl: string | null;
  soldOut: string | null;
}

export interface ReminderView {
  language: string;
  dir: "ltr" | "rtl";
  subject: string;
  preheader: string;
  shopName: string;
  shopUrl: string;
  heading: string;
  intro: string;
  lines: ReminderLine[];
  moreLines: string | null;
  /** The sentence around the code, cut so that the code can be set apart. */
  code: { before: string; code: string; after: string } | null;
  totals: { label: string; value: string; strong: boolean }[];
  totalNote: string;
  button: string;
  restoreUrl: string;
  help: string | null;
  why: string;
  unsubscribe: string;
  unsubscribeUrl: string;
  address: string[];
}

/** Every word and number of the mail, for both of its parts. */
export function viewReminder(input: ReminderInput): ReminderView {
  const { lines, shop } = input;
  const t = translator(input.locale);
  const formats = pickFormats(input.locale);
  const money = (minor: bigint) =>
    formatMoney({ minor, currency: input.currency, locale: formats });
  const shown = lines.slice(0, MAX_LINES);
  const count = lines.length - 1;
  const named = { shop: shop.name };
  const { discount, code } = findSaving(input);
  return {
    language: pickLocale(input.locale),
    dir: textDirection(input.locale),
    subject: t("reminder.subject", named),
    preheader: t("reminder.preheader", { first: lines[0]?.title ?? "", count }),
    shopName: shop.name,
    shopUrl: shop.url,
    heading: t("reminder.heading"),
    intro: t("reminder.intro"),
    lines: shown.map((line) => {
      const facts = line.variantId
        ? input.variants.get(line.variantId)
        : undefined;
      return {
        title: line.title,
        variant: line.variantTitle,
        quantity: t("reminder.quantity", { count: line.quantity }),
        price: money(line.fullMinor),
        pictureUrl: facts?.pictureUrl ?? null,
        soldOut: facts?.available === false ? t("reminder.soldOut") : null,
      };
    }),
    moreLines:
      lines.length > shown.length
        ? t("reminder.moreLines", { count: lines.length - shown.length })
        : null,
    code: code && sayCode(t, code, { formats, timeZone: shop.timeZone }),
    totals: viewTotals({
      t,
      money,
      lines,
      discount,
    }),
    totalNote: t("reminder.totalNote"),
    button: t("reminder.button"),
    restoreUrl: input.restoreUrl,
    help: input.canReply ? t("reminder.help") : null,
    why: t(
      input.basis === "gave-address-at-checkout"
        ? "why.gaveAddress"
        : "why.subscribed",
      named,
    ),
    unsubscribe: t("unsubscribe.link"),
    unsubscribeUrl: input.unsubscribeUrl,
    address: [shop.name, ...shop.address.filter((line) => line !== shop.name)],
  };
}

const sum = (lines: BasketLine[], key: "lineMinor" | "fullMinor") =>
  lines.reduce((total, line) => total + line[key], 0n);

/** A code that ends while she reads is not promised any more. */
const MIN_LEFT_MS = 10 * 60_000;

/**
 * What comes off the goods, and by which codes. A discount on the shipping is not in the lines, and not in this mail either; a
 * discount without a code is the shop's own affair and simply counts.
 */
function findSaving(input: ReminderInput): {
  discount: bigint;
  code: { code: string; end: Date | null } | null;
} {
  const { lines, codes, codeEnds, now } = input;
  const nothing = { discount: 0n, code: null };
  const ends = codes.flatMap((code) => codeEnds.get(code) ?? []);
  const end = ends.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
  // With several codes, one that has ended makes the whole amount untrue.
  if (end && end.getTime() < now.getTime() + MIN_LEFT_MS) return nothing;
  const full = sum(lines, "fullMinor");
  const taken = full - sum(lines, "lineMinor");
  const discount = taken > 0n ? taken : input.discountMinor;
  if (discount <= 0n || discount > full) return nothing;
  const code = codes.length > 0 ? { code: codes.join(", "), end } : null;
  return { discount, code };
}

const MARK = "\u{FFFC}";

function sayCode(
  t: Translate,
  { code, end }: { code: string; end: Date | null },
  { formats, timeZone }: { formats: string; timeZone: string },
): { before: string; code: string; after: string } {
  const sentence = end
    ? t("reminder.codeUntil", {
        code: MARK,
        end: formatEnd(end, { formats, timeZone }),
      })
    : t("reminder.code", { code: MARK });
  const [before = "", after = ""] = sentence.split(MARK);
  return { before, code, after };
}

/** In the shop's time zone, named, since we do not know hers. */
function formatEnd(
  end: Date,
  { formats, timeZone }: { formats: string; timeZone: string },
): string {
  return new Intl.DateTimeFormat(formats, {
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
    timeZone,
  }).format(end);
}

function viewTotals({
  t,
  money,
  lines,
  discount,
}: {
  t: Translate;
  money: (minor: bigint) => string;
  lines: BasketLine[];
  discount: bigint;
}): ReminderView["totals"] {
  const subtotal = sum(lines, "fullMinor");
  const total = {
    label: t("reminder.total"),
    value: money(subtotal - discount),
    strong: true,
  };
  if (discount === 0n) return [total];
  return [
    { label: t("reminder.subtotal"), value: money(subtotal), strong: false },
    { label: t("reminder.discount"), value: money(-discount), strong: false },
    total,
  ];
}

/** The mail for those who read text: the same words, in an order that reads well aloud. */
export function textOfReminder(view: ReminderView): string {
  const lines = view.lines.flatMap((line) => [
    `- ${line.title}${line.variant ? ` (${line.variant})` : ""}`,
    `  ${line.quantity}, ${line.price}${line.soldOut ? `. ${line.soldOut}` : ""}`,
  ]);
  const { code } = view;
  return [
    view.heading,
    "",
    view.intro,
    "",
    ...lines,
    ...(view.moreLines ? [`  ${view.moreLines}`] : []),
    "",
    ...view.totals.map(({ label, value }) => `${label}: ${value}`),
    view.totalNote,
    "",
    ...(code ? [`${code.before}${code.code}${code.after}`, ""] : []),
    `${view.button}:`,
    view.restoreUrl,
    "",
    ...(view.help ? [view.help, ""] : []),
    "-- ",
    view.why,
    `${view.unsubscribe}: ${view.unsubscribeUrl}`,
    "",
    ...view.address,
    view.shopUrl,
    "",
  ].join("\n");
}
