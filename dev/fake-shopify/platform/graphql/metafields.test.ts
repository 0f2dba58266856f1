import { expect, test } from "vitest";
import { makeTestPlatform, type TestPlatform } from "../test-platform.ts";

const SET = `mutation Set($metafields: [MetafieldsSetInput!]!) {
  metafieldsSet(metafields: $metafields) { metafields { namespace key value compareDigest } userErrors { field code message } }
}`;
const product = "gid://shopify/Product/101";
const entry = (more: object = {}) => ({
  ownerId: product,
  namespace: "$app",
  key: "proof",
  type: "json",
  value: '{"bought":14}',
  ...more,
});

// Answers are read by their path; a missing one fails the comparison.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = any;
const set = async (
  { graphql }: TestPlatform,
  metafields: object[],
): Promise<Json> =>
  ((await graphql(SET, { metafields })).data as Json).metafieldsSet;

test("$app is stored as app--<id>, and read both ways", async () => {
  const platform = await makeTestPlatform();
  const { metafields, userErrors } = await set(platform, [
    entry(),
    entry({ namespace: "$app:custom" }),
  ]);
  expect(userErrors).toEqual([]);
  expect(metafields.map((one: Json) => one.namespace)).toEqual([
    "app--123456789012",
    "app--123456789012--custom",
  ]);
  const read = await platform.graphql(
    `{ product(id: "${product}") { short: metafield(key: "proof") { jsonValue } full: metafield(namespace: "app--123456789012", key: "proof") { value } } }`,
  );
  expect(read.data).toEqual({
    product: {
      short: { jsonValue: { bought: 14 } },
      full: { value: '{"bought":14}' },
    },
  });
});

test("26 at once are refused whole", async () => {
  const platform = await makeTestPlatform();
  const many = Array.from({ length: 26 }, (_, index) =>
    entry({ key: `key_${index}` }),
  );
  expect(await set(platform, many)).toEqual({
    metafields: null,
    userErrors: [
      {
        field: ["metafields"],
        code: "LESS_THAN_OR_EQUAL_TO",
        message: "Exceeded the maximum metafields input limit of 25.",
      },
    ],
  });
  expect((await set(platform, many.slice(1))).userErrors).toEqual([]);
});

test("one bad entry keeps all others out", async () => {
  const platform = await makeTestPlatform();
  const { metafields, userErrors } = await set(platform, [
    entry({ value: "{" }),
    entry({ key: "other" }),
  ]);
  expect(metafields).toBeNull();
  expect(userErrors).toMatchObject([
    { field: ["metafields", "0", "value"], code: "INVALID_VALUE" },
  ]);
  expect(platform.shop.metafields).toEqual([]);
});

test("a stale digest is refused, the current one taken, null means: must not exist yet", async () => {
  const platform = await makeTestPlatform();
  const first = await set(platform, [entry({ compareDigest: null })]);
  const digest = first.metafields[0].compareDigest;
  expect(
    (await set(platform, [entry({ value: "{}", compareDigest: digest })]))
      .userErrors,
  ).toEqual([]);
  for (const stale of [digest, null])
    expect(
      (await set(platform, [entry({ value: "[]", compareDigest: stale })]))
        .userErrors,
    ).toMatchObject([{ field: ["metafields", "0"], code: "STALE_OBJECT" }]);
});

test.each([
  [{ namespace: "ab" }, "namespace", "TOO_SHORT"],
  [{ namespace: "n".repeat(256) }, "namespace", "TOO_LONG"],
  [{ key: "k" }, "key", "TOO_SHORT"],
  [{ key: "k".repeat(65) }, "key", "TOO_LONG"],
  [{ type: "number_integer", value: "1.5" }, "value", "INVALID_VALUE"],
  [
    {
      type: "rating",
      value: '{"value":"6","scale_min":"1.0","scale_max":"5.0"}',
    },
    "value",
    "INVALID_VALUE",
  ],
  [{ value: JSON.stringify("x".repeat(128 * 1024)) }, "value", "INVALID_VALUE"],
  [{ type: undefined }, "type", "BLANK"],
  [{ ownerId: "gid://shopify/Product/999" }, "ownerId", "INVALID"],
  [{ namespace: "app--999" }, "namespace", "APP_NOT_AUTHORIZED"],
])("refuses %j", async (more, part, code) => {
  const platform = await makeTestPlatform();
  expect((await set(platform, [entry(more)])).userErrors).toMatchObject([
    { field: ["metafields", "0", part], code },
  ]);
});

test("the installation owns the app's data; deleting says what was there", async () => {
  const platform = await makeTestPlatform();
  const owner = `gid://shopify/AppInstallation/${platform.installation.appInstallationId}`;
  await set(platform, [
    entry({ ownerId: owner, namespace: "storefront", key: "config_en" }),
  ]);
  const read = `{ currentAppInstallation { id metafield(namespace: "storefront", key: "config_en") { jsonValue } } }`;
  expect((await platform.graphql(read)).data).toEqual({
    currentAppInstallation: {
      id: owner,
      metafield: { jsonValue: { bought: 14 } },
    },
  });
  const remove = `mutation { metafieldsDelete(metafields: [{ ownerId: "${owner}", namespace: "storefront", key: "config_en" }, { ownerId: "${owner}", namespace: "storefront", key: "none" }]) { deletedMetafields { key } userErrors { message } } }`;
  expect((await platform.graphql(remove)).data).toEqual({
    metafieldsDelete: {
      deletedMetafields: [{ key: "config_en" }, null],
      userErrors: [],
    },
  });
});

test("standard definitions: reviews only", async () => {
  const { graphql } = await makeTestPlatform();
  const enable = (key: string) =>
    graphql(
      `mutation { standardMetafieldDefinitionEnable(ownerType: PRODUCT, namespace: "reviews", key: "${key}") { createdDefinition { type { name } } userErrors { field code } } }`,
    );
  expect((await enable("rating")).data).toEqual({
    standardMetafieldDefinitionEnable: {
      createdDefinition: { type: { name: "rating" } },
      userErrors: [],
    },
  });
  expect((await enable("stars")).data).toEqual({
    standardMetafieldDefinitionEnable: {
      createdDefinition: null,
      userErrors: [{ field: null, code: "TEMPLATE_NOT_FOUND" }],
    },
  });
});
