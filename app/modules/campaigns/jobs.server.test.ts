import { Logger, runOnce } from "graphile-worker";
import { expect, test } from "vitest";
import { now, setClock } from "#app/clock.server.ts";
import { db, pool } from "#app/db.server.ts";
import { offerJobs } from "#app/modules/offers/jobs.server.ts";
import { saveAppearance } from "#app/modules/shops/shops.server.ts";
import { startLocalAdmin } from "#tests/support/local-admin.ts";
import { createShop } from "#tests/support/shop.ts";
import { defaultCampaignInput } from "./campaigns.ts";
import {
  getPublication,
  saveCampaign,
  setCampaignStatus,
} from "./campaigns.server.ts";
import { campaignJobs, publishDueCampaigns } from "./jobs.server.ts";
import { MADE_BY } from "./storefront-config.ts";

// The whole way through the queue, as the worker runs it.
const logger = new Logger(() => () => {});
const taskList = { ...campaignJobs, ...offerJobs };
const failedJobs = async () =>
  (
    await pool.query(
      "select last_error from graphile_worker.jobs where last_error is not null",
    )
  ).rows;

test("switching a campaign on publishes it and stocks its codes; off takes both back; a shop that left is left alone", async () => {
  setClock(() => Date.UTC(2026, 10, 21, 20));
  const { shop, platform, asked } = await startLocalAdmin();
  const saved = await saveCampaign({
    shop,
    input: defaultCampaignInput(),
    now: now(),
  });
  const { id } = saved.ok ? saved.campaign : { id: "" };

  await setCampaignStatus({ shop, id, status: "active", now: now() });
  await runOnce({ pgPool: pool, taskList, logger });
  expect(platform.shop.metafields.map(({ key }) => key).sort()).toEqual([
    "config_en",
    "primary",
  ]);
  expect(platform.shop.discounts.map(({ codes }) => codes.length)).toEqual([
    20, 20,
  ]);

  await setCampaignStatus({ shop, id, status: "paused", now: now() });
  await runOnce({ pgPool: pool, taskList, logger });
  expect(
    platform.shop.metafields.find(({ key }) => key === "config_en")?.value,
  ).toContain('"campaigns":[]');
  expect(platform.shop.discounts).toEqual([]);

  // Uninstalled, but the webhook has not arrived yet: Shopify takes our token no more.
  platform.installation.tokens = [];
  asked.length = 0;
  await setCampaignStatus({ shop, id, status: "active", now: now() });
  await runOnce({ pgPool: pool, taskList, logger });
  expect(asked.length).toBeGreaterThan(0);
  expect(await failedJobs()).toEqual([]);
  expect(await getPublication({ shop })).toMatchObject({
    upToDate: false,
    error: null,
  });
  // Should the shop be there after all, what was wanted is not forgotten.
  expect(await publishDueCampaigns({ now: now() })).toBe(1);
  expect(await db.discountCode.count({ where: { shop, state: "ready" } })).toBe(
    0,
  );
  setClock();
});

test("a document of an older release, and a changed look, are brought to the pages by the minute", async () => {
  const { shop } = await createShop();
  const publishedAt = new Date("2026-11-21T20:00:00Z");
  const later = new Date("2026-11-21T20:05:00Z");
  const due = async (madeBy: string) => {
    const data = { revision: 1, wantedRevision: 1, publishedAt, madeBy };
    await db.publication.upsert({
      where: { shop },
      create: { shop, ...data },
      update: data,
    });
    await publishDueCampaigns({ now: later });
    const row = await db.publication.findUniqueOrThrow({ where: { shop } });
    return row.wantedRevision > 1;
  };
  expect(await due(MADE_BY)).toBe(false);
  expect(await due("1")).toBe(true);
  const input = {
    interruptions: { perVisit: 1, gapSeconds: 30 },
    look: { position: "center" },
  };
  await saveAppearance({ shop, input, now: later });
  expect(await due(MADE_BY)).toBe(true);
});
