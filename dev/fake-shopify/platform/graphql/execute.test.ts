import { expect, test } from "vitest";
import { makeTestPlatform } from "../test-platform.ts";

test("a field that does not exist", async () => {
  const { graphql } = await makeTestPlatform();
  const answer = await graphql("query Shop { shop { nope } }");
  expect(answer).toEqual({
    errors: [
      {
        message: "Field 'nope' doesn't exist on type 'Shop'",
        locations: [{ line: 1, column: 21 }],
        path: ["query Shop", "shop", "nope"],
        extensions: {
          code: "undefinedField",
          typeName: "Shop",
          fieldName: "nope",
        },
      },
    ],
  });
});

test.each([
  [
    "{ product { id } }",
    "missingRequiredArguments",
    "Field 'product' is missing required arguments: id",
  ],
  [
    "{ shop(x: 1) { id } }",
    "argumentNotAccepted",
    "Field 'shop' doesn't accept argument 'x'",
  ],
  [
    `{ products(first: "x") { nodes { id } } }`,
    "argumentLiteralsIncompatible",
    expect.any(String),
  ],
  [
    "{ shop }",
    "selectionMismatch",
    expect.stringContaining("Field must have selections"),
  ],
  ["{ shop {", "PARSE_ERROR", expect.stringMatching(/^syntax error/)],
])(
  "%s is refused as %s, without data and without cost",
  async (query, code, message) => {
    const { graphql } = await makeTestPlatform();
    const answer = await graphql(query);
    expect(answer.errors).toMatchObject([{ message, extensions: { code } }]);
    expect(answer).not.toHaveProperty("data");
    expect(answer).not.toHaveProperty("extensions");
  },
);

test("a wrong variable tells its problems", async () => {
  const { graphql } = await makeTestPlatform();
  const query =
    "mutation M($m: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $m) { userErrors { code } } }";
  expect(
    (
      await graphql(query, {
        m: [
          {
            ownerId: "gid://shopify/Product/101",
            key: "aa",
            value: "1",
            nope: 1,
          },
        ],
      })
    ).errors,
  ).toMatchObject([
    {
      extensions: {
        code: "INVALID_VARIABLE",
        problems: [{ path: [0], explanation: expect.stringContaining("nope") }],
      },
    },
  ]);
  expect((await graphql(query, {})).errors).toMatchObject([
    {
      extensions: {
        code: "INVALID_VARIABLE",
        problems: [{ explanation: "Expected value to not be null" }],
      },
    },
  ]);
});

test("without the scope access is denied, with the words of the schema", async () => {
  const platform = await makeTestPlatform();
  platform.installation.scopes = ["read_orders"];
  const { errors } = await platform.graphql(
    `{ products(first: 1) { nodes { id } } }`,
  );
  expect(errors).toMatchObject([
    {
      message:
        "Access denied for products field. Required access: `read_products` access scope.",
      path: ["products"],
      extensions: {
        code: "ACCESS_DENIED",
        requiredAccess: "`read_products` access scope.",
      },
    },
  ]);
});

test("what is not simulated says so and gives no data", async () => {
  const { graphql } = await makeTestPlatform();
  for (const [query, subject] of [
    ["{ shop { name timezoneOffset } }", "the field Shop.timezoneOffset"],
    [
      "{ shop { name } publicApiVersions { handle } }",
      "the field QueryRoot.publicApiVersions",
    ],
    [
      `{ products(first: 1, query: "barcode:1") { nodes { id } } }`,
      `the filter "barcode" of products`,
    ],
  ] as const) {
    const answer = await graphql(query);
    expect(answer).not.toHaveProperty("data");
    expect(answer.errors).toContainEqual(
      expect.objectContaining({
        message: `The local Shopify does not simulate ${subject}.`,
        extensions: expect.objectContaining({ code: "NOT_SIMULATED" }),
      }),
    );
  }
});

test("cost: what was asked is taken, what was not used is given back", async () => {
  const platform = await makeTestPlatform();
  const { extensions } = await platform.graphql(
    "{ products(first: 50) { nodes { id variants(first: 2) { nodes { id } } } } }",
  );
  expect(extensions).toEqual({
    cost: {
      requestedQueryCost: 40,
      actualQueryCost: 16,
      throttleStatus: {
        maximumAvailable: 2000,
        currentlyAvailable: 2000 - 16,
        restoreRate: 100,
      },
    },
  });
  const simple = await platform.graphql(
    `mutation { tagsAdd(id: "gid://shopify/Product/101", tags: ["new"]) { node { id } userErrors { message } } }`,
  );
  expect(simple.extensions?.cost).toMatchObject({
    requestedQueryCost: 10,
    actualQueryCost: 10,
  });
});

