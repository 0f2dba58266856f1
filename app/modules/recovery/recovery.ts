/**
 * When a basket that was left is written about, and when not. Pure: the door reads the facts in the transaction that acts on
 * them, and asks here. Deliveries of Shopify come twice, late and out of order; every rule looks at the facts as they are, never
 * at the order in which they were learned.
 */
export const FLOW = "abandoned-checkout";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A reminder that could not be sent by then would only puzzle. */
export const TOO_LATE_MS = 3 * DAY;
/** How soon to look again when an order is waiting to be worked. */
const ORDER_WAITS_MS = 60_000;
/** An order within this time after the mail counts as recovered. */
export const RECOVERED_WITHIN_MS = 7 * DAY;

export interface Person {
  email: string | null;
  phone: string | null;
  customerId: string | null;
}

export interface Basket extends Person {
  token: string;
  cartToken: string | null;
  /** Number of things in it. */
  items: number;
  createdAt: Date;
  updatedAt: Date;
  completedAt: Date | null;
}

export interface Purchase extends Person {
  checkoutToken: string | null;
  cartToken: string | null;
  placedAt: Date;
}

/**
 * Does this order end the reminder of this basket? By token whenever it was placed; by person (same customer, address or phone)
 * when it was placed after the basket was begun: whatever she bought, she is not left waiting any more.
 */
export function endsBasket(
  order: Purchase,
  basket: Omit<Basket, "items" | "updatedAt" | "completedAt">,
): "token" | "person" | null {
  const same = (a: string | null, b: string | null) => a !== null && a === b;
  if (
    same(order.checkoutToken, basket.token) ||
    same(order.cartToken, basket.cartToken)
  )
    return "token";
  if (order.placedAt < basket.createdAt) return null;
  return same(order.email, basket.email) ||
    same(order.phone, basket.phone) ||
    same(order.customerId, basket.customerId)
    ? "person"
    : null;
}

export const STOP_REASONS = {
  ordered: "The shopper has ordered.",
  uninstalled: "The app was uninstalled.",
  "recovery-off": "Reminders are switched off in the settings.",
  "empty-basket": "The basket is empty.",
  "no-address": "The shopper gave no e-mail address.",
  "newer-basket": "The shopper has begun a newer basket.",
  "too-late": "The basket was left too long ago.",
  suppressed: "The shopper wants no such mails, or her address does not work.",
  unsubscribed: "The shopper has unsubscribed.",
  "no-consent": "The shopper gave no consent, and her country asks for it.",
  "country-off": "Reminders are switched off for the shopper's country.",
  erased: "The customer's data were erased.",
  "not-sent": "The mail could not be delivered.",
} as const;
export type StopReason = keyof typeof STOP_REASONS;

/** Reasons that a later change of the same checkout may undo: she adds her address, subscribes, fills the basket again. */
const MAY_PASS: readonly StopReason[] = [
  "recovery-off",
  "empty-basket",
  "no-address",
  "newer-basket",
  "too-late",
  "no-consent",
  "country-off",
];

export interface ReminderFacts {
  now: Date;
  basket: Basket | null;
  /** Orders that may end it; those that do not are passed over. */
  orders: Purchase[];
  /** An order of hers has arrived and is not worked yet: what it says is known in a moment. */
  orderWaiting: boolean;
  /** The same person's other open baskets with something in them. */
  others: Pick<Basket, "token" | "updatedAt">[];
  delayMinutes: number;
  enabled: boolean;
  installed: boolean;
  mayWrite: { allowed: true } | { allowed: false; reason: StopReason };
}

export type Decision =
  | { kind: "go" }
  | { kind: "wait"; until: Date }
  | { kind: "stop"; reason: StopReason };

const stop = (reason: StopReason): Decision => ({ kind: "stop", reason });

/** Asked when the run is due and again in the transaction that hands the mail over. */
export function decideReminder(facts: ReminderFacts): Decision {
  const { now, basket, orders, others } = facts;
  if (!facts.installed) return stop("uninstalled");
  if (!basket || basket.items === 0) return stop("empty-basket");
  if (basket.completedAt || orders.some((order) => endsBasket(order, basket)))
    return stop("ordered");
  if (facts.orderWaiting)
    return { kind: "wait", until: new Date(now.getTime() + ORDER_WAITS_MS) };
  if (!facts.enabled) return stop("recovery-off");
  if (others.some((other) => isNewer(other, basket)))
    return stop("newer-basket");
  const due = dueAfter(basket.updatedAt, facts.delayMinutes);
  if (now < due) return { kind: "wait", until: due };
  if (now.getTime() > due.getTime() + TOO_LATE_MS) return stop("too-late");
  if (!facts.mayWrite.allowed) return stop(facts.mayWrite.reason);
  return { kind: "go" };
}

