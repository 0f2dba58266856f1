import { describe, expect, test } from "vitest";
import { makeTestPlatform, type TestPlatform } from "../test-platform.ts";

// Answers are read by their path; a missing one fails the comparison.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = any;

const NODE = `codeDiscountNode { id codeDiscount { __typename
  ... on DiscountCodeBasic { summary discountClasses customerGets { items { ... on DiscountProducts { products(first: 5) { nodes { id } } productVariants(first: 5) { nodes { id } } } ... on DiscountCollections { collections(first: 5) { nodes { id } } } } } }
  ... on DiscountCodeFreeShipping { status summary discountClasses maximumShippingPrice { amount } destinationSelection { ... on DiscountCountries { countries includeRestOfWorld } ... on DiscountCountryAll { allCountries } } minimumRequirement { ... on DiscountMinimumSubtotal { greaterThanOrEqualToSubtotal { amount } } } codes(first: 1) { nodes { code } } }
  ... on DiscountCodeBxgy { summary discountClasses usesPerOrderLimit customerBuys { value { ... on DiscountQuantity { quantity } ... on DiscountPurchaseAmount { amount } } items { ... on DiscountProducts { products(first: 5) { nodes { id } } } } } customerGets { value { ... on DiscountOnQuantity { quantity { quantity } effect { ... on DiscountPercentage { percentage } ... on DiscountAmount { amount { amount } } } } } } }
} } userErrors { field code message }`;

const KINDS = {
  Basic: ["DiscountCodeBasicInput", "basicCodeDiscount"],
  FreeShipping: ["DiscountCodeFreeShippingInput", "freeShippingCodeDiscount"],
  Bxgy: ["DiscountCodeBxgyInput", "bxgyCodeDiscount"],
} as const;

async function create(
  platform: TestPlatform,
  kind: keyof typeof KINDS,
  input: object,
): Promise<Json> {
  const [type, argument] = KINDS[kind];
  const answer = await platform.graphql(
    `mutation Create($input: ${type}!) { made: discountCode${kind}Create(${argument}: $input) { ${NODE} } }`,
    { input },
  );
  return (answer.data as Json)?.made ?? answer;
}

async function update(
  platform: TestPlatform,
  kind: keyof typeof KINDS,
  { id, input }: { id: string; input: object },
): Promise<Json> {
  const [type, argument] = KINDS[kind];
  const answer = await platform.graphql(
    `mutation Update($id: ID!, $input: ${type}!) { made: discountCode${kind}Update(id: $id, ${argument}: $input) { ${NODE} } }`,
    { id, input },
  );
  return (answer.data as Json)?.made ?? answer;
}

const shipping = {
  title: "Free delivery",
  code: "SHIP",
  startsAt: "2026-11-21T20:00:00Z",
  destination: { all: true },
};
const bxgy = {
  title: "A plate with two cups",
  code: "PLATE",
  startsAt: "2026-11-21T20:00:00Z",
  customerBuys: {
    items: { products: { productsToAdd: ["gid://shopify/Product/101"] } },
    value: { quantity: "2" },
  },
  customerGets: {
    items: {
      products: { productVariantsToAdd: ["gid://shopify/ProductVariant/202"] },
    },
    value: {
      discountOnQuantity: { quantity: "1", effect: { percentage: 1 } },
    },
  },
  usesPerOrderLimit: 1,
};

test("free delivery with all its conditions", async () => {
  const platform = await makeTestPlatform();
  const made = await create(platform, "FreeShipping", {
    ...shipping,
    minimumRequirement: {
      subtotal: { greaterThanOrEqualToSubtotal: "10.00" },
    },
    maximumShippingPrice: "25.00",
    appliesOncePerCustomer: true,
    combinesWith: { orderDiscounts: true, productDiscounts: true },
  });
  expect(made.userErrors).toEqual([]);
  expect(made.codeDiscountNode.codeDiscount).toEqual({
    __typename: "DiscountCodeFreeShipping",
    status: "ACTIVE",
    summary:
      "Free shipping on one-time purchase products • Minimum purchase of $10.00 • For all countries • Applies to shipping rates under $25.00 • One use per customer",
    discountClasses: ["SHIPPING"],
    maximumShippingPrice: { amount: "25.0" },
    destinationSelection: { allCountries: true },
    minimumRequirement: { greaterThanOrEqualToSubtotal: { amount: "10.0" } },
    codes: { nodes: [{ code: "SHIP" }] },
  });
  expect(platform.shop.discounts[0]).toMatchObject({
    kind: "free-shipping",
    maximumShippingPrice: 2500,
    minimum: { kind: "subtotal", amount: 1000 },
  });
});

