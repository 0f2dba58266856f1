import type { Discount, ShopWorld, World } from "../../world/types.ts";
import { newId, toIso } from "../../world/world.ts";

const DAY_MS = 86_400_000;

/** Two codes the merchant made long before our app: one that runs on, one that has ended. */
export function addDiscounts(world: World, shop: ShopWorld, now: Date): void {
  const at = (days: number): string =>
    toIso(new Date(now.getTime() - days * DAY_MS));
  const make = (
    title: string,
    percent: number,
    startsAt: string,
    endsAt: string | null,
    once: boolean,
  ): Discount => ({
    kind: "basic",
    id: newId(world),
    title,
    value: { kind: "percentage", percent },
    items: { kind: "all" },
    minimum: { kind: "none" },
    customers: { kind: "all" },
    combinesWith: {
      orderDiscounts: false,
      productDiscounts: false,
      shippingDiscounts: true,
    },
    usageLimit: null,
    appliesOncePerCustomer: once,
    startsAt,
    endsAt,
    codes: [{ id: newId(world), code: title, used: 0, usedBy: [] }],
    bulk: false,
    createdBy: "merchant",
    createdAt: startsAt,
    updatedAt: startsAt,
    bulkCreations: [],
  });
  shop.discounts.push(
    make("WELCOME10", 10, at(400), null, true),
    make("AUTUMN15", 15, at(62), at(34), false),
  );
}
