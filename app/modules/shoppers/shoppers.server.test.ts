import fc from "fast-check";
import { expect, test } from "vitest";
import { db } from "#app/db.server.ts";
import { isNewerWord } from "./shoppers.ts";
import type { ConsentWord } from "./shoppers.ts";
import {
  eraseCustomer,
  exportCustomer,
  listSuppressions,
  mayWrite,
  recordBoxConsent,
  recordConsent,
  recordShopifyConsent,
  suppress,
} from "./shoppers.server.ts";

const at = new Date("2026-11-20T10:00:00Z");
let count = 0;
const newShop = () => `shop-${++count}.myshopify.com`;
const reminder = (shop: string, address: string | null, countryCode = "DE") =>
  mayWrite(db, {
    shop,
    address,
    purpose: "basket-reminder",
    countryCode,
    policy: {},
    facts: { gaveAddressAt: at },
  });

test("the table keeps the same word as the rule", async () => {
  const word = fc.record({
    granted: fc.boolean(),
    basis: fc.constantFrom("a", "B", "é"),
    source: fc.constantFrom("x", "Y"),
    at: fc.integer({ min: 0, max: 2 }).map((n) => new Date(n * 1000)),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(word, { minLength: 1, maxLength: 5 }),
      async (words) => {
        const shop = newShop();
        for (const w of words)
          await recordConsent(db, {
            ...w,
            shop,
            address: "Mia@example.com",
            purpose: "marketing",
          });
        const expected = words.reduce<ConsentWord>(
          (held, next) => (isNewerWord(next, held) ? next : held),
          words[0]!,
        );
        expect(await db.consent.findMany({ where: { shop } })).toEqual([
          {
            ...expected,
            shop,
            address: "mia@example.com",
            purpose: "marketing",
          },
        ]);
      },
    ),
    { numRuns: 60 },
  );
});

test("a ticked box allows the reminder, Shopify's withdrawal ends it, in either order", async () => {
  const box = {
    token: "t",
    email: "Mia@Example.com",
    buyer_accepts_marketing: true,
    created_at: "2026-11-20T10:00:00Z",
  };
  const withdrawal = {
    customer_id: 1,
    email_address: "mia@example.com",
    email_marketing_consent: {
      state: "unsubscribed",
      consent_updated_at: "2026-11-20T10:30:00Z",
    },
  };
  const [first, second] = [newShop(), newShop()];
  const tick = (shop: string) =>
    recordBoxConsent(db, { shop, kind: "checkout", payload: box });
  const withdraw = (shop: string) =>
    recordShopifyConsent(db, { shop, payload: withdrawal, triggeredAt: at });

  await tick(first);
  expect(await reminder(first, "mia@example.com")).toEqual({
    allowed: true,
    basis: "subscribed-at-checkout",
    basisAt: at,
  });
  await withdraw(first);
  await withdraw(second);
  await tick(second);
  for (const shop of [first, second])
    expect(await reminder(shop, "mia@example.com")).toEqual({
      allowed: false,
      reason: "unsubscribed",
    });
});

test("suppression is per shop, keeps no address and survives erasure", async () => {
  const [shop, other] = [newShop(), newShop()];
  const entry = {
    address: "Mia@example.com",
    purpose: "basket-reminder" as const,
    reason: "unsubscribed" as const,
    at,
  };
  await suppress(db, { ...entry, shop });
  await suppress(db, { ...entry, shop, reason: "bounced" });
  await recordConsent(db, {
    shop,
    address: "mia@example.com",
    purpose: "marketing",
    granted: true,
    basis: "shopify-customer",
    source: "test",
    at,
  });
  expect(
    await listSuppressions(db, { shop, address: "MIA@example.com" }),
  ).toEqual([
    expect.objectContaining({
      purpose: "basket-reminder",
      reason: "unsubscribed",
    }),
  ]);
  expect(
    await listSuppressions(db, { shop: other, address: "mia@example.com" }),
  ).toEqual([]);
  expect(JSON.stringify(await db.suppression.findMany())).not.toMatch(/mia/i);

  const known = await exportCustomer(db, { shop, email: "mia@example.com" });
  expect(known.consents).toHaveLength(1);
  await eraseCustomer(db, { shop, email: "mia@example.com", at });
  expect(await db.consent.count({ where: { shop } })).toBe(0);
  expect(await reminder(shop, "mia@example.com", "US")).toEqual({
    allowed: false,
    reason: "suppressed",
  });
});
