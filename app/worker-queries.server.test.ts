import { beforeAll, expect, test } from "vitest";
import { pool, transaction } from "#app/db.server.ts";
import { drainInbox } from "#app/modules/events/events.server.ts";
import { creditOrder } from "#app/modules/experiments/experiments.server.ts";
import { handOverDueMessages } from "#app/modules/messages/jobs.server.ts";
import { redeem } from "#app/modules/offers/offers.server.ts";
import { startDueRuns } from "#app/modules/recovery/recovery.server.ts";
import { countRowsRead } from "#tests/support/plans.ts";
import { createShop } from "#tests/support/shop.ts";

// What the worker asks several times a second, or for every order, must not grow with what was done before.

const MANY = 20_000;
const FEW = 300;
const SHOP = "busy.myshopify.com";
const now = new Date("2026-12-01T00:00:00Z");
const CAMPAIGN = "00000000-0000-7000-8000-000000000001";

beforeAll(async () => {
  await createShop({ shop: SHOP, uninstalledAt: now });
  const fill = (sql: string) => pool.query(sql, [MANY, SHOP]);
  const at = `'2026-11-01T00:00:00Z'::timestamptz + i * interval '1 second'`;
  await fill(`insert into "WebhookDelivery" (shop, "deliveryId", topic, payload, "receivedAt", "doneAt")
    select $2, i::text, 'orders/create', '{}', ${at}, ${at} from generate_series(1, $1::int) i`);
  await fill(`insert into "Message" (shop, id, "dedupeKey", purpose, template, address, locale, content, basis, "basisAt", state, "dueAt", "createdAt")
    select $2, gen_random_uuid(), i::text, 'p', 'none', 'a' || i || '@example.com', 'en', '{}', 'b', ${at},
           case when i % 2 = 0 then 'queued' else 'sent' end, ${at}, ${at} from generate_series(1, $1::int) i`);
  await fill(`insert into "Run" (shop, id, flow, "checkoutToken", state, "dueAt", "startedAt", "updatedAt")
    select $2, gen_random_uuid(), 'abandoned-checkout', i::text, case when i % 2 = 0 then 'waiting' else 'mailed' end, ${at}, ${at}, ${at}
      from generate_series(1, $1::int) i`);
  await fill(`insert into "Exposure" (shop, "campaignId", "visitId", arm, "exposedAt")
    select $2, '${CAMPAIGN}', gen_random_uuid(), 'treatment', ${at} from generate_series(1, $1::int) i`);
  await fill(`insert into "Claim" (shop, id, "campaignId", "visitId", code, "endsAt", "claimedAt")
    select $2, gen_random_uuid(), '${CAMPAIGN}', gen_random_uuid(), 'C' || i, ${at}, ${at} from generate_series(1, $1::int) i`);
  await pool.query("analyze");
});

async function mostRead(work: () => Promise<unknown>): Promise<number> {
  const read = await countRowsRead(work);
  expect(read.length).toBeGreaterThan(0);
  return Math.max(...read.map(({ rows }) => rows));
}

test("an inbox with nothing to do does not read a week of worked deliveries", async () => {
  const drain = () =>
    drainInbox({ receive: async () => {}, clock: () => now, limit: 1 });
  expect(await mostRead(drain)).toBeLessThan(FEW);
});

test("the next mail is found without reading all that wait", async () => {
  const handOver = () =>
    handOverDueMessages({
      workerId: "w",
      now,
      wallClock: () => now,
      limit: 1,
      templates: {},
      mailer: {
        send: () => Promise.reject(new Error("not asked")),
        close() {},
      },
    });
  expect(await mostRead(handOver)).toBeLessThan(FEW);
});

test("the next basket is found without reading all that wait", async () => {
  expect(await mostRead(() => startDueRuns({ now, limit: 1 }))).toBeLessThan(
    FEW,
  );
});

test("an order finds its claims and exposures by itself", async () => {
  const order = {
    shop: SHOP,
    id: "1",
    totalMinor: 100n,
    refundedMinor: 0n,
    attribution: `v1.${CAMPAIGN}.${CAMPAIGN}.t`,
    placedAt: now,
    cancelledAt: now,
    codes: [{ code: "C1", discountMinor: null }],
  };
  // Updates do not show in countRowsRead: PostgreSQL's own statistics of the transaction tell.
  await transaction(async (tx) => {
    await redeem(tx, order);
    await creditOrder(tx, order);
    const [read] = await tx.$queryRaw<{ rows: number }[]>`
      select sum(seq_tup_read + idx_tup_fetch)::int as rows from pg_stat_xact_user_tables where relname in ('Claim', 'Exposure')`;
    expect(read?.rows).toBeLessThan(FEW);
  });
});