test("sizes grow slowly: 6 for ten nodes (and 1 for their object), 7 for twenty", async () => {
  const { graphql } = await makeTestPlatform();
  const cost = async (query: string) => (await graphql(query)).extensions?.cost;
  expect(
    await cost("{ shop { metafields(first: 10) { nodes { id } } } }"),
  ).toMatchObject({ requestedQueryCost: 7 });
  expect(
    await cost(
      "{ customers(first: 20) { edges { node { id firstName } } pageInfo { hasNextPage } } }",
    ),
  ).toMatchObject({ requestedQueryCost: 7 });
});

test("an empty bucket throttles with HTTP 200's shape, and refills with real time", async () => {
  const platform = await makeTestPlatform();
  platform.installation.bucket = { available: 3, at: Date.now() };
  const query = "{ products(first: 50) { nodes { id } } }";
  const throttled = await platform.graphql(query);
  expect(throttled.errors).toMatchObject([
    { message: "Throttled", extensions: { code: "THROTTLED" } },
  ]);
  expect(throttled).not.toHaveProperty("data");
  expect(throttled.extensions?.cost).toMatchObject({
    requestedQueryCost: 8,
    actualQueryCost: null,
    throttleStatus: { restoreRate: 100 },
  });
  platform.installation.bucket.at -= 1000;
  expect((await platform.graphql(query)).data).toBeDefined();
});

test("one query costs at most 1000", async () => {
  const { graphql } = await makeTestPlatform();
  expect(
    (
      await graphql(
        "{ products(first: 250) { nodes { variants(first: 250) { nodes { product { variants(first: 250) { nodes { id } } } } } } } }",
      )
    ).errors,
  ).toMatchObject([{ extensions: { code: "MAX_COST_EXCEEDED" } }]);
});

test("pages by opaque cursors", async () => {
  const { graphql } = await makeTestPlatform();
  const page = (after: string | null) =>
    graphql(
      "query P($after: String) { products(first: 2, after: $after) { nodes { title } pageInfo { hasNextPage hasPreviousPage endCursor } } }",
      { after },
    );
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- read by path, a missing one fails the comparison
  const first = (await page(null)).data as any;
  expect(first.products).toMatchObject({
    nodes: [{ title: "Cup" }, { title: "Bowl" }],
    pageInfo: { hasNextPage: true, hasPreviousPage: false },
  });
  expect((await page(first.products.pageInfo.endCursor)).data).toMatchObject({
    products: {
      nodes: [{ title: "Plate" }],
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    },
  });
});

test.each([
  ["status:ACTIVE", ["Cup", "Bowl"]],
  ["id:101 OR id:103", ["Cup", "Plate"]],
  ["id:>=102", ["Bowl", "Plate"]],
  ["status:DRAFT OR title:Cup", ["Cup", "Plate"]],
  ["-status:ACTIVE", ["Plate"]],
  ["updated_at:>'2026-09-02T00:00:00Z'", []],
  ["title:pl*", ["Plate"]],
  ["bow", ["Bowl"]],
  ["tag:stoneware AND (title:Cup OR title:Bowl)", ["Cup", "Bowl"]],
])("products(query: %j)", async (query, titles) => {
  const { graphql } = await makeTestPlatform();
  const { data } = await graphql(
    "query Q($query: String) { products(first: 10, query: $query) { nodes { title } } }",
    { query },
  );
  expect(data).toEqual({
    products: { nodes: titles.map((title) => ({ title })) },
  });
});

test("unknown ids are null; ids of other kinds too", async () => {
  const { graphql } = await makeTestPlatform();
  expect(
    (
      await graphql(`
        {
          product(id: "gid://shopify/Product/9") {
            id
          }
          a: product(id: "gid://shopify/Order/101") {
            id
          }
          node(id: "gid://shopify/Product/101") {
            id
          }
        }
      `)
    ).data,
  ).toEqual({
    product: null,
    a: null,
    node: { id: "gid://shopify/Product/101" },
  });
});
