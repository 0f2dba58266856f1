import { beforeAll, expect, test } from "vitest";
import { db } from "#app/db.server.ts";
import { adminRequest, refusalOf } from "#tests/support/admin-request.ts";
import { startTestShopify } from "#tests/support/test-shopify.ts";
import { loader as loadSettings } from "./app.settings.tsx";
import { loader } from "./app.settings.preview.tsx";

const shop = "fern-field.myshopify.com";

beforeAll(async () => {
  const shopify = await startTestShopify();
  await shopify.installApp(shop);
  // The first page of the admin makes the shop's row.
  await loadSettings(adminRequest(shop, "/app/settings"));
  await db.shop.update({
    where: { shop },
    data: { primaryLocale: "en", locales: ["en", "de"] },
  });
});

const load = (locale: string) =>
  loader(adminRequest(shop, `/app/settings/preview?locale=${locale}`));

test("the settings name the shop's languages, its own first and each once", async () => {
  const { languages } = await loadSettings(adminRequest(shop, "/app/settings"));
  expect(languages).toEqual([
    { locale: "en", name: "English" },
    { locale: "de", name: "German" },
  ]);
});

test("the mail in a language of the shop, as it would be sent", async () => {
  const english = await load("en");
  expect(english.subject).toBe("Your basket at Fern & Field is still here");
  expect(english.html).toContain("Example product");
  expect(english.fromName).toBe("Fern & Field");
  const german = await load("de");
  expect(german.locale).toBe("de");
  expect(german.subject).not.toBe(english.subject);
  expect(german.html).toMatch(/<html[^>]*lang="de"/);
});

test.each(["fr", "", "x'y"])(
  "a language the shop does not have (%j) is refused",
  async (locale) => {
    expect((await refusalOf(load(locale))).status).toBe(400);
  },
);

test("nobody reads it without the merchant's session", async () => {
  const { request, ...rest } = adminRequest(
    shop,
    "/app/settings/preview?locale=en",
  );
  request.headers.set("authorization", "Bearer made.up.token");
  const refusal = await refusalOf(loader({ request, ...rest }));
  expect(refusal.status).toBe(401);
});
