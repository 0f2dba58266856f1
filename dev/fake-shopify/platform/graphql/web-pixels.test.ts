import { expect, test } from "vitest";
import path from "node:path";
import { writeFiles } from "../../storefront/testing.ts";
import { makeTestPlatform } from "../test-platform.ts";

const TOML = `
type = "web_pixel_extension"
name = "Stages"
runtime_context = "strict"
[customer_privacy]
analytics = true
marketing = false
preferences = false
sale_of_data = "disabled"
[settings]
type = "object"
[settings.fields.accountID]
name = "Account"
type = "single_line_text_field"
validations = [{ name = "min", value = "1" }]
`;
const CREATE = `mutation Create($settings: JSON!) { webPixelCreate(webPixel: { settings: $settings }) { webPixel { id settings } userErrors { field code message } } }`;

async function open(scopes = ["write_pixels", "read_customer_events"]) {
  const platform = await makeTestPlatform({ config: { scopes } });
  const home = await writeFiles({
    "extensions/pixel/shopify.extension.toml": TOML,
    "extensions/storefront/shopify.extension.toml": `type = "theme"\nname = "x"`,
  });
  platform.ctx.extensionDir = path.join(home, "extensions", "storefront");
  return platform;
}

/* Answers are read by their path; a missing one fails the comparison. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = any;

test("one pixel per shop: made, changed, taken, removed", async () => {
  const platform = await open();
  const ask = async (query: string, variables?: Record<string, unknown>) => {
    const answer = await platform.graphql(query, variables);
    expect(answer.errors).toBeUndefined();
    return answer.data as Json;
  };
  expect((await ask("{ webPixel { id } }")).webPixel).toBeNull();
  const settings = { accountID: "lumen" };
  const { webPixelCreate: made } = await ask(CREATE, { settings });
  expect(made.userErrors).toEqual([]);
  expect(JSON.parse(made.webPixel.settings)).toEqual(settings);
  const { webPixelCreate: again } = await ask(CREATE, { settings });
  expect([again.webPixel, again.userErrors[0].code]).toEqual([null, "TAKEN"]);
  const { id } = made.webPixel;
  const { webPixelUpdate: changed } = await ask(
    `mutation U($id: ID!, $settings: JSON!) { webPixelUpdate(id: $id, webPixel: { settings: $settings }) { webPixel { id settings } userErrors { code } } }`,
    { id, settings: JSON.stringify({ accountID: "other" }) },
  );
  expect(JSON.parse(changed.webPixel.settings)).toEqual({ accountID: "other" });
  expect((await ask("{ webPixel { id } }")).webPixel).toEqual({ id });
  const remove = `mutation D($id: ID!) { webPixelDelete(id: $id) { deletedWebPixelId userErrors { code } } }`;
  expect((await ask(remove, { id })).webPixelDelete).toEqual({
    deletedWebPixelId: id,
    userErrors: [],
  });
  expect((await ask(remove, { id })).webPixelDelete.userErrors[0].code).toBe(
    "NOT_FOUND",
  );
});

test.each([
  [{ unknown: "1", accountID: "x" }, "INVALID_SETTINGS"],
  [{}, "INVALID_SETTINGS"],
  ["{broken", "INVALID_CONFIGURATION_JSON"],
])("settings %j are refused with %s", async (settings, code) => {
  const platform = await open();
  const answer = (await platform.graphql(CREATE, { settings })) as Json;
  expect(answer.data.webPixelCreate.userErrors[0].code).toBe(code);
});

test("without an extension there is nothing to switch on, without the scope nothing to ask", async () => {
  const platform = await open();
  platform.ctx.extensionDir = "/nowhere/storefront";
  const answer = (await platform.graphql(CREATE, { settings: {} })) as Json;
  expect(answer.data.webPixelCreate.userErrors[0].code).toBe("NO_EXTENSION");
  const poor = await open(["read_products"]);
  const denied = (await poor.graphql(CREATE, { settings: {} })) as Json;
  expect(denied.errors[0].extensions.code).toBe("ACCESS_DENIED");
});
