import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { setClock } from "#app/clock.server.ts";
import { db, pool } from "#app/db.server.ts";
import type { StorefrontConfig } from "#app/shared/storefront-config.ts";
import {
  type LocalAdmin,
  startLocalAdmin,
} from "#tests/support/local-admin.ts";
import { createShop } from "#tests/support/shop.ts";
import { planOf } from "#app/modules/shops/shops.ts";
import { defaultCampaignInput } from "./campaigns.ts";
import {
  duplicateCampaign,
  getCampaign,
  getPublication,
  listCampaigns,
  saveCampaign,
  setCampaignStatus,
} from "./campaigns.server.ts";
import { publishDueCampaigns } from "./jobs.server.ts";
import { publishConfig } from "./publish-config.server.ts";

const now = new Date("2026-11-21T20:00:00Z");
const clock = () => now;
let admin: LocalAdmin;
let shop: string;

beforeAll(async () => {
  admin = await startLocalAdmin({ locales: ["en", "de", "pt-BR"] });
  shop = admin.shop;
});

beforeEach(async () => {
  setClock(() => now.getTime());
  admin.platform.ctx.world.faults.api = { mode: "ok", delayMs: 0 };
  admin.platform.installation.bucket = { available: 2000, at: Date.now() };
  admin.platform.shop.metafields = [];
  admin.asked = [];
  admin.before = () => {};
  const at = new Date("2026-11-01T09:00:00Z");
  await db.shop.update({
    where: { shop },
    data: { installedAt: at, updatedAt: at, locales: ["en", "de", "pt-BR"] },
  });
  await db.campaign.deleteMany({ where: { shop } });
  await db.publication.deleteMany({ where: { shop } });
  await pool.query("delete from graphile_worker._private_jobs");
});

afterEach(() => setClock());

async function create(
  change: (input: ReturnType<typeof defaultCampaignInput>) => void = () => {},
) {
  const input = defaultCampaignInput();
  change(input);
  const saved = await saveCampaign({ shop, input, now });
  if (!saved.ok) throw new Error(JSON.stringify(saved.errors));
  return saved.campaign;
}

async function activate(id: string) {
  const saved = await setCampaignStatus({ shop, id, status: "active", now });
  expect(saved).toMatchObject({ ok: true });
}

const stored = (key: string) =>
  admin.platform.shop.metafields.find(
    (one) => one.key === key && one.namespace === "storefront",
  );
const configOf = (key: string) =>
  JSON.parse(stored(key)!.value) as StorefrontConfig;
const waitingJobs = async () =>
  (
    await pool.query<{ name: string }>(
      "select task_identifier as name from graphile_worker.jobs order by 1",
    )
  ).rows.map(({ name }) => name);

