import type {
  CheckoutLine,
  Customer,
  Discount,
  Order,
  Product,
  ShopWorld,
  Variant,
  World,
} from "../../world/types.ts";
import { newId, toIso } from "../../world/world.ts";
import type { ProductNote } from "../data/types.ts";
import type { Random } from "../random.ts";

const DAY_MS = 86_400_000;
/** Sunday first: people buy for the house on Sundays and Mondays. */
const WEEK = [1.42, 1.18, 0.94, 0.9, 0.95, 0.78, 0.83];
/** Relative number of orders by hour of the day (UTC; the shop's mornings are at 13:00). */
const HOURS = [
  5, 4, 3, 2, 1, 1, 1, 2, 3, 3, 4, 4, 5, 6, 7, 7, 7, 7, 7, 8, 8, 8, 8, 7,
];
const SMALL_THINGS = new Set(["Gifts", "Tableware", "Pantry"]);

interface Goods {
  product: Product;
  note: ProductNote;
  /** Bought only between these times: after it came in, before it sold out. */
  from: number;
  until: number;
}

export interface OrderOptions {
  random: Random;
  now: Date;
  days: number;
  perDay: number;
  notes: ProductNote[];
}

/** Months of orders before `now`, oldest first. Answers the units bought, by product id. */
export function addOrders(
  world: World,
  shop: ShopWorld,
  options: OrderOptions,
): Map<string, number> {
  const { random, now, days, perDay, notes } = options;
  const end = now.getTime();
  const goods = shop.products.map((product): Goods => {
    const note = notes.find((it) => it.handle === product.handle);
    if (!note) throw new Error(`${product.handle} is not in the notes.`);
    return {
      product,
      note,
      from: Date.parse(product.createdAt) + 3_600_000,
      until: note.stock === "out" ? end - 12 * DAY_MS : end,
    };
  });
  // A few come often, most come once or twice.
  const people = shop.customers.map((value) => ({
    weight: 0.3 + random.next() ** 3 * 4,
    value,
  }));
  const bought = new Map<string, number>();
  let number = 1_001;

  for (let day = days; day >= 1; day -= 1) {
    const start = end - day * DAY_MS;
    const weekday = WEEK[new Date(start).getUTCDay()] ?? 1;
    const growth = 0.9 + 0.2 * (1 - day / days);
    const count = Math.round(
      perDay * weekday * growth * random.between(0.8, 1.2),
    );
    const times = Array.from({ length: count }, () =>
      timeOf(random, start),
    ).sort((a, b) => a - b);
    for (const at of times) {
      if (at >= end) continue;
      const order = makeOrder(world, shop, {
        random,
        at,
        end,
        goods,
        customer: random.weighted(people),
        number,
      });
      if (!order) continue;
      number += 1;
      shop.orders.push(order);
      for (const line of order.lines)
        bought.set(
          line.productId,
          (bought.get(line.productId) ?? 0) + line.quantity,
        );
    }
  }
  return bought;
}

function timeOf(random: Random, start: number): number {
  const midnight = start - (start % DAY_MS);
  const hour = random.weighted(
    HOURS.map((weight, value) => ({ weight, value })),
  );
  const at = midnight + hour * 3_600_000 + random.int(0, 3_599_999);
  return at < start ? at + DAY_MS : at;
}

function makeOrder(
  world: World,
  shop: ShopWorld,
  o: {
    random: Random;
    at: number;
    end: number;
    goods: Goods[];
    customer: Customer;
    number: number;
  },
): Order | null {
  const { random, at, customer } = o;
  const open = o.goods.filter((it) => it.from <= at && at < it.until);
  if (open.length === 0) return null;
  const wanted = Math.min(
    open.length,
    random.weighted([
      { weight: 57, value: 1 },
      { weight: 27, value: 2 },
      { weight: 11, value: 3 },
      { weight: 5, value: 4 },
    ]),
  );
  const lines: Order["lines"] = [];
  const seen = new Set<string>();
  for (let tries = 0; lines.length < wanted && tries < 20; tries += 1) {
    const { product, note } = random.weighted(
      open.map((value) => ({ weight: value.note.pull, value })),
    );
    if (seen.has(product.id)) continue;
    seen.add(product.id);
    const quantity =
      SMALL_THINGS.has(note.type) && random.chance(0.3) ? random.int(2, 4) : 1;
    lines.push({
      ...lineOf(random, product, random.pick(product.variants), quantity),
      id: newId(world),
      refundedQuantity: 0,
    });
  }

  const applied = applyDiscount(shop, random, customer, at, lines);
  const gross = lines.reduce((sum, it) => sum + it.price * it.quantity, 0);
  const totalDiscount = applied?.amount ?? 0;
  const subtotal = gross - totalDiscount;
  const ships = lines.some(
    (line) =>
      shop.products.find((it) => it.id === line.productId)?.type !==
      "Gift card",
  );
  const abroad = customer.address?.countryCode !== shop.countryCode;
  const shippingLine = ships
    ? {
        title: abroad ? "International" : "Standard",
        price: abroad ? 1_400 : subtotal >= 7_500 ? 0 : 695,
        discount: 0,
      }
    : null;
  const createdAt = toIso(new Date(at));
  const order: Order = {
    id: newId(world),
    number: o.number,
    name: `#${o.number}`,
    checkoutId: newId(world),
    checkoutToken: random.hex(32),
    cartToken: random.hex(32),
    email: customer.email,
    phone: customer.phone,
    customerId: customer.id,
    acceptsMarketing: customer.emailMarketingConsent.state === "SUBSCRIBED",
    locale: customer.locale,
    currency: shop.currency,
    lines,
    shippingAddress: ships ? customer.address : null,
    shippingLine,
    applied: applied ? [applied] : [],
    attributes: {},
    note: random.chance(0.05)
      ? random.pick([
          "It is a gift, please no invoice in the parcel.",
          "Please leave it with the neighbours at number 12.",
          "Thank you for the lovely shop!",
        ])
      : "",
    financialStatus: "PAID",
    fulfillmentStatus: o.end - at > 2 * DAY_MS ? "FULFILLED" : "UNFULFILLED",
    subtotal,
    total: subtotal + (shippingLine?.price ?? 0),
    totalDiscount,
    tags: [],
    test: false,
    sourceName: "web",
    refunds: [],
    processedAt: createdAt,
    createdAt,
    updatedAt: createdAt,
    cancelledAt: null,
  };
  changeMind(world, random, order, o.end);
  return order;
}

