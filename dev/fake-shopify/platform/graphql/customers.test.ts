import { expect, test } from "vitest";
import { makeTestPlatform } from "../test-platform.ts";

const UPDATE = `mutation U($input: CustomerEmailMarketingConsentUpdateInput!) {
  customerEmailMarketingConsentUpdate(input: $input) { customer { defaultEmailAddress { marketingState marketingOptInLevel marketingUpdatedAt } } userErrors { field code message } }
}`;
const input = (consent: object, customerId = "gid://shopify/Customer/501") => ({
  input: { customerId, emailMarketingConsent: consent },
});

test("consent is changed, and told to whoever subscribed", async () => {
  const platform = await makeTestPlatform();
  const told: unknown[] = [];
  platform.ctx.emitWebhook = (shop, topic, payload) =>
    void told.push([shop, topic, payload]);
  expect(
    (
      await platform.graphql(
        UPDATE,
        input({
          marketingState: "SUBSCRIBED",
          marketingOptInLevel: "SINGLE_OPT_IN",
          consentUpdatedAt: "2026-11-01T00:00:00Z",
        }),
      )
    ).data,
  ).toEqual({
    customerEmailMarketingConsentUpdate: {
      customer: {
        defaultEmailAddress: {
          marketingState: "SUBSCRIBED",
          marketingOptInLevel: "SINGLE_OPT_IN",
          marketingUpdatedAt: "2026-11-01T00:00:00.000Z",
        },
      },
      userErrors: [],
    },
  });
  expect(told).toMatchObject([
    [
      platform.shop.shop,
      "customers_email_marketing_consent/update",
      {
        customer_id: 501,
        email_address: "ada@example.com",
        email_marketing_consent: {
          state: "subscribed",
          opt_in_level: "single_opt_in",
        },
      },
    ],
  ]);
});

test("a state nobody may set is a top-level error", async () => {
  const { graphql } = await makeTestPlatform();
  expect(
    (await graphql(UPDATE, input({ marketingState: "NOT_SUBSCRIBED" }))).errors,
  ).toMatchObject([
    {
      message: "Cannot specify NOT_SUBSCRIBED as a marketing state input",
      extensions: { code: "INVALID" },
    },
  ]);
});

test.each([
  [
    input({ marketingState: "PENDING", marketingOptInLevel: "SINGLE_OPT_IN" }),
    { code: "INVALID" },
  ],
  [
    input({
      marketingState: "SUBSCRIBED",
      consentUpdatedAt: "2027-01-01T00:00:00Z",
    }),
    { code: "INVALID" },
  ],
  [
    input({ marketingState: "SUBSCRIBED" }, "gid://shopify/Customer/9"),
    {
      field: ["input", "customerId"],
      code: "INVALID",
      message: "Customer not found",
    },
  ],
])("refuses %j", async (variables, error) => {
  const platform = await makeTestPlatform();
  expect((await platform.graphql(UPDATE, variables)).data).toMatchObject({
    customerEmailMarketingConsentUpdate: {
      customer: null,
      userErrors: [error],
    },
  });
  expect(platform.shop.customers[0]!.emailMarketingConsent.state).toBe(
    "NOT_SUBSCRIBED",
  );
});

test("a customer is found by address, whatever its case", async () => {
  const { graphql } = await makeTestPlatform();
  expect(
    (
      await graphql(`
        {
          customerByIdentifier(
            identifier: { emailAddress: "ADA@example.com" }
          ) {
            displayName
            numberOfOrders
          }
        }
      `)
    ).data,
  ).toEqual({
    customerByIdentifier: { displayName: "Ada Byron", numberOfOrders: "0" },
  });
});