test("free delivery to some countries, changed later", async () => {
  const platform = await makeTestPlatform();
  const { codeDiscountNode } = await create(platform, "FreeShipping", {
    ...shipping,
    destination: {
      countries: { add: ["DE", "AT"], includeRestOfWorld: false },
    },
  });
  expect(codeDiscountNode.codeDiscount.summary).toBe(
    "Free shipping on all products • For 2 countries",
  );
  const changed = await update(platform, "FreeShipping", {
    id: codeDiscountNode.id,
    input: {
      destination: { countries: { add: ["FR"], remove: ["AT", "DE"] } },
      maximumShippingPrice: "20.00",
    },
  });
  expect(changed.codeDiscountNode.codeDiscount).toMatchObject({
    summary:
      "Free shipping on all products • For France • Applies to shipping rates under $20.00",
    destinationSelection: { countries: ["FR"], includeRestOfWorld: false },
  });
});

test("buy X, get Y is made, read and changed", async () => {
  const platform = await makeTestPlatform();
  const made = await create(platform, "Bxgy", bxgy);
  expect(made.userErrors).toEqual([]);
  expect(made.codeDiscountNode.codeDiscount).toEqual({
    __typename: "DiscountCodeBxgy",
    summary: "Buy 2 items, get 1 item free",
    discountClasses: ["PRODUCT"],
    usesPerOrderLimit: 1,
    customerBuys: {
      value: { quantity: "2" },
      items: { products: { nodes: [{ id: "gid://shopify/Product/101" }] } },
    },
    customerGets: {
      value: {
        quantity: { quantity: "1" },
        effect: { percentage: 1 },
      },
    },
  });
  const changed = await update(platform, "Bxgy", {
    id: made.codeDiscountNode.id,
    input: {
      customerBuys: {
        items: {
          products: {
            productsToAdd: ["gid://shopify/Product/102"],
            productsToRemove: ["gid://shopify/Product/101"],
          },
        },
        value: { amount: "50.00" },
      },
      customerGets: {
        value: {
          discountOnQuantity: { quantity: "1", effect: { percentage: 0.5 } },
        },
      },
    },
  });
  expect(changed.codeDiscountNode.codeDiscount).toMatchObject({
    summary: "Spend $50.00, get 1 item at 50% off",
    customerBuys: {
      items: { products: { nodes: [{ id: "gid://shopify/Product/102" }] } },
    },
  });
});