describe("saving", () => {
  it("keeps a draft that nobody sees", async () => {
    const campaign = await create();
    expect(campaign).toMatchObject({
      status: "draft",
      version: 1,
      name: "10 % off when leaving the cart",
    });
    expect(await getCampaign({ shop, id: campaign.id })).toEqual(campaign);
    expect(await getPublication({ shop })).toEqual({
      upToDate: true,
      publishedAt: null,
      error: null,
    });
    expect(await waitingJobs()).toEqual([]);
  });

  it("answers faults by field and changes nothing", async () => {
    const { id } = await create();
    const saved = await saveCampaign({
      shop,
      id,
      input: { ...defaultCampaignInput(), name: "" },
      now,
    });
    expect(saved).toEqual({
      ok: false,
      errors: { name: "Give the campaign a name" },
    });
    expect((await getCampaign({ shop, id })).version).toBe(1);
  });

  it("notices that somebody else saved in between, also at the same moment", async () => {
    const { id } = await create();
    const save = (name: string) =>
      saveCampaign({
        shop,
        id,
        input: { ...defaultCampaignInput(), name, version: 1 },
        now,
      });
    const outcomes = await Promise.all([save("Mine"), save("Yours")]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.find(({ ok }) => !ok)).toHaveProperty("errors.version");
    expect((await getCampaign({ shop, id })).version).toBe(2);
  });

  it("knows no campaign of another shop, and no id that is none", async () => {
    const { id } = await create();
    const other = (await createShop()).shop;
    await expect(getCampaign({ shop: other, id })).rejects.toMatchObject({
      code: "campaign-unknown",
      status: 404,
    });
    await expect(
      saveCampaign({ shop: other, id, input: defaultCampaignInput(), now }),
    ).rejects.toMatchObject({ code: "campaign-unknown" });
    await expect(
      setCampaignStatus({ shop: other, id, status: "active", now }),
    ).rejects.toMatchObject({ code: "campaign-unknown" });
    await expect(getCampaign({ shop, id: "1' or true" })).rejects.toMatchObject(
      { code: "campaign-unknown" },
    );
    expect(await listCampaigns({ shop: other })).toEqual([]);
  });

  it("remembers since when the hold-out is what it is, whatever a form says", async () => {
    const { id } = await create();
    const save = (holdout: number) => {
      const input = defaultCampaignInput();
      input.definition.experiment = {
        holdout,
        holdoutSince: "2020-01-01T00:00:00Z",
      };
      return saveCampaign({ shop, id, input, now });
    };
    expect(await save(0.1)).toHaveProperty(
      "campaign.definition.experiment.holdoutSince",
      undefined,
    );
    for (let i = 0; i < 2; i++)
      expect(await save(0.2)).toHaveProperty(
        "campaign.definition.experiment.holdoutSince",
        now.toISOString(),
      );
  });

  it("copies as a draft without a schedule", async () => {
    const { id } = await create(
      ({ definition }) =>
        (definition.schedule = { endsAt: "2026-12-24T18:00" }),
    );
    const copy = await duplicateCampaign({ shop, id, now });
    expect(copy).toMatchObject({
      status: "draft",
      name: "Copy of 10 % off when leaving the cart",
      definition: { schedule: {} },
    });
    expect(await listCampaigns({ shop })).toHaveLength(2);
  });

  it("lets only as many be active as a page has room for, also all at once", async () => {
    const { activeCampaigns } = planOf({ plan: "free" });
    const drafts = await Promise.all(
      Array.from({ length: activeCampaigns + 1 }, () => create()),
    );
    const outcomes = await Promise.all(
      drafts.map(({ id }) =>
        setCampaignStatus({ shop, id, status: "active", now }),
      ),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(activeCampaigns);
    expect(outcomes.find(({ ok }) => !ok)).toHaveProperty(["errors", ""]);
  });

  it("pausing wants a publication in the same transaction", async () => {
    const { id } = await create();
    await activate(id);
    expect(await waitingJobs()).toEqual([
      "campaigns.publish-config",
      "offers.fill-pools",
    ]);
    expect((await getPublication({ shop })).upToDate).toBe(false);
  });
});

describe("publishing", () => {
  it("writes one document per language, and which one is the shop's own", async () => {
    const { id } = await create();
    await activate(id);
    await publishConfig({ shop, clock });
    expect(configOf("config_en")).toMatchObject({
      v: 2,
      revision: 1,
      campaigns: [{ id }],
    });
    expect(configOf("config_de").campaigns[0]!.treatment.texts.decline).toBe(
      "Jetzt nicht",
    );
    expect(configOf("config_pt-br").campaigns[0]!.treatment.texts.decline).toBe(
      "Agora não",
    );
    expect(stored("primary")).toMatchObject({
      value: "config_en",
      ownerType: "APP_INSTALLATION",
    });
    expect(await getPublication({ shop })).toEqual({
      upToDate: true,
      publishedAt: now,
      error: null,
    });
  });

  it("writes only what changed", async () => {
    const { id } = await create();
    await activate(id);
    await publishConfig({ shop, clock });
    await publishConfig({ shop, clock });
    expect(admin.asked).toEqual(["PublishConfig"]);
    const { name, definition } = await getCampaign({ shop, id });
    definition.treatment.texts["de"]!.heading = "Halt: {benefit}";
    await saveCampaign({ shop, id, input: { name, definition }, now });
    await publishConfig({ shop, clock });
    expect(configOf("config_de").revision).toBe(2);
    expect(configOf("config_en").revision).toBe(1);
  });

  it("takes a paused campaign off the page, and a language that is gone", async () => {
    const { id } = await create();
    await activate(id);
    await publishConfig({ shop, clock });
    await setCampaignStatus({ shop, id, status: "paused", now });
    await db.shop.update({ where: { shop }, data: { locales: ["en", "de"] } });
    await publishConfig({ shop, clock });
    await db.shop.update({
      where: { shop },
      data: { locales: ["en", "de", "pt-BR"] },
    });
    expect(configOf("config_en").campaigns).toEqual([]);
    expect(stored("config_pt-br")).toBeUndefined();
  });

  it("writes again what was changed while it was writing", async () => {
    const { id } = await create();
    await activate(id);
    let paused = false;
    admin.after = async () => {
      if (paused) return;
      paused = true;
      await setCampaignStatus({ shop, id, status: "paused", now });
    };
    await publishConfig({ shop, clock });
    admin.after = () => {};
    expect(configOf("config_en")).toMatchObject({ revision: 2, campaigns: [] });
    expect((await getPublication({ shop })).upToDate).toBe(true);
  });

  it("two at once leave the newest", async () => {
    const { id } = await create();
    await activate(id);
    await Promise.all([
      publishConfig({ shop, clock }),
      publishConfig({ shop, clock }),
      setCampaignStatus({ shop, id, status: "paused", now }).then(() =>
        publishConfig({ shop, clock }),
      ),
    ]);
    expect(configOf("config_en").campaigns).toEqual([]);
    expect((await getPublication({ shop })).upToDate).toBe(true);
  });

  it("tells the merchant what Shopify said, and recovers", async () => {
    const { id } = await create();
    await activate(id);
    await db.shop.update({
      where: { shop },
      data: { appInstallationId: "gid://shopify/AppInstallation/999" },
    });
    await expect(publishConfig({ shop, clock })).rejects.toMatchObject({
      code: "publication-refused",
    });
    expect((await getPublication({ shop })).error).toContain(
      "Shopify refused the campaigns: ",
    );
    await db.shop.update({
      where: { shop },
      data: { appInstallationId: null },
    });
    await publishConfig({ shop, clock });
    expect(await getPublication({ shop })).toMatchObject({
      upToDate: true,
      error: null,
    });
  });

  it("asks nothing of a shop that left, and brings everything back when it is back", async () => {
    const { id } = await create();
    await activate(id);
    await publishConfig({ shop, clock });
    const later = new Date(now.getTime() + 3_600_000);
    await db.shop.update({ where: { shop }, data: { uninstalledAt: later } });
    admin.platform.shop.metafields = []; // they go with the installation
    admin.asked = [];
    await setCampaignStatus({ shop, id, status: "paused", now: later });
    await setCampaignStatus({ shop, id, status: "active", now: later });
    await publishConfig({ shop, clock: () => later });
    expect(await publishDueCampaigns({ now: later })).toBe(0);
    expect(admin.asked).toEqual([]);
    await db.shop.update({
      where: { shop },
      data: { uninstalledAt: null, installedAt: later },
    });
    expect(await publishDueCampaigns({ now: later })).toBe(1);
    await publishConfig({ shop, clock: () => later });
    expect(configOf("config_en").campaigns).toHaveLength(1);
    expect(stored("primary")).toBeDefined();
    expect(await publishDueCampaigns({ now: later })).toBe(0);
  });

  it("comes back too when nothing was changed in between, and learns new languages", async () => {
    await activate((await create()).id);
    await publishConfig({ shop, clock });
    const later = new Date(now.getTime() + 3_600_000);
    admin.platform.shop.metafields = [];
    await db.shop.update({
      where: { shop },
      data: { installedAt: later, updatedAt: later, locales: ["en", "ja"] },
    });
    expect(await publishDueCampaigns({ now: later })).toBe(1);
    await publishConfig({ shop, clock: () => later });
    expect(configOf("config_ja").campaigns).toHaveLength(1);
    expect(configOf("config_en").campaigns).toHaveLength(1);
    expect(await publishDueCampaigns({ now: later })).toBe(0);
  });
});

describe("the schedule", () => {
  it("publishes when a start and an end pass, once each", async () => {
    const at = (time: string) => new Date(`2026-11-22T${time}:00Z`);
    const { id } = await create(
      ({ definition }) =>
        (definition.schedule = {
          startsAt: "2026-11-22T08:00:00Z",
          endsAt: "2026-11-22T10:00:00Z",
        }),
    );
    await activate(id);
    await publishConfig({ shop, clock });
    expect(configOf("config_en").campaigns).toEqual([]); // a future campaign is nobody's business
    expect(await publishDueCampaigns({ now: at("07:59") })).toBe(0);
    for (const [time, running] of [
      ["08:00", 1],
      ["10:00", 0],
    ] as const) {
      expect(await publishDueCampaigns({ now: at(time) })).toBe(1);
      await publishConfig({ shop, clock: () => at(time) });
      expect(configOf("config_en").campaigns).toHaveLength(running);
      expect(await publishDueCampaigns({ now: at(time) })).toBe(0);
    }
  });
});
