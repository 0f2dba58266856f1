import { beforeAll, expect, test } from "vitest";
import { DEFAULT_INTENT_MODEL } from "#app/shared/default-intent-model.ts";
import type { IntentModel } from "#app/shared/intent-model.ts";
import type { StorefrontConfig } from "#app/shared/storefront-config.ts";
import {
  type LocalAdmin,
  startLocalAdmin,
} from "#tests/support/local-admin.ts";
import { getPublication } from "./campaigns.server.ts";
import { publishConfig } from "./publish-config.server.ts";
import { soundModel } from "./sound-model.server.ts";

const clock = () => new Date("2026-11-21T20:00:00Z");
const learned: IntentModel = { ...DEFAULT_INTENT_MODEL, id: "learned-1" };
const faulty: IntentModel = {
  ...learned,
  purchase: { ...learned.purchase, bias: NaN },
};
let admin: LocalAdmin;
let shop: string;

beforeAll(async () => {
  admin = await startLocalAdmin();
  shop = admin.shop;
});

const publishedModel = () => {
  const document = admin.platform.shop.metafields.find(
    ({ key }) => key === "config_en",
  );
  return (JSON.parse(document!.value) as StorefrontConfig).intent;
};

test("a sound model is published", async () => {
  await publishConfig({ shop, clock, model: learned });
  expect(publishedModel()).toEqual(learned);
});

test("a faulty one never is: the shipped model goes, and the shop is up to date", async () => {
  const torn = { id: "learned-2" } as IntentModel;
  const long = { ...learned, id: "x".repeat(2048) };
  for (const model of [faulty, torn, long]) {
    admin.platform.shop.metafields = [];
    await publishConfig({ shop, clock, model });
    await publishConfig({ shop, clock, model: learned });
    admin.asked = [];
    await publishConfig({ shop, clock, model });
    expect(admin.asked).toEqual(["PublishConfig"]);
    expect(publishedModel()).toEqual(DEFAULT_INTENT_MODEL);
    expect((await getPublication({ shop })).error).toBeNull();
  }
});

test("were the shipped model itself faulty, nothing would be published", () => {
  expect(() => soundModel(faulty, { shop, shipped: faulty })).toThrow(
    /shipped intent model is faulty: purchase: The bias is no number/,
  );
});
