import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MOMENT_KINDS } from "#app/shared/storefront-config.ts";
import {
  type Campaign,
  type CampaignDefinition,
  defaultCampaignInput,
  parseCampaignInput,
  phaseOf,
} from "./campaigns.ts";
const now = new Date("2026-11-21T20:00:00Z");
const hour = (n: number) =>
  new Date(now.getTime() + n * 3_600_000).toISOString();
const LOCALES = ["en", "de", "fr", "es", "it", "nl", "pt-BR", "ja", "ar"];

function campaign(
  id: string,
  change: Partial<Omit<Campaign, "definition">> & {
    definition?: Partial<CampaignDefinition>;
  } = {},
): Campaign {
  const { name, definition } = defaultCampaignInput();
  return {
    id,
    name,
    status: "active",
    version: 1,
    priority: 1,
    createdAt: now,
    updatedAt: now,
    activatedAt: now,
    ...change,
    definition: { ...definition, ...change.definition },
  };
}

/** An input with one value changed, by path. */
function inputWith(path: string, value: unknown): unknown {
  const input: Record<string, unknown> = structuredClone(
    defaultCampaignInput(),
  );
  const keys = path.split(".");
  const last = keys.pop()!;
  let at = input;
  for (const key of keys) at = at[key] as Record<string, unknown>;
  at[last] = value;
  return input;
}

function errorsOf(input: unknown) {
  const parsed = parseCampaignInput(input, "Europe/Berlin");
  return parsed.ok ? {} : parsed.errors;
}

describe("the definition", () => {
  it("takes its own default, in nine languages", () => {
    expect(errorsOf(defaultCampaignInput())).toEqual({});
    expect(
      Object.keys(defaultCampaignInput().definition.treatment.texts).sort(),
    ).toEqual([...LOCALES].sort());
  });

  it.each([
    ["name", " ", "Give the campaign a name"],
    ["definition.audience.pages", [], "Choose at least one page"],
    ["definition.audience.minCartMinor", -1, "Enter zero or more"],
    ["definition.treatment.incentive.percent", 91, "Enter at most 90 %"],
    [
      "definition.treatment.incentive.percent",
      Number.NaN,
      "Enter a percentage",
    ],
    [
      "definition.treatment.texts.en.heading",
      "x".repeat(61),
      "Keep a heading to 60 characters",
    ],
    [
      "definition.treatment.texts.de.body",
      "{percent}",
      "{percent} cannot be filled in. Only {benefit} can",
    ],
    ["definition.limits.claimsPerDay", 0, "Enter a number from 1 to 100,000"],
    ["definition.limits.cooldownHours", 1.5, "Enter hours from 1 to 8,760"],
    ["definition.experiment.holdout", 0.6, "Hold out at most 50 %"],
    ["definition.schedule.startsAt", "soon", "Enter a date and a time"],
  ])("%s = %j is a fault beside its field", (path, value, message) => {
    expect(errorsOf(inputWith(path, value))).toEqual({ [path]: message });
  });

  it("refuses an end before the start, and an amount that is the whole basket", () => {
    expect(
      errorsOf(
        inputWith("definition.schedule", {
          startsAt: "2026-12-01T10:00",
          endsAt: "2026-12-01T10:00",
        }),
      ),
    ).toHaveProperty(["definition.schedule.endsAt"]);
    const amount = { kind: "amount", amountMinor: 500 };
    expect(
      errorsOf(inputWith("definition.treatment.incentive", amount)),
    ).toHaveProperty(["definition.audience.minCartMinor"]);
  });

  it("survives anything a form could send", () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        expect(parseCampaignInput(input, "UTC").ok).toBe(false);
      }),
    );
  });

  it("reads wall time on the shop's clock and instants as they are", () => {
    const parsed = parseCampaignInput(
      inputWith("definition.schedule", {
        startsAt: "2026-12-01T00:00",
        endsAt: "2026-12-02T00:00:00+09:00",
      }),
      "Europe/Berlin",
    );
    expect(parsed.ok && parsed.input.definition.schedule).toEqual({
      startsAt: "2026-11-30T23:00:00.000Z",
      endsAt: "2026-12-01T15:00:00.000Z",
    });
  });
});

describe("a definition from before there were segments and moments", () => {
  it("is read as it is, and nothing is added to it", () => {
    const { name, definition } = defaultCampaignInput();
    expect(parseCampaignInput({ name, definition }, "UTC")).toEqual({
      ok: true,
      input: { name, definition },
    });
  });
});

describe("moments", () => {
  it.each([
    [{ kind: "leaving", afterSeconds: 1 }, "definition.moment.kind"],
    [{ kind: "idle", afterSeconds: 1 }, "definition.moment.idleSeconds"],
    [
      { kind: "idle", afterSeconds: 1, idleSeconds: 20 },
      "definition.moment.idleSeconds",
    ],
    [
      { kind: "intent-fell", afterSeconds: 1, byPoints: 4 },
      "definition.moment.byPoints",
    ],
    [{ kind: "exit", afterSeconds: -1 }, "definition.moment.afterSeconds"],
  ])("%j has a fault beside its field", (moment, path) => {
    expect(
      Object.keys(errorsOf(inputWith("definition.moment", moment))),
    ).toEqual([path]);
  });

  it.each(MOMENT_KINDS)("%s is one", (kind) => {
    const moment = { kind, afterSeconds: 5, idleSeconds: 30, byPoints: 20 };
    expect(errorsOf(inputWith("definition.moment", moment))).toEqual({});
  });
});

describe("phase", () => {
  it("tells waiting and over from active", () => {
    expect(
      phaseOf(
        campaign("a", { definition: { schedule: { startsAt: hour(1) } } }),
        now,
      ),
    ).toBe("scheduled");
    expect(
      phaseOf(
        campaign("a", { definition: { schedule: { endsAt: hour(0) } } }),
        now,
      ),
    ).toBe("ended");
    expect(
      phaseOf(
        campaign("a", {
          definition: { schedule: { startsAt: hour(0), endsAt: hour(1) } },
        }),
        now,
      ),
    ).toBe("active");
    expect(phaseOf(campaign("a", { status: "paused" }), now)).toBe("paused");
  });
});
