import { expect, test } from "vitest";
import { wallMsOf } from "./shop-clock.ts";

test("the shop's clock, in winter and summer, and none for a zone nobody knows", () => {
  const at = (instant: string, zone: string) => {
    const wall = wallMsOf({ now: Date.parse(instant), timeZone: zone });
    return new Date(wall).toISOString().slice(0, 16);
  };
  expect(at("2026-11-21T20:00:00Z", "America/New_York")).toBe(
    "2026-11-21T15:00",
  );
  expect(at("2026-07-01T23:30:00Z", "Europe/Berlin")).toBe("2026-07-02T01:30");
  expect(at("2026-11-21T20:00:00Z", "Asia/Kolkata")).toBe("2026-11-22T01:30");
  expect(wallMsOf({ now: 0, timeZone: "Nowhere/Land" })).toBeNaN();
  // The quarter of an hour in which Berlin's summer ends, and the one before.
  expect(at("2026-10-25T00:59:59Z", "Europe/Berlin")).toBe("2026-10-25T02:59");
  expect(at("2026-10-25T01:00:00Z", "Europe/Berlin")).toBe("2026-10-25T02:00");
});
