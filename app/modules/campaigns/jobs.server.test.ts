import { Logger, runOnce } from "graphile-worker";
import { expect, test } from "vitest";
import { now, setClock } from "#app/clock.server.ts";
import { db, pool } from "#app/db.server.ts";
import { offerJobs } from "#app/modules/offers/jobs.server.ts";
import { startLocalAdmin } from "#tests/support/local-admin.ts";
import { defaultCampaignInput } from "./campaigns.ts";
import {
  getPublication,
  saveCampaign,
  setCampaignStatus,
} from "./campaigns.server.ts";
import { campaignJobs, publishDueCampaigns } from "./jobs.server.ts";

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