function lineOf(
  random: Random,
  product: Product,
  variant: Variant,
  quantity: number,
): CheckoutLine {
  return {
    key: `${variant.id}:${random.hex(32)}`,
    productId: product.id,
    variantId: variant.id,
    title: product.title,
    variantTitle: variant.title === "Default Title" ? null : variant.title,
    sku: variant.sku,
    vendor: product.vendor,
    quantity,
    price: variant.price,
    discount: 0,
    properties: {},
  };
}

/** One order in eight brings a code that ran at the time; the amount is spread over the lines to the cent. */
function applyDiscount(
  shop: ShopWorld,
  random: Random,
  customer: Customer,
  at: number,
  lines: Order["lines"],
): Order["applied"][number] | null {
  if (!random.chance(0.13)) return null;
  const running = shop.discounts.filter(
    (it) =>
      Date.parse(it.startsAt) <= at &&
      (it.endsAt === null || at < Date.parse(it.endsAt)) &&
      !(it.appliesOncePerCustomer && usedBy(it, customer)),
  );
  const discount = running.at(-1);
  const code = discount?.codes[0];
  if (
    !code ||
    discount?.kind !== "basic" ||
    discount.value.kind !== "percentage"
  )
    return null;
  const { percent } = discount.value;
  for (const line of lines)
    line.discount = Math.round((line.price * line.quantity * percent) / 100);
  code.used += 1;
  code.usedBy.push(customer.id);
  return {
    code: code.code,
    discountId: discount.id,
    title: discount.title,
    target: "order",
    type: "percentage",
    value: percent,
    allocationMethod: "across",
    amount: lines.reduce((sum, it) => sum + it.discount, 0),
    allocations: lines.map((it) => it.discount),
  };
}

const usedBy = (discount: Discount, customer: Customer): boolean =>
  discount.codes.some((it) => it.usedBy.includes(customer.id));

/** Some orders are cancelled at once, some come back in part or whole after a week or two. */
function changeMind(
  world: World,
  random: Random,
  order: Order,
  end: number,
): void {
  const created = Date.parse(order.createdAt);
  const roll = random.next();
  const cancelledAt = created + random.int(10, 600) * 60_000;
  const returnedAt = created + random.int(5, 20) * DAY_MS;
  if (roll < 0.016 && cancelledAt < end) {
    order.cancelledAt = toIso(new Date(cancelledAt));
    order.fulfillmentStatus = "UNFULFILLED";
    refund(
      world,
      order,
      cancelledAt,
      order.lines.map((line) => ({ line, quantity: line.quantity })),
    );
  } else if (roll < 0.07 && returnedAt < end) {
    const line = random.pick(order.lines);
    refund(world, order, returnedAt, [
      { line, quantity: random.int(1, line.quantity) },
    ]);
  }
}

function refund(
  world: World,
  order: Order,
  at: number,
  back: { line: Order["lines"][number]; quantity: number }[],
): void {
  const createdAt = toIso(new Date(at));
  order.refunds.push({
    id: newId(world),
    createdAt,
    lines: back.map(({ line, quantity }) => ({
      lineId: line.id,
      quantity,
      subtotal: Math.round(
        ((line.price * line.quantity - line.discount) * quantity) /
          line.quantity,
      ),
    })),
  });
  for (const { line, quantity } of back) line.refundedQuantity += quantity;
  order.financialStatus = order.lines.every(
    (it) => it.refundedQuantity === it.quantity,
  )
    ? "REFUNDED"
    : "PARTIALLY_REFUNDED";
  order.updatedAt = createdAt;
}
