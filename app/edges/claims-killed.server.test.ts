import { once } from "node:events";
import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { db, pool } from "#app/db.server.ts";
import type { Incentive } from "#app/shared/storefront-config.ts";
import { proxyUrl } from "#tests/support/edge-server.ts";
import {
  type LocalAdmin,
  startLocalAdmin,
} from "#tests/support/local-admin.ts";
import { definitionOf } from "#tests/support/offers.ts";
import { startWebProcess } from "#tests/support/web-process.ts";

// Real web processes, killed as machines kill them while shoppers accept offers.

let admin: LocalAdmin;
let shop: string;
const running = new Set<ChildProcess>();

beforeAll(async () => {
  admin = await startLocalAdmin();
  shop = admin.shop;
});
beforeEach(async () => {
  await pool.query(
    `delete from "Claim"; delete from "ShopperClaim"; delete from "DiscountCode"; delete from "Discount"; delete from "Campaign"`,
  );
});
afterEach(() => {
  admin.before = admin.after = () => {};
  for (const web of running) web.kill("SIGKILL");
  running.clear();
});

async function start() {
  const { web, origin } = await startWebProcess({ shopifyUrl: admin.url });
  running.add(web);
  return {
    origin,
    kill: async () => {
      const exit = once(web, "exit");
      web.kill("SIGKILL");
      await exit;
    },
  };
}

interface Shopper {
  visitId: string;
  shopperId: string;
}
const shoppers = (count: number): Shopper[] =>
  Array.from({ length: count }, () => ({
    visitId: randomUUID(),
    shopperId: randomUUID(),
  }));

interface Answer {
  code?: string;
  claimId?: string;
}

/** Undefined when nobody answered, or it was asked to come again. */
async function accept(
  origin: string,
  campaignId: string,
  who: Shopper,
): Promise<Answer | undefined> {
  try {
    const response = await fetch(origin + proxyUrl("/proxy/claim", { shop }), {
      method: "POST",
      headers: { "x-forwarded-for": randomUUID() },
      body: JSON.stringify({ campaignId, ...who }),
    });
    return response.ok ? ((await response.json()) as Answer) : undefined;
  } catch {
    return undefined;
  }
}

const given = ({ code, claimId }: Answer) => code ?? claimId;

async function createOffer(
  incentive: Incentive,
  { codes = 0, claimsPerDay = null as number | null } = {},
): Promise<string> {
  const [id, discountId, at] = [randomUUID(), randomUUID(), new Date()];
  const endsAt = new Date(at.getTime() + 2 * 3_600_000);
  await db.campaign.create({
    data: {
      shop,
      id,
      name: "Before you go",
      status: "active",
      definition: definitionOf({ incentive, claimsPerDay }) as object,
      createdAt: at,
      updatedAt: at,
    },
  });
  if (codes === 0) return id;
  const shared = { shop, campaignId: id, endsAt, createdAt: at };
  const terms = "v1|percent:10|stacks:0|from:2000";
  await db.discount.create({
    data: { ...shared, id: discountId, terms, title: "x", shopifyId: "1" },
  });
  await db.discountCode.createMany({
    data: Array.from({ length: codes }, () => ({
      ...shared,
      discountId,
      code: randomUUID().toUpperCase(),
      state: "ready",
    })),
  });
  return id;
}

/** One claim for each, of one thing each; what was answered before is what is answered again. */
async function expectEachOnce(
  campaignId: string,
  all: Shopper[],
  answers: (Answer | undefined)[],
  again: (Answer | undefined)[],
) {
  for (const [i, answer] of answers.entries())
    if (answer) expect(given(again[i]!)).toBe(given(answer));
  expect(new Set(again.map((one) => one && given(one))).size).toBe(all.length);
  const claims = await db.claim.findMany({ where: { shop, campaignId } });
  expect(new Set(claims.map(({ visitId }) => visitId))).toEqual(
    new Set(all.map(({ visitId }) => visitId)),
  );
  expect(claims).toHaveLength(all.length);
  const told = again.map((one) => given(one!)).sort();
  expect(claims.map(({ id, code }) => code ?? id).sort()).toEqual(told);
  const taken = await db.discountCode.findMany({
    where: { shop, campaignId, state: "claimed" },
  });
  const withCode = claims.filter(({ code }) => code !== null);
  expect(taken.map(({ code, claimId }) => `${code} ${claimId}`).sort()).toEqual(
    withCode.map(({ code, id }) => `${code} ${id}`).sort(),
  );
}