describe("refusals, as recorded", () => {
  test.each<[string, keyof typeof KINDS, object, object[]]>([
    [
      "free delivery that combines with free delivery",
      "FreeShipping",
      { ...shipping, title: "", combinesWith: { shippingDiscounts: true } },
      [
        {
          field: ["freeShippingCodeDiscount", "combinesWith"],
          code: "INVALID_COMBINES_WITH_FOR_DISCOUNT_CLASS",
          message:
            "The combinesWith settings are not valid for the discount class.",
        },
        {
          field: ["freeShippingCodeDiscount", "title"],
          code: "BLANK",
          message: "Title can't be blank",
        },
      ],
    ],
    [
      "a gift of anything for buying anything",
      "Bxgy",
      {
        ...bxgy,
        title: "",
        customerBuys: { ...bxgy.customerBuys, items: { all: true } },
        customerGets: { ...bxgy.customerGets, items: { all: true } },
      },
      [
        {
          field: ["bxgyCodeDiscount", "customerGets"],
          code: "INVALID",
          message: "Items in 'customer get' cannot be set to all",
        },
        {
          field: ["bxgyCodeDiscount", "title"],
          code: "BLANK",
          message: "Title can't be blank",
        },
        {
          field: ["bxgyCodeDiscount", "customerBuys", "items"],
          code: "BLANK",
          message: "Items in 'customer buys' must be defined",
        },
      ],
    ],
    [
      "a gift with a plain percentage",
      "Bxgy",
      {
        ...bxgy,
        customerGets: { ...bxgy.customerGets, value: { percentage: 1 } },
      },
      [
        {
          field: ["bxgyCodeDiscount", "customerGets", "value", "percentage"],
          code: "INVALID",
          message: "Only discountOnQuantity permitted with bxgy discounts.",
        },
        {
          field: [
            "bxgyCodeDiscount",
            "customerGets",
            "value",
            "discountOnQuantity",
            "quantity",
          ],
          code: "BLANK",
          message: "Quantity cannot be blank.",
        },
      ],
    ],
    [
      "a gift without a quantity for another kind",
      "Basic",
      {
        title: "Ten",
        code: "TEN",
        startsAt: "2026-11-21T20:00:00Z",
        customerGets: {
          items: { all: true },
          value: {
            discountOnQuantity: { quantity: "1", effect: { percentage: 1 } },
          },
        },
      },
      [
        {
          field: [
            "basicCodeDiscount",
            "customerGets",
            "value",
            "discountOnQuantity",
          ],
          code: "INVALID",
          message:
            "discountOnQuantity field is only permitted with bxgy discounts.",
        },
      ],
    ],
  ])("%s", async (_, kind, input, userErrors) => {
    const platform = await makeTestPlatform();
    expect(await create(platform, kind, input)).toEqual({
      codeDiscountNode: null,
      userErrors,
    });
    expect(platform.shop.discounts).toEqual([]);
  });

  test("a code is unique across all kinds, and found whatever its kind", async () => {
    const platform = await makeTestPlatform();
    const { codeDiscountNode } = await create(platform, "Bxgy", bxgy);
    expect(
      (await create(platform, "FreeShipping", { ...shipping, code: "plate" }))
        .userErrors,
    ).toEqual([
      {
        field: ["freeShippingCodeDiscount", "code"],
        code: "TAKEN",
        message: "Code must be unique. Please try a different code.",
      },
    ]);
    const found = await platform.graphql(
      `{ codeDiscountNodeByCode(code: "PLATE") { id codeDiscount { __typename } } discountNodes(first: 5, query: "discount_type:bogo") { nodes { discount { __typename } } } }`,
    );
    expect(found.data).toEqual({
      codeDiscountNodeByCode: {
        id: codeDiscountNode.id,
        codeDiscount: { __typename: "DiscountCodeBxgy" },
      },
      discountNodes: {
        nodes: [{ discount: { __typename: "DiscountCodeBxgy" } }],
      },
    });
  });

  test("an update of another kind does not find it", async () => {
    const platform = await makeTestPlatform();
    const { codeDiscountNode } = await create(platform, "Bxgy", bxgy);
    expect(
      await update(platform, "Basic", {
        id: codeDiscountNode.id,
        input: { title: "x" },
      }),
    ).toMatchObject({
      codeDiscountNode: null,
      userErrors: [{ field: ["id"], message: "Discount does not exist" }],
    });
  });

  test.each(["Basic", "FreeShipping", "Bxgy"] as const)(
    "%s without write_discounts",
    async (kind) => {
      const platform = await makeTestPlatform({
        config: { scopes: ["read_discounts"] },
      });
      expect(
        (await create(platform, kind, { title: "x" })).errors,
      ).toMatchObject([{ extensions: { code: "ACCESS_DENIED" } }]);
    },
  );
});

test("ten per cent off one product, then off a variant of another too", async () => {
  const platform = await makeTestPlatform();
  const input = {
    title: "Ten",
    code: "TEN",
    startsAt: "2026-11-21T20:00:00Z",
    customerGets: {
      items: { products: { productsToAdd: ["gid://shopify/Product/101"] } },
      value: { percentage: 0.1 },
    },
  };
  const { codeDiscountNode } = await create(platform, "Basic", input);
  expect(codeDiscountNode.codeDiscount).toMatchObject({
    summary: "10% off Cup",
    discountClasses: ["PRODUCT"],
  });
  const changed = await update(platform, "Basic", {
    id: codeDiscountNode.id,
    input: {
      customerGets: {
        items: {
          products: {
            productVariantsToAdd: ["gid://shopify/ProductVariant/202"],
          },
        },
      },
    },
  });
  expect(changed.codeDiscountNode.codeDiscount).toMatchObject({
    summary: "10% off 2 products",
    customerGets: {
      items: {
        products: { nodes: [{ id: "gid://shopify/Product/101" }] },
        productVariants: {
          nodes: [{ id: "gid://shopify/ProductVariant/202" }],
        },
      },
    },
  });
});
