import { beforeAll, expect, test } from "vitest";
import {
  type LocalAdmin,
  startLocalAdmin,
} from "#tests/support/local-admin.ts";
import { getThemeColours } from "./shops.server.ts";
import { PLAIN_COLOURS } from "./theme-colours.ts";

const at = (minutes: number) =>
  new Date(Date.UTC(2026, 10, 21, 20) + minutes * 60_000);
let admin: LocalAdmin;

beforeAll(async () => {
  admin = await startLocalAdmin();
  admin.platform.ctx.themeDir = "dev/fake-shopify/theme";
});

test("the published theme's colours, asked once in ten minutes", async () => {
  const { shop } = admin;
  admin.asked.length = 0;
  const colours = await getThemeColours({ shop, now: at(0) });
  expect(colours).toEqual({
    paper: "#faf6ee",
    ink: "#2c2621",
    button: "#a3482a",
    buttonInk: "#faf6ee",
  });
  await getThemeColours({ shop, now: at(9) });
  expect(admin.asked).toHaveLength(1);
  await getThemeColours({ shop, now: at(11) });
  expect(admin.asked).toHaveLength(2);
});

test("a shop that has not granted it, or cannot be asked, has plain ones", async () => {
  expect(
    await getThemeColours({ shop: "nobody.myshopify.com", now: at(0) }),
  ).toEqual(PLAIN_COLOURS);
});
