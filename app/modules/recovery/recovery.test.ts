import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  afterCheckout,
  cartPermalink,
  creditOrder,
  decideReminder,
  endsBasket,
} from "./recovery.ts";
import type {
  Basket,
  MailedRun,
  Purchase,
  ReminderFacts,
  RunState,
} from "./recovery.ts";

const START = new Date("2026-11-20T10:00:00Z").getTime();
const at = (minutes: number) => new Date(START + minutes * 60_000);
const DAY = 24 * 60;

const basket = (more: Partial<Basket> = {}): Basket => ({
  token: "checkout-1",
  cartToken: "cart-1",
  email: "mia@example.com",
  phone: null,
  customerId: null,
  items: 2,
  createdAt: at(0),
  updatedAt: at(5),
  completedAt: null,
  ...more,
});
const order = (more: Partial<Purchase> = {}): Purchase => ({
  checkoutToken: null,
  cartToken: null,
  email: null,
  phone: null,
  customerId: null,
  placedAt: at(30),
  ...more,
});
const facts = (more: Partial<ReminderFacts> = {}): ReminderFacts => ({
  now: at(65),
  basket: basket(),
  orders: [],
  orderWaiting: false,
  others: [],
  delayMinutes: 60,
  enabled: true,
  installed: true,
  mayWrite: { allowed: true },
  ...more,
});

describe("is she written to?", () => {
  test("yes, once the delay has passed since her last move", () => {
    expect(decideReminder(facts({ now: at(64) }))).toEqual({
      kind: "wait",
      until: at(65),
    });
    expect(decideReminder(facts())).toEqual({ kind: "go" });
  });

  test.each<[string, Partial<ReminderFacts>]>([
    ["uninstalled", { installed: false }],
    ["empty-basket", { basket: null }],
    ["empty-basket", { basket: basket({ items: 0 }) }],
    ["ordered", { basket: basket({ completedAt: at(6) }) }],
    ["ordered", { orders: [order({ checkoutToken: "checkout-1" })] }],
    ["ordered", { orders: [order({ cartToken: "cart-1", placedAt: at(-9) })] }],
    ["ordered", { orders: [order({ email: "mia@example.com" })] }],
    ["recovery-off", { enabled: false }],
    ["newer-basket", { others: [{ token: "b", updatedAt: at(6) }] }],
    ["too-late", { now: at(66 + 3 * DAY) }],
    ["no-consent", { mayWrite: { allowed: false, reason: "no-consent" } }],
  ])("no: %s", (reason, more) => {
    expect(decideReminder(facts(more))).toEqual({ kind: "stop", reason });
  });

  test("not while an order of hers waits to be worked", () => {
    expect(decideReminder(facts({ orderWaiting: true }))).toEqual({
      kind: "wait",
      until: at(66),
    });
  });

  test("an order by the same person before the basket was begun is another story", () => {
    const orders = [order({ email: "mia@example.com", placedAt: at(-1) })];
    expect(decideReminder(facts({ orders }))).toEqual({ kind: "go" });
  });

  test("nothing known on both sides is no match", () => {
    expect(endsBasket(order(), basket({ email: null, cartToken: null }))).toBe(
      null,
    );
  });

  test("of two baskets of one person exactly one is written about", () => {
    fc.assert(
      fc.property(fc.nat(9), fc.nat(9), (a, b) => {
        const first = { token: "a", updatedAt: at(a) };
        const second = { token: "b", updatedAt: at(b) };
        const decide = (own: typeof first, other: typeof first) =>
          decideReminder(
            facts({ basket: basket(own), others: [other], now: at(80) }),
          ).kind;
        expect([decide(first, second), decide(second, first)].sort()).toEqual([
          "go",
          "stop",
        ]);
      }),
    );
  });
});

// ---------------------------------------------------------------- never after an order

type Step =
  | { kind: "checkout"; minute: number }
  | { kind: "order" }
  | { kind: "tick"; minute: number };

/** What the door does with these rules, in memory: facts are kept whenever they arrive, decisions look at what is kept. */
function play(steps: Step[], placed: Purchase) {
  let run: RunState | null = null;
  let kept: Basket | null = null;
  const orders: Purchase[] = [];
  let mails = 0;
  for (const step of steps) {
    if (step.kind === "order") {
      orders.push(placed);
      continue;
    }
    if (step.kind === "checkout") {
      const delivered = basket({ updatedAt: at(step.minute) });
      if (!kept || delivered.updatedAt > kept.updatedAt) kept = delivered;
      if (afterCheckout(run, kept) === "start")
        run = {
          state: "waiting",
          stateReason: null,
          messageId: null,
          updatedAt: kept.updatedAt,
        };
      continue;
    }
    if (run?.state !== "waiting") continue;
    const now = at(step.minute);
    const decision = decideReminder(facts({ now, basket: kept, orders }));
    if (decision.kind === "stop")
      run = {
        ...run,
        state: "stopped",
        stateReason: decision.reason,
        updatedAt: now,
      };
    if (decision.kind !== "go") continue;
    run = { ...run, state: "mailed", messageId: "m", updatedAt: now };
    mails += 1;
    expect(orders, "written to after an order").toEqual([]);
  }
  return { mails, ordered: orders.length > 0 };
}

