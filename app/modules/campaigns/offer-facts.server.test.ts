import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { db } from "#app/db.server.ts";
import { admin, now, shop, useOffers } from "#tests/support/offers.ts";
import { createShop } from "#tests/support/shop.ts";
import { getOfferFacts } from "./campaigns.server.ts";
import { marginHelp } from "./offer-facts.ts";

useOffers();
beforeEach(() => db.companion.deleteMany({}));

const product = (at: number) => admin.platform.shop.products[at]!;
const ask = (campaignId?: string) =>
  getOfferFacts({ shop, campaignId, timeZone: "UTC", now });

async function refuse(
  campaignId: string,
  change: Partial<{ shop: string; day: string; count: number }> = {},
) {
  await db.claimRefusal.create({
    data: {
      shop,
      campaignId,
      day: "2026-11-20",
      reason: "below-floor",
      count: 2,
      productId: product(0).id,
      lastAt: now,
      ...change,
    },
  });
}

test("refusals of the last 30 days are told in words, of this campaign and shop alone", async () => {
  const id = randomUUID();
  const other = (await createShop()).shop;
  await refuse(id);
  await refuse(id, { day: "2026-11-21", count: 3 });
  await refuse(id, { day: "2026-10-01", count: 50 });
  await refuse(randomUUID());
  await refuse(id, { shop: other });
  expect((await ask(id)).refusals).toEqual([
    `Refused 5 times because it would have left less than the margin you ask for, last for ${product(0).title}.`,
  ]);
  expect((await ask()).refusals).toEqual([]);
});

test("unknown unit costs are counted, and told beside the floor only where there are any", async () => {
  const { length } = await Promise.all(
    [null, null, 500n].map((costMinor, at) =>
      db.variantCost.create({
        data: {
          shop,
          variantId: String(at),
          productId: "1",
          priceMinor: 900n,
          costMinor,
          readAt: now,
        },
      }),
    ),
  );
  expect(length).toBe(3);
  const { costs } = await ask();
  expect(costs).toEqual({ known: 1, unknown: 2 });
  expect(marginHelp(costs)).toContain("2 of the 3 variants");
  expect(marginHelp({ known: 3, unknown: 0 })).not.toContain("none");
});

test("what is bought together is proposed once each, the most often first, by its name", async () => {
  const [a, b] = [product(0), product(1)];
  const pairs = [
    [a.id, b.id, 12],
    [b.id, a.id, 12],
    [a.id, "999999", 40],
  ] as const;
  for (const [productId, companionId, orders] of pairs)
    await db.companion.create({
      data: { shop, productId, companionId, orders, countedAt: now },
    });
  const proposal = (one: typeof a, other: typeof a) => ({
    productId: one.id,
    variantId: one.variants[0]!.id,
    title: one.title,
    withTitle: other.title,
    orders: 12,
  });
  // A product that is gone has no name, and is not proposed.
  const { companions } = await ask();
  expect(companions).toHaveLength(2);
  expect(companions).toEqual(
    expect.arrayContaining([proposal(a, b), proposal(b, a)]),
  );

  admin.platform.ctx.world.faults.api = { mode: "failing", delayMs: 0 };
  expect((await ask()).companions).toEqual([]);
});
