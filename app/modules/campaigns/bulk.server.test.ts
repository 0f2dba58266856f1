import { beforeEach, expect, it } from "vitest";
import { createShop } from "#tests/support/shop.ts";
import { defaultCampaignInput } from "./campaigns.ts";
import {
  changeCampaigns,
  getPublication,
  listCampaigns,
  saveCampaign,
  saveShopAppearance,
} from "./campaigns.server.ts";
import { planOf } from "#app/modules/shops/shops.ts";

const now = new Date("2026-11-21T20:00:00Z");
let shop: string;

beforeEach(async () => {
  ({ shop } = await createShop());
});

async function create(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    const input = { ...defaultCampaignInput(), name: `No. ${i}` };
    const saved = await saveCampaign({ shop, input, now });
    if (saved.ok) ids.push(saved.campaign.id);
  }
  return ids;
}

it("changes several, each for itself", async () => {
  const ids = await create(3);
  const change = (to: "active" | "paused" | "archived" | "duplicate") =>
    changeCampaigns({ shop, ids, change: to, now, by: "7" });
  expect(await change("active")).toEqual({ done: 3, faults: [] });
  expect(await change("paused")).toEqual({ done: 3, faults: [] });
  expect(await change("duplicate")).toEqual({ done: 3, faults: [] });
  expect(await listCampaigns({ shop })).toHaveLength(6);
  expect(await change("archived")).toEqual({ done: 3, faults: [] });
  expect((await listCampaigns({ shop })).map(({ name }) => name)).toEqual([
    "Copy of No. 2",
    "Copy of No. 1",
    "Copy of No. 0",
  ]);
});

it("names the one that found no room, and switches on the others", async () => {
  const { activeCampaigns } = planOf({ plan: "free" });
  const ids = await create(activeCampaigns + 1);
  const { done, faults } = await changeCampaigns({
    shop,
    ids,
    change: "active",
    now,
  });
  expect(done).toBe(activeCampaigns);
  expect(faults).toEqual([
    {
      name: `No. ${activeCampaigns}`,
      message: expect.stringContaining("campaigns can be active") as string,
    },
  ]);
});

it("passes over what is gone, or another shop's", async () => {
  const [id] = await create(1);
  const other = (await createShop()).shop;
  expect(
    await changeCampaigns({
      shop: other,
      ids: [id!, crypto.randomUUID(), "x"],
      change: "archived",
      now,
    }),
  ).toEqual({ done: 0, faults: [] });
  expect((await listCampaigns({ shop }))[0]!.status).toBe("draft");
});

it("brings the shop's look to its pages, and nothing of one with a fault", async () => {
  const input = {
    interruptions: { perVisit: 1, gapSeconds: 30 },
    look: { position: "start" },
  };
  const faulty = { ...input, look: { position: "start", ink: "black" } };
  expect(await saveShopAppearance({ shop, input: faulty, now })).toMatchObject({
    ok: false,
  });
  expect((await getPublication({ shop })).upToDate).toBe(true);
  expect(await saveShopAppearance({ shop, input, now })).toMatchObject({
    ok: true,
  });
  expect((await getPublication({ shop })).upToDate).toBe(false);
});