const OFFERS: [string, Incentive, number][] = [
  ["code", { kind: "percent", percent: 10 }, 150],
  ["promise", { kind: "promise", promise: "free-returns" }, 0],
];

test.each(OFFERS)(
  "killed in the middle of many claims, each shopper has one %s when she asks again",
  async (_, incentive, codes) => {
    const campaignId = await createOffer(incentive, { codes });
    const all = shoppers(120);
    const first = await start();
    const blocker = await pool.connect();
    let answers: (Answer | undefined)[];
    try {
      const early = await Promise.all(
        all.slice(0, 40).map((who) => accept(first.origin, campaignId, who)),
      );
      expect(early.every(Boolean)).toBe(true);
      // The others stand in the middle: their codes are picked, and their claims cannot be written yet.
      await blocker.query(`begin; lock table "Claim" in share mode`);
      const late = all
        .slice(40)
        .map((who) => accept(first.origin, campaignId, who));
      await vi.waitFor(async () => expect(await countWaiting()).toBe(2), {
        timeout: 10_000,
      });
      await first.kill();
      answers = [...early, ...(await Promise.all(late))];
      expect(answers.slice(40).some(Boolean)).toBe(false);
    } finally {
      await blocker.query("rollback");
      blocker.release();
    }
    const second = await start();
    const again = await Promise.all(
      all.map((who) => accept(second.origin, campaignId, who)),
    );
    await expectEachOnce(campaignId, all, answers, again);
    if (codes > 0)
      expect(
        await db.discountCode.count({
          where: { shop, campaignId, state: "ready" },
        }),
      ).toBe(codes - all.length);
  },
  60_000,
);

/** Statements of the killed process that wait for the table: it writes two batches at once. */
async function countWaiting(): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows[0]!.n;
}

test("killed near the day's limit, not one too many is promised", async () => {
  const campaignId = await createOffer(
    { kind: "promise", promise: "service" },
    { claimsPerDay: 25 },
  );
  const all = shoppers(60);
  const first = await start();
  let told = 0;
  const asked = all.map(async (who) => {
    const answer = await accept(first.origin, campaignId, who);
    if (answer && ++told === 5) await first.kill();
    return answer;
  });
  const answers = await Promise.all(asked);
  const second = await start();
  const again = await Promise.all(
    all.map((who) => accept(second.origin, campaignId, who)),
  );
  const claims = await db.claim.findMany({ where: { shop, campaignId } });
  expect(claims).toHaveLength(25);
  expect(again.filter(Boolean)).toHaveLength(25);
  for (const [i, answer] of answers.entries())
    if (answer) expect(again[i]).toMatchObject({ claimId: answer.claimId });
}, 60_000);

test.each(["before", "after"] as const)(
  "killed %s Shopify made the first code, the next process goes on from there",
  async (when) => {
    admin.platform.shop.discounts = [];
    const campaignId = await createOffer({ kind: "percent", percent: 10 });
    const [who] = shoppers(1) as [Shopper];
    const first = await start();
    const [reached, dead] = [
      Promise.withResolvers<void>(),
      Promise.withResolvers<void>(),
    ];
    admin[when] = async (operation) => {
      if (!operation.startsWith("Create")) return;
      admin[when] = () => {};
      reached.resolve();
      await dead.promise;
      throw new Error("nobody hears the answer");
    };
    const lost = accept(first.origin, campaignId, who);
    await reached.promise;
    await first.kill();
    dead.resolve();
    expect(await lost).toBeUndefined();
    expect(await db.claim.count({ where: { shop } })).toBe(0);

    const second = await start();
    const answer = await vi.waitFor(
      async () => {
        const found = await accept(second.origin, campaignId, who);
        expect(found).toBeDefined();
        return found!;
      },
      { timeout: 15_000, interval: 300 },
    );
    expect(admin.platform.shop.discounts).toHaveLength(1);
    expect(
      admin.platform.shop.discounts[0]!.codes.map(({ code }) => code),
    ).toContain(answer.code);
    await expectEachOnce(campaignId, [who], [undefined], [answer]);
  },
  60_000,
);
