import { expect, test } from "vitest";
import { makeTestPlatform, type TestPlatform } from "../test-platform.ts";

const CREATE = `mutation Create($input: DiscountCodeBasicInput!) {
  discountCodeBasicCreate(basicCodeDiscount: $input) {
    codeDiscountNode { id codeDiscount { ... on DiscountCodeBasic { title status summary discountClasses codes(first: 10) { nodes { id code asyncUsageCount } } } } }
    userErrors { field code message extraInfo }
  }
}`;
const BULK_ADD = `mutation Add($id: ID!, $codes: [DiscountRedeemCodeInput!]!) {
  discountRedeemCodeBulkAdd(discountId: $id, codes: $codes) {
    bulkCreation { id done codesCount importedCount failedCount }
    userErrors { field code message }
  }
}`;
const POLL = `query Poll($id: ID!) {
  discountRedeemCodeBulkCreation(id: $id) { done importedCount failedCount codes(first: 10) { nodes { code errors { code message } discountRedeemCode { id } } } }
}`;

const basic = {
  title: "Ten",
  code: "TEN",
  startsAt: "2026-11-21T20:00:00Z",
  customerGets: { items: { all: true }, value: { percentage: 0.1 } },
};

// Answers are read by their path; a missing one fails the comparison.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = any;

async function create(
  platform: TestPlatform,
  input: object = {},
): Promise<Json> {
  const answer = await platform.graphql(CREATE, {
    input: { ...basic, ...input },
  });
  return (answer.data as Json)?.discountCodeBasicCreate ?? answer;
}

