import type { Checkout, Order, Run, Shop } from "@prisma/client";
import { z } from "zod";
import type { Database } from "#app/db.server.ts";
import { hasWaitingOrder } from "#app/modules/events/events.server.ts";
import { recoveryPolicySchema } from "#app/modules/shoppers/shoppers.ts";
import { mayWrite } from "#app/modules/shoppers/shoppers.server.ts";
import type { MayWrite } from "#app/modules/shoppers/shoppers.ts";
import type { Basket, BasketLine, ReminderFacts } from "./recovery.ts";

/** JSON has no bigint: kept as a number or as digits. */
const minor = z.union([z.number().int(), z.string().regex(/^-?\d+$/)]);

const linesSchema = z.array(
  z.object({
    productId: z.string().nullish().transform(orNull),
    variantId: z.string().nullish().transform(orNull),
    title: z.string(),
    variantTitle: z.string().nullish().transform(orNull),
    quantity: z.number().int(),
    lineMinor: minor,
    fullMinor: minor.optional(),
  }),
);

function orNull(text: string | null | undefined): string | null {
  return text || null;
}

export function linesOf(checkout: Pick<Checkout, "lines">): BasketLine[] {
  return linesSchema
    .parse(checkout.lines)
    .filter((line) => line.quantity > 0)
    .map((line) => ({
      ...line,
      lineMinor: BigInt(line.lineMinor),
      fullMinor: BigInt(line.fullMinor ?? line.lineMinor),
    }));
}

export function basketOf(checkout: Checkout): Basket {
  const items = linesOf(checkout).reduce((sum, line) => sum + line.quantity, 0);
  return { ...checkout, items };
}

export interface Settings {
  enabled: boolean;
  delayMinutes: number;
  policy: z.infer<typeof recoveryPolicySchema>;
}

/** A shop that never saved its settings has the defaults of the schema. */
export async function readSettings(
  tx: Database,
  shop: string,
): Promise<Settings> {
  const row = await tx.shopSettings.findUnique({ where: { shop } });
  const policy = recoveryPolicySchema.safeParse(row?.recoveryPolicy ?? {});
  return {
    enabled: row?.recoveryEnabled ?? true,
    delayMinutes: row?.recoveryDelayMinutes ?? 60,
    // What cannot be read at all opens nothing.
    policy: policy.success ? policy.data : { default: "nobody" },
  };
}

/** Orders that may end this basket (endsBasket has the last word): by its tokens, and by its person since it was begun. */
export async function findOrders(
  tx: Database,
  checkout: Checkout,
): Promise<Order[]> {
  const { shop, token, cartToken, email, phone, customerId } = checkout;
  const since = { placedAt: { gte: checkout.createdAt } };
  return tx.order.findMany({
    where: {
      shop,
      OR: [
        { checkoutToken: token },
        ...(cartToken ? [{ cartToken }] : []),
        ...(email ? [{ email, ...since }] : []),
        ...(phone ? [{ phone, ...since }] : []),
        ...(customerId ? [{ customerId, ...since }] : []),
      ],
    },
  });
}

async function findOtherBaskets(
  tx: Database,
  checkout: Checkout,
): Promise<Checkout[]> {
  const { shop, token, email } = checkout;
  if (!email) return [];
  const open = await tx.checkout.findMany({
    where: {
      shop,
      email,
      token: { not: token },
      completedAt: null,
      updatedAt: { gte: checkout.updatedAt },
    },
    take: 20,
  });
  return open.filter((other) => basketOf(other).items > 0);
}

export interface GatheredFacts extends ReminderFacts {
  shop: Shop | null;
  checkout: Checkout | null;
  mayWrite: MayWrite;
}

/** Everything the decision needs, as it stands in this transaction. */
export async function gatherFacts(
  tx: Database,
  { run, now }: { run: Run; now: Date },
): Promise<GatheredFacts> {
  const { shop, checkoutToken: token } = run;
  const shopRow = await tx.shop.findUnique({ where: { shop } });
  const checkout = await tx.checkout.findUnique({
    where: { shop_token: { shop, token } },
  });
  const { enabled, delayMinutes, policy } = await readSettings(tx, shop);
  const base = {
    now,
    enabled,
    delayMinutes,
    shop: shopRow,
    installed: shopRow !== null && shopRow.uninstalledAt === null,
  };
  if (!checkout)
    return {
      ...base,
      checkout,
      basket: null,
      orders: [],
      orderWaiting: false,
      others: [],
      mayWrite: { allowed: false, reason: "no-address" },
    };
  return {
    ...base,
    checkout,
    basket: basketOf(checkout),
    orders: await findOrders(tx, checkout),
    orderWaiting: await hasWaitingOrder(tx, checkout),
    others: await findOtherBaskets(tx, checkout),
    mayWrite: await mayWrite(tx, {
      shop,
      address: checkout.email,
      purpose: "basket-reminder",
      countryCode: checkout.countryCode,
      policy,
      facts: { gaveAddressAt: checkout.createdAt },
    }),
  };
}
