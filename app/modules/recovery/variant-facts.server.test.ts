import { expect, test } from "vitest";
import { makeTestPlatform } from "#dev/fake-shopify/platform/test-platform.ts";
import {
  readAnswer,
  readVariantFacts,
  REMINDER_QUERY,
  reminderAnswer,
} from "./variant-facts.server.ts";

test("the question is one that Shopify's schema takes; a variant's own picture comes before the product's", async () => {
  const { graphql, shop } = await makeTestPlatform();
  const [cup, bowl] = shop.products;
  cup!.images = [
    { src: "cup.png", alt: "", width: 10, height: 10 },
    { src: "cup-red.png", alt: "", width: 10, height: 10 },
  ];
  cup!.variants[0]!.image = "cup-red.png";
  bowl!.images = [{ src: "bowl.png", alt: "", width: 10, height: 10 }];
  bowl!.variants[0]!.tracked = true;
  bowl!.variants[0]!.inventoryQuantity = 0;
  bowl!.variants[0]!.inventoryPolicy = "DENY";
  const ids = [cup, bowl].map((product) => product!.variants[0]!.id);
  const { data } = (await graphql(REMINDER_QUERY, {
    ids: [...ids, "9999"].map((id) => `gid://shopify/ProductVariant/${id}`),
  })) as { data: unknown };
  const facts = readAnswer(reminderAnswer.parse(data));
  expect(facts.get(ids[0]!)?.pictureUrl).toMatch(
    /cup-red\.png\?width=228&height=228&crop=center$/,
  );
  expect(facts.get(ids[1]!)).toEqual({
    pictureUrl: expect.stringMatching(/bowl\.png\?/),
    available: false,
  });
  expect(facts.size).toBe(2);
});

test("a shop that left, or an Admin API that fails, costs the pictures and not the mail", async () => {
  const facts = await readVariantFacts({
    shop: "left.myshopify.com",
    variantIds: ["1"],
    now: new Date(),
  });
  expect(facts).toEqual(new Map());
});