async function poll(platform: TestPlatform, id: string): Promise<Json> {
  for (let tries = 0; tries < 40; tries++) {
    const creation = ((await platform.graphql(POLL, { id })).data as Json)
      .discountRedeemCodeBulkCreation;
    if (creation.done) return creation;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the bulk creation never finished");
}

test.each([
  [
    { code: undefined },
    ["basicCodeDiscount", "code"],
    "BLANK",
    "Code can't be blank",
  ],
  [
    { code: "" },
    ["basicCodeDiscount", "code"],
    "TOO_SHORT",
    expect.any(String),
  ],
  [
    { code: "x".repeat(256) },
    ["basicCodeDiscount", "code"],
    "TOO_LONG",
    expect.any(String),
  ],
  [
    { code: "a\nb" },
    ["basicCodeDiscount", "code"],
    "INVALID",
    expect.any(String),
  ],
  [
    { title: "" },
    ["basicCodeDiscount", "title"],
    "BLANK",
    "Title can't be blank",
  ],
  [
    { startsAt: null },
    ["basicCodeDiscount", "startsAt"],
    "BLANK",
    "Starts at can't be blank",
  ],
  [
    { endsAt: "2026-11-20T20:00:00Z" },
    ["basicCodeDiscount", "endsAt"],
    "INVALID",
    "Ends at needs to be after starts_at",
  ],
  [
    { customerGets: { items: { all: true }, value: { percentage: 1.5 } } },
    ["basicCodeDiscount", "customerGets", "value", "percentage"],
    "VALUE_OUTSIDE_RANGE",
    "Value must be between 0.0 and 1.0",
  ],
  [
    {
      customerGets: {
        items: { products: { productsToAdd: ["gid://shopify/Product/999"] } },
        value: { percentage: 0.1 },
      },
    },
    ["basicCodeDiscount", "customerGets", "items", "products", "productsToAdd"],
    "INVALID",
    "Product with id: 999 is invalid",
  ],
  [
    { context: { all: "ALL" }, customerSelection: { all: true } },
    ["basicCodeDiscount", "context"],
    "INVALID",
    expect.any(String),
  ],
])("create refuses %j", async (input, field, code, message) => {
  const platform = await makeTestPlatform();
  const { codeDiscountNode, userErrors } = await create(platform, input);
  expect(codeDiscountNode).toBeNull();
  expect(userErrors).toContainEqual({ field, code, message, extraInfo: null });
  expect(platform.shop.discounts).toEqual([]);
});

test("two minima are a conflict", async () => {
  const platform = await makeTestPlatform();
  const { userErrors } = await create(platform, {
    minimumRequirement: {
      subtotal: { greaterThanOrEqualToSubtotal: "1.00" },
      quantity: { greaterThanOrEqualToQuantity: "2" },
    },
  });
  expect(userErrors.map((error: Json) => error.code)).toEqual([
    "CONFLICT",
    "CONFLICT",
  ]);
});

test("a code is unique in the shop, without regard to case", async () => {
  const platform = await makeTestPlatform();
  await create(platform);
  expect((await create(platform, { code: "ten" })).userErrors).toEqual([
    {
      field: ["basicCodeDiscount", "code"],
      code: "TAKEN",
      message: "Code must be unique. Please try a different code.",
      extraInfo: null,
    },
  ]);
});

test.each([
  [{}, "10% off entire order"],
  [
    {
      minimumRequirement: {
        subtotal: { greaterThanOrEqualToSubtotal: "1.00" },
      },
    },
    "10% off one-time purchase products • Minimum purchase of $1.00",
  ],
  [
    {
      customerGets: {
        items: { all: true },
        value: { discountAmount: { amount: "5.00", appliesOnEachItem: false } },
      },
      appliesOncePerCustomer: true,
    },
    "$5.00 off one-time purchase products • One use per customer",
  ],
])("summary of %j", async (input, summary) => {
  const platform = await makeTestPlatform();
  expect(
    (await create(platform, input)).codeDiscountNode.codeDiscount,
  ).toMatchObject({ status: "ACTIVE", summary, discountClasses: ["ORDER"] });
});

test("codes are added later, and each tells its own fault", async () => {
  const platform = await makeTestPlatform();
  const { codeDiscountNode } = await create(platform);
  const codes = ["A-1", "TEN", "", "A-1"].map((code) => ({ code }));
  const added = (
    (await platform.graphql(BULK_ADD, { id: codeDiscountNode.id, codes }))
      .data as Json
  ).discountRedeemCodeBulkAdd;
  expect(added).toMatchObject({
    userErrors: [],
    bulkCreation: {
      done: false,
      codesCount: 4,
      importedCount: 0,
      failedCount: 0,
    },
  });

  const creation = await poll(platform, added.bulkCreation.id);
  expect(creation).toMatchObject({
    done: true,
    importedCount: 1,
    failedCount: 3,
  });
  expect(
    creation.codes.nodes.map((one: Json) =>
      one.errors.map((error: Json) => error.message),
    ),
  ).toEqual([
    [],
    ["must be unique. Please try a different code."],
    [expect.stringContaining("too short")],
    ["must be unique. Please try a different code."],
  ]);

  const update = `mutation { discountCodeBasicUpdate(id: "${codeDiscountNode.id}", basicCodeDiscount: { code: "NEW" }) { userErrors { message } } }`;
  expect((await platform.graphql(update)).data).toEqual({
    discountCodeBasicUpdate: {
      userErrors: [{ message: "Cannot update the code of a bulk discount." }],
    },
  });
});

test("bulk add: none, too many, and no such discount", async () => {
  const platform = await makeTestPlatform();
  const { codeDiscountNode } = await create(platform);
  const add = (id: string, codes: object[]) =>
    platform.graphql(BULK_ADD, { id, codes });
  expect((await add(codeDiscountNode.id, [])).data).toMatchObject({
    discountRedeemCodeBulkAdd: {
      bulkCreation: null,
      userErrors: [
        { field: ["codes"], code: "BLANK", message: "Codes can't be blank" },
      ],
    },
  });
  const many = Array.from({ length: 251 }, (_, index) => ({
    code: `C${index}`,
  }));
  const tooMany = await add(codeDiscountNode.id, many);
  expect(tooMany.data).toBeUndefined();
  expect(tooMany.errors).toMatchObject([
    {
      message:
        "The input array size of 251 is greater than the maximum allowed of 250.",
      extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" },
    },
  ]);
  expect(tooMany.extensions?.cost).toMatchObject({ actualQueryCost: null });
  expect(
    (await add("gid://shopify/DiscountCodeNode/1", [{ code: "X" }])).data,
  ).toMatchObject({
    discountRedeemCodeBulkAdd: {
      bulkCreation: null,
      userErrors: [{ field: ["discountId"] }],
    },
  });
});

test("deactivating ends a discount now; an unknown one is refused", async () => {
  const platform = await makeTestPlatform();
  const { codeDiscountNode } = await create(platform);
  platform.ctx.clock.jump(60_000);
  const deactivate = (id: string) =>
    platform.graphql(
      `mutation { discountCodeDeactivate(id: "${id}") { codeDiscountNode { codeDiscount { ... on DiscountCodeBasic { status endsAt } } } userErrors { field code message } } }`,
    );
  expect((await deactivate(codeDiscountNode.id)).data).toMatchObject({
    discountCodeDeactivate: {
      userErrors: [],
      codeDiscountNode: {
        codeDiscount: {
          status: "EXPIRED",
          endsAt: expect.stringMatching(/^2026-11-21T20:01:0/),
        },
      },
    },
  });
  expect((await deactivate("gid://shopify/DiscountCodeNode/1")).data).toEqual({
    discountCodeDeactivate: {
      codeDiscountNode: null,
      userErrors: [
        {
          field: ["id"],
          code: "INVALID",
          message: "Code discount does not exist.",
        },
      ],
    },
  });
});

test("a discount is found by any of its codes, and gone after deletion", async () => {
  const platform = await makeTestPlatform();
  const { codeDiscountNode } = await create(platform);
  const find = async () =>
    (
      (await platform.graphql(`{ codeDiscountNodeByCode(code: "ten") { id } }`))
        .data as Json
    ).codeDiscountNodeByCode;
  expect(await find()).toEqual({ id: codeDiscountNode.id });
  await platform.graphql(
    `mutation { discountCodeDelete(id: "${codeDiscountNode.id}") { deletedCodeDiscountId userErrors { message } } }`,
  );
  expect(await find()).toBeNull();
});
