import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Campaign,
  type CampaignDefinition,
  defaultCampaignInput,
  PAGE_KINDS,
  parseCampaignInput,
  phaseOf,
} from "./campaigns.ts";
import {
  compileStorefrontConfig,
  CONFIG_MAX_BYTES,
  configBytes,
  configKey,
} from "./storefront-config.ts";

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
    createdAt: now,
    updatedAt: now,
    activatedAt: now,
    ...change,
    definition: { ...definition, ...change.definition },
  };
}

const compile = (campaigns: Campaign[], locale = "en", primaryLocale = "en") =>
  compileStorefrontConfig({
    campaigns,
    locale,
    primaryLocale,
    timeZone: "Europe/Berlin",
    now,
    revision: 7,
  });

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

describe("the public document", () => {
  const definitions = fc.record({
    pages: fc.subarray([...PAGE_KINDS], { minLength: 1 }),
    minCartMinor: fc.nat(1_000_000),
    claimsPerDay: fc.integer({ min: 70_001, max: 99_999 }),
    name: fc.stringMatching(/^secret-[a-z]{8}$/),
    status: fc.constantFrom<Campaign["status"]>(
      "draft",
      "active",
      "paused",
      "archived",
    ),
    startsAt: fc.option(fc.integer({ min: -50, max: 50 }), { nil: undefined }),
    endsAt: fc.option(fc.integer({ min: -50, max: 50 }), { nil: undefined }),
  });

  const campaigns = fc.array(definitions, { maxLength: 8 }).map((all) =>
    all.map((d, i) => {
      const made = campaign(`0000000${i}-0000-7000-8000-000000000000`, {
        name: d.name,
        status: d.status,
        activatedAt: new Date(now.getTime() - (i % 3) * 1000),
      });
      made.definition.audience = {
        pages: d.pages,
        minCartMinor: d.minCartMinor,
      };
      made.definition.limits = {
        cooldownHours: 24,
        claimsPerDay: d.claimsPerDay,
      };
      made.definition.schedule = {
        ...(d.startsAt !== undefined && { startsAt: hour(d.startsAt) }),
        ...(d.endsAt !== undefined && { endsAt: hour(d.endsAt) }),
      };
      return made;
    }),
  );

  it("holds what runs now and nothing that only the server may know", () => {
    const keys = [
      "id",
      "priority",
      "audience",
      "moment",
      "treatment",
      "limits",
      "experiment",
      "endsAt",
      "pages",
      "minCartMinor",
      "kind",
      "afterSeconds",
      "incentive",
      "percent",
      "stacks",
      "texts",
      "heading",
      "body",
      "accept",
      "decline",
      "cooldownHours",
      "seed",
      "holdout",
    ];
    fc.assert(
      fc.property(campaigns, (all) => {
        const config = compile(all);
        const running = all
          .filter((one) => phaseOf(one, now) === "active")
          .map((one) => one.id);
        expect(config.campaigns.map((one) => one.id).sort()).toEqual(
          running.sort(),
        );
        const text = JSON.stringify(config.campaigns, (key, value: unknown) => {
          if (key && !/^\d+$/.test(key)) expect(keys).toContain(key);
          return value;
        });
        for (const one of all) {
          expect(text).not.toContain(one.name);
          if (
            one.definition.audience.minCartMinor < 70_001 ||
            one.definition.audience.minCartMinor > 99_999
          )
            expect(
              text.replaceAll(
                /"id":"[^"]*"|"seed":"[^"]*"|"minCartMinor":\d+/g,
                "",
              ),
            ).not.toContain(`:${one.definition.limits.claimsPerDay}`);
        }
      }),
    );
  });

  it("is the same whatever order the campaigns come in", () => {
    fc.assert(
      fc.property(campaigns, fc.infiniteStream(fc.nat()), (all, chance) => {
        const shuffled = all
          .map((one) => [chance.next().value, one] as const)
          .sort(([a], [b]) => a - b)
          .map(([, one]) => one);
        expect(compile(shuffled)).toEqual(compile(all));
      }),
    );
  });

  it("lets the campaign that was switched on last win", () => {
    const early = campaign("b", { activatedAt: new Date("2026-11-01") });
    const late = campaign("a", { activatedAt: new Date("2026-11-20") });
    expect(
      compile([late, early]).campaigns.map(({ id, priority }) => [
        id,
        priority,
      ]),
    ).toEqual([
      ["b", 1],
      ["a", 2],
    ]);
  });

  it("stays within its size for twenty campaigns, in every language", () => {
    const twenty = Array.from({ length: 20 }, (_, i) =>
      campaign(`018f0000-0000-7000-8000-0000000000${10 + i}`, {
        definition: {
          audience: { pages: [...PAGE_KINDS], minCartMinor: 100_000 },
          schedule: { endsAt: hour(9) },
        },
      }),
    );
    for (const locale of LOCALES)
      expect(configBytes(compile(twenty, locale))).toBeLessThanOrEqual(
        CONFIG_MAX_BYTES,
      );
  });

  it("speaks the page's language, else the shop's, else any it has", () => {
    const one = [campaign("a")];
    const heading = (locale: string, primary = "de", campaigns = one) =>
      compile(campaigns, locale, primary).campaigns[0]!.treatment.texts.heading;
    const { texts } = one[0]!.definition.treatment;
    expect(heading("fr-CA")).toBe(texts["fr"]!.heading);
    expect(heading("pt-PT")).toBe(texts["pt-BR"]!.heading);
    expect(heading("sv")).toBe(texts["de"]!.heading);
    const onlyJapanese = campaign("a");
    onlyJapanese.definition.treatment.texts = { ja: texts["ja"]! };
    expect(heading("sv", "de", [onlyJapanese])).toBe(texts["ja"]!.heading);
  });

  it("never promises anything on an empty basket", () => {
    expect(compile([campaign("a")]).campaigns[0]!.audience.minCartMinor).toBe(
      1,
    );
  });

  it("is named by its locale in lower case", () => {
    expect(configKey("pt-BR")).toBe("config_pt-br");
  });
});
