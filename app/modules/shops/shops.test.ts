import { expect, test } from "vitest";
import { DEFAULT_SETTINGS, parseSettings } from "./shops.ts";

const form = {
  recoveryEnabled: "true",
  recoveryDelayMinutes: "90",
  recoveryPolicy: { default: "subscribers", countries: { US: "everyone" } },
  senderName: " Fern & Field ",
  replyTo: "",
  proofWindowDays: "7",
  proofFloor: "5",
  stockFloor: "2",
  stockCeiling: "10",
};

test("a form's text becomes settings", () => {
  expect(parseSettings(form)).toEqual({
    ok: true,
    settings: {
      recoveryEnabled: true,
      recoveryDelayMinutes: 90,
      recoveryPolicy: { default: "subscribers", countries: { US: "everyone" } },
      senderName: "Fern & Field",
      replyTo: null,
      proofWindowDays: 7,
      proofFloor: 5,
      stockFloor: 2,
      stockCeiling: 10,
    },
  });
});

test("the defaults are valid settings", () => {
  expect(parseSettings(DEFAULT_SETTINGS)).toEqual({
    ok: true,
    settings: DEFAULT_SETTINGS,
  });
});

test.each([
  ["recoveryDelayMinutes", "5"],
  ["recoveryDelayMinutes", "soon"],
  ["recoveryDelayMinutes", "1.5"],
  ["recoveryPolicy", { default: "always" }],
  ["recoveryPolicy", { countries: { Germany: "nobody" } }],
  ["senderName", "Shop\r\nBcc: everyone@example.com"],
  ["senderName", "Shop <evil@example.com>"],
  ["replyTo", "nobody"],
  ["proofWindowDays", "0"],
  ["proofFloor", "1"],
  ["stockFloor", "0"],
  ["stockFloor", "1.5"],
  ["stockCeiling", "501"],
  ["stockCeiling", "1"],
] as const)("%s refuses %j, and says so beside the field", (field, value) => {
  const result = parseSettings({ ...form, [field]: value });
  expect(result.ok).toBe(false);
  expect(!result.ok && Object.keys(result.errors)).toEqual([field]);
});