test("never a mail after an order, and never two, whatever the order, delay and duplication of deliveries", () => {
  const step = fc.oneof(
    fc.record({
      kind: fc.constant("checkout" as const),
      minute: fc.nat(120),
    }),
    fc.constant({ kind: "order" as const }),
    fc.record({ kind: fc.constant("tick" as const), minute: fc.nat(400) }),
  );
  const placed = fc.constantFrom(
    order({ checkoutToken: "checkout-1" }),
    order({ cartToken: "cart-1" }),
    order({ email: "mia@example.com" }),
  );
  let mailed = 0;
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 14 }),
      placed,
      (steps, purchase) => {
        const { mails } = play(steps, purchase);
        mailed += mails;
        expect(mails).toBeLessThanOrEqual(1);
      },
    ),
    { numRuns: 2000 },
  );
  // The property would also hold of a rule that never writes.
  expect(mailed).toBeGreaterThan(50);
});

describe("an update of the checkout", () => {
  const run = (more: Partial<RunState>): RunState => ({
    state: "waiting",
    stateReason: null,
    messageId: null,
    updatedAt: at(65),
    ...more,
  });

  test("starts, moves, and starts again what only lacked something", () => {
    expect(afterCheckout(null, basket())).toBe("start");
    expect(afterCheckout(null, basket({ email: null }))).toBeNull();
    expect(afterCheckout(run({}), basket())).toBe("move");
    const lacking = run({ state: "stopped", stateReason: "no-consent" });
    expect(afterCheckout(lacking, basket({ updatedAt: at(70) }))).toBe("start");
    expect(afterCheckout(lacking, basket({ updatedAt: at(60) }))).toBeNull();
  });

  test.each(["ordered", "suppressed", "unsubscribed"])(
    "does not wake what was stopped for good: %s",
    (stateReason) => {
      const stopped = run({ state: "stopped", stateReason });
      expect(afterCheckout(stopped, basket({ updatedAt: at(99) }))).toBeNull();
    },
  );

  test("a completed checkout ends its run", () => {
    const done = basket({ completedAt: at(9) });
    expect(afterCheckout(run({}), done)).toBe("stop");
    expect(afterCheckout(run({ state: "queued" }), done)).toBe("stop");
    expect(afterCheckout(run({ state: "mailed" }), done)).toBeNull();
    expect(afterCheckout(null, done)).toBeNull();
  });
});

describe("what counts as recovered", () => {
  const run = (more: Partial<MailedRun>): MailedRun => ({
    id: "a",
    match: "person",
    sentAt: at(0),
    creditedOrder: null,
    ...more,
  });
  const bought = (id: string, minute: number) => ({ id, placedAt: at(minute) });

  test("an order after the mail, within 7 days", () => {
    expect(creditOrder(bought("1", 0), [run({})])).toBe("a");
    expect(creditOrder(bought("1", 7 * DAY), [run({})])).toBe("a");
    expect(creditOrder(bought("1", 7 * DAY + 1), [run({})])).toBeNull();
    expect(creditOrder(bought("1", -1), [run({})])).toBeNull();
  });

  test("one order counts once: the same basket first, then the latest mail", () => {
    const [older, newer] = [run({}), run({ id: "b", sentAt: at(60) })];
    expect(creditOrder(bought("1", 90), [older, newer])).toBe("b");
    const same = run({ match: "token" });
    expect(creditOrder(bought("1", 90), [newer, same])).toBe("a");
  });

  test("the first order after the mail keeps the credit, in either order of hearing", () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (first, second) => {
        const hear = (orders: { id: string; placedAt: Date }[]) =>
          orders.reduce<MailedRun["creditedOrder"]>(
            (held, next) =>
              creditOrder(next, [run({ creditedOrder: held })]) ? next : held,
            null,
          )?.id;
        const both = [bought("1", first), bought("2", second)];
        expect(hear(both)).toBe(hear([...both].reverse()));
        expect(hear([...both, ...both])).toBe(hear(both));
      }),
    );
  });
});

test("the cart permalink carries basket, code and attribution", () => {
  const line = {
    productId: "1",
    title: "Lamp",
    variantTitle: null,
    lineMinor: 100n,
    fullMinor: 100n,
  };
  const url = cartPermalink({
    shopUrl: "https://lumen.example",
    lines: [
      { ...line, variantId: "11", quantity: 2 },
      { ...line, variantId: "12", quantity: 1 },
      { ...line, variantId: null, quantity: 1 },
    ],
    codes: ["THINK-1", "B&B"],
    attribution: "v1.x.y.t",
    cartAttribute: "__second_thought",
  });
  const parsed = new URL(url);
  expect(parsed.pathname).toBe("/cart/11:2,12:1");
  expect(Object.fromEntries(parsed.searchParams)).toEqual({
    storefront: "true",
    discount: "THINK-1,B&B",
    "attributes[__second_thought]": "v1.x.y.t",
  });
});