function isNewer(
  a: Pick<Basket, "token" | "updatedAt">,
  b: Pick<Basket, "token" | "updatedAt">,
): boolean {
  const age = a.updatedAt.getTime() - b.updatedAt.getTime();
  return age === 0 ? a.token > b.token : age > 0;
}

export function dueAfter(updatedAt: Date, delayMinutes: number): Date {
  return new Date(updatedAt.getTime() + delayMinutes * 60_000);
}

export interface RunState {
  state: string;
  stateReason: string | null;
  messageId: string | null;
  updatedAt: Date;
}

/** What an update of the checkout does to its run: "start" it (again), "move" its due time, or nothing. */
export function afterCheckout(
  run: RunState | null,
  basket: Basket,
): "start" | "move" | "stop" | null {
  const isOpen = run?.state === "waiting" || run?.state === "queued";
  if (basket.completedAt) return isOpen ? "stop" : null;
  if (!run) return basket.email ? "start" : null;
  if (run.state === "waiting") return "move";
  const mayRestart =
    run.state === "stopped" &&
    run.messageId === null &&
    MAY_PASS.includes(run.stateReason as StopReason) &&
    basket.updatedAt > run.updatedAt;
  return mayRestart && basket.email ? "start" : null;
}

export interface MailedRun {
  id: string;
  match: "token" | "person";
  sentAt: Date;
  /** The order it is credited with so far. */
  creditedOrder: { id: string; placedAt: Date } | null;
}

/**
 * Which of the runs that were mailed has recovered this order: it was placed within 7 days after the mail, with the same checkout
 * or cart, or by the same person. One order counts once: the same basket before the same person, then the latest mail. A run
 * keeps the first order placed after its mail, also when a later one was heard of first.
 */
export function creditOrder(
  order: { id: string; placedAt: Date },
  runs: MailedRun[],
): string | null {
  const fits = runs.filter(({ sentAt }) => {
    const after = order.placedAt.getTime() - sentAt.getTime();
    return after >= 0 && after <= RECOVERED_WITHIN_MS;
  });
  const [best] = fits.sort(
    (a, b) =>
      Number(b.match === "token") - Number(a.match === "token") ||
      b.sentAt.getTime() - a.sentAt.getTime() ||
      (a.id < b.id ? -1 : 1),
  );
  if (!best) return null;
  const held = best.creditedOrder;
  if (!held || held.id === order.id) return best.id;
  const isFirst =
    order.placedAt < held.placedAt ||
    (order.placedAt.getTime() === held.placedAt.getTime() &&
      order.id < held.id);
  return isFirst ? best.id : null;
}

/** `lines` of a checkout as events keeps them. */
export interface BasketLine {
  productId: string | null;
  variantId: string | null;
  title: string;
  variantTitle: string | null;
  quantity: number;
  /** All of them together, after what the discounts took off this line. */
  lineMinor: bigint;
  /** The same before discounts. */
  fullMinor: bigint;
}

/**
 * A link that fills the cart again, for when Shopify gives none (`abandoned_checkout_url` needs approval for all of a customer's
 * fields). @see https://shopify.dev/docs/apps/build/checkout/create-cart-permalinks
 */
export function cartPermalink({
  shopUrl,
  lines,
  codes,
  attribution,
  cartAttribute,
}: {
  shopUrl: string;
  lines: BasketLine[];
  codes: string[];
  /** Our private cart attribute, so that the order is still credited to the campaign. */
  attribution: string | null;
  cartAttribute: string;
}): string {
  const items = lines
    .filter((line) => line.variantId && line.quantity > 0)
    .map((line) => `${line.variantId}:${line.quantity}`);
  if (items.length === 0) return `${shopUrl}/cart`;
  const query = new URLSearchParams({ storefront: "true" });
  if (codes.length > 0) query.set("discount", codes.join(","));
  if (attribution) query.set(`attributes[${cartAttribute}]`, attribution);
  return `${shopUrl}/cart/${items.join(",")}?${query}`;
}
