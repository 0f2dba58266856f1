import { beforeEach, expect, test } from "vitest";
import { createShop } from "#tests/support/shop.ts";
import { DEFAULT_APPEARANCE } from "./shops.ts";
import {
  getAppearance,
  getSettings,
  saveAppearance,
  saveSettings,
} from "./shops.server.ts";

const now = new Date("2026-11-21T20:00:00Z");
let shop: string;

beforeEach(async () => {
  ({ shop } = await createShop());
});

test("a shop that chose nothing has the theme's look and two interruptions", async () => {
  expect(await getAppearance({ shop })).toEqual(DEFAULT_APPEARANCE);
});

test("what was chosen stays beside the other settings, and what was left empty is the theme's", async () => {
  const input = {
    interruptions: { perVisit: 1, gapSeconds: 0 },
    look: { position: "start", paper: " #FFEECC ", ink: "", radius: 4 },
  };
  const saved = await saveAppearance({ shop, input, now });
  const appearance = {
    interruptions: { perVisit: 1, gapSeconds: 0 },
    look: { position: "start", paper: "#ffeecc", radius: 4 },
  };
  expect(saved).toEqual({ ok: true, appearance });
  const settings = await getSettings({ shop });
  await saveSettings({ shop, input: { ...settings, proofFloor: 9 }, now });
  expect(await getAppearance({ shop })).toEqual(appearance);
  expect((await getSettings({ shop })).proofFloor).toBe(9);
});

test("faults are named by their field, and change nothing", async () => {
  const input = {
    interruptions: { perVisit: 4, gapSeconds: -1 },
    look: { position: "top", paper: "red", radius: 400 },
  };
  expect(await saveAppearance({ shop, input, now })).toEqual({
    ok: false,
    errors: {
      "interruptions.perVisit": "Choose 1, 2 or 3",
      "interruptions.gapSeconds": "Enter seconds from 0 to 3,600",
      "look.position": "Choose a place",
      "look.paper": "Enter a colour such as #1a2b3c",
      "look.radius": "Enter pixels from 0 to 32",
    },
  });
  expect(await getAppearance({ shop })).toEqual(DEFAULT_APPEARANCE);
});
