import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/db.server.ts";
import { createShop } from "#tests/support/shop.ts";
import { defaultCampaignInput } from "./campaigns.ts";
import {
  getCampaign,
  getRoom,
  listCampaigns,
  listVersions,
  moveCampaign,
  restoreVersion,
  saveCampaign,
} from "./campaigns.server.ts";

const now = new Date("2026-11-21T20:00:00Z");
const later = new Date("2026-11-21T21:00:00Z");
let shop: string;

beforeEach(async () => {
  ({ shop } = await createShop());
});

async function save(
  change: (input: ReturnType<typeof defaultCampaignInput>) => void = () => {},
  { id, by, at = now }: { id?: string; by?: string; at?: Date } = {},
) {
  const input = defaultCampaignInput();
  change(input);
  const saved = await saveCampaign({ shop, id, input, now: at, by });
  if (!saved.ok) throw new Error(JSON.stringify(saved.errors));
  return saved.campaign;
}

describe("versions", () => {
  it("keeps every save with who and when, and names what it changed", async () => {
    const { id } = await save(() => {}, { by: "101" });
    await save(
      (input) => {
        input.name = "Autumn";
        input.definition.moment = {
          kind: "idle",
          afterSeconds: 5,
          idleSeconds: 30,
        };
      },
      { id, by: "102", at: later },
    );
    const versions = await listVersions({ shop, id });
    expect(versions).toMatchObject([
      {
        version: 2,
        name: "Autumn",
        savedAt: later,
        savedBy: "102",
        changed: ["Name", "Moment"],
      },
      { version: 1, savedAt: now, savedBy: "101" },
    ]);
    expect(versions[1]!.changed).toBeUndefined();
  });

  it("brings any of them back, as a save that can be undone too", async () => {
    const first = await save();
    const { id } = first;
    await save((input) => (input.name = "Second"), { id });
    const back = await restoreVersion({
      shop,
      id,
      version: 1,
      expected: 2,
      now: later,
    });
    expect(back).toMatchObject({
      ok: true,
      campaign: { name: first.name, version: 3 },
    });
    expect((await getCampaign({ shop, id })).definition).toEqual(
      first.definition,
    );
    expect(
      (await listVersions({ shop, id })).map(({ changed }) => changed),
    ).toEqual([["Name"], ["Name"], undefined]);
  });

  it("brings nothing back over what somebody else saved, nor what is no version", async () => {
    const { id } = await save();
    await save(() => {}, { id });
    const restore = (version: number, expected: number, at = shop) =>
      restoreVersion({ shop: at, id, version, expected, now });
    expect(await restore(1, 1)).toHaveProperty("errors.version");
    await expect(restore(9, 2)).rejects.toMatchObject({
      code: "version-unknown",
      status: 404,
    });
    const other = (await createShop()).shop;
    await expect(restore(1, 2, other)).rejects.toMatchObject({ status: 404 });
    expect(await listVersions({ shop: other, id })).toEqual([]);
  });
});

describe("the merchant's order", () => {
  const names = async () =>
    (await listCampaigns({ shop })).map(({ name }) => name);

  it("begins with the newest, and is what she makes of it", async () => {
    const ids: Record<string, string> = {};
    for (const name of ["A", "B", "C"])
      ids[name] = (await save((input) => (input.name = name))).id;
    expect(await names()).toEqual(["C", "B", "A"]);
    await moveCampaign({ shop, id: ids["A"]!, before: ids["C"]! });
    expect(await names()).toEqual(["A", "C", "B"]);
    await moveCampaign({ shop, id: ids["A"]!, before: null });
    expect(await names()).toEqual(["C", "B", "A"]);
    expect(await db.publication.count({ where: { shop } })).toBe(0);
  });

  it("is changed by nobody else, and not by what is gone", async () => {
    const { id } = await save();
    const second = await save((input) => (input.name = "B"));
    const other = (await createShop()).shop;
    await moveCampaign({ shop: other, id, before: null });
    await moveCampaign({ shop, id, before: crypto.randomUUID() });
    expect((await listCampaigns({ shop }))[0]!.id).toBe(second.id);
  });

  it("stays whole when two move at once", async () => {
    const all = await Promise.all(
      ["A", "B", "C", "D"].map((name) => save((input) => (input.name = name))),
    );
    await Promise.all([
      moveCampaign({ shop, id: all[0]!.id, before: all[3]!.id }),
      moveCampaign({ shop, id: all[1]!.id, before: null }),
    ]);
    const priorities = (await listCampaigns({ shop })).map(
      (one) => one.priority,
    );
    expect(priorities).toEqual([4, 3, 2, 1]);
  });
});

it("knows the room on a page, empty as it is", async () => {
  const { usedBytes, maxBytes, active } = await getRoom({ shop, now });
  expect(active).toBe(0);
  expect(usedBytes).toBeGreaterThan(50);
  expect(usedBytes).toBeLessThan(maxBytes);
});
