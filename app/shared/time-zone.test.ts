import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  instantOf,
  nextBoundary,
  startOfDay,
  wallTimeOf,
} from "./time-zone.ts";

const zones = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "Asia/Tokyo",
];
const instants = fc.date({
  min: new Date("2026-01-01"),
  max: new Date("2027-12-31"),
  noInvalidDate: true,
});

describe("wall time", () => {
  it("knows summer and winter", () => {
    expect(instantOf("2026-07-01T00:00", "Europe/Berlin")?.toISOString()).toBe(
      "2026-06-30T22:00:00.000Z",
    );
    expect(instantOf("2026-12-01T00:00", "Europe/Berlin")?.toISOString()).toBe(
      "2026-11-30T23:00:00.000Z",
    );
  });

  it("moves a time that the clock change skips forward, and takes the first of two", () => {
    expect(instantOf("2026-03-29T02:30", "Europe/Berlin")?.toISOString()).toBe(
      "2026-03-29T01:30:00.000Z",
    );
    expect(instantOf("2026-10-25T02:30", "Europe/Berlin")?.toISOString()).toBe(
      "2026-10-25T00:30:00.000Z",
    );
  });

  it("refuses what is no date", () => {
    for (const text of [
      "",
      "tomorrow",
      "2026-02-30T10:00",
      "2026-13-01T10:00",
      "2026-01-01T25:00",
    ]) {
      expect(instantOf(text, "UTC")).toBeUndefined();
    }
  });

  it("comes back to the same minute outside the repeated hour", () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (instant, zone) => {
        const wall = wallTimeOf(instant, zone);
        expect(wallTimeOf(instantOf(wall, zone)!, zone)).toBe(wall);
      }),
    );
  });
});

describe("boundaries", () => {
  it("lie at most one step ahead and on the zone's own clock", () => {
    fc.assert(
      fc.property(
        instants,
        fc.constantFrom(...zones),
        fc.constantFrom("hour" as const, "day" as const),
        (instant, timeZone, unit) => {
          const boundary = nextBoundary({ instant, unit, timeZone });
          const longest = unit === "hour" ? 2 * 3_600_000 : 25 * 3_600_000;
          expect(boundary.getTime()).toBeGreaterThanOrEqual(instant.getTime());
          expect(boundary.getTime() - instant.getTime()).toBeLessThanOrEqual(
            longest,
          );
          expect(
            wallTimeOf(boundary, timeZone).slice(unit === "hour" ? 14 : 11),
          ).toBe(unit === "hour" ? "00" : "00:00");
        },
      ),
    );
  });

  it("a day begins at the zone's midnight", () => {
    expect(
      startOfDay(
        new Date("2026-11-21T04:00:00Z"),
        "America/New_York",
      ).toISOString(),
    ).toBe("2026-11-20T05:00:00.000Z");
  });
});
