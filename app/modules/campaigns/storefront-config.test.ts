import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_APPEARANCE } from "#app/modules/shops/shops.ts";
import { PAGE_KINDS } from "./audience-schema.ts";
import { type Campaign, parseCampaignInput, phaseOf } from "./campaigns.ts";
import { audiences, makeCampaign, moments } from "./definition.fixture.ts";
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

const compile = (
  campaigns: Campaign[],
  locale = "en",
  primaryLocale = "en",
  appearance = DEFAULT_APPEARANCE,
) =>
  compileStorefrontConfig({
    campaigns,
    appearance,
    locale,
    primaryLocale,
    timeZone: "Europe/Berlin",
    now,
    revision: 7,
  });

const shapes = fc.record({
  audience: audiences,
  moment: moments,
  surface: fc.constantFrom("dialog" as const, "note" as const, undefined),
  claimsPerDay: fc.integer({ min: 70_001, max: 99_999 }),
  secret: fc.stringMatching(/^secret-[a-z]{8}$/),
  status: fc.constantFrom<Campaign["status"]>(
    "draft",
    "active",
    "paused",
    "archived",
  ),
  priority: fc.nat(5),
  startsAt: fc.option(fc.integer({ min: -50, max: 50 }), { nil: undefined }),
  endsAt: fc.option(fc.integer({ min: -50, max: 50 }), { nil: undefined }),
});

const campaigns = fc.array(shapes, { maxLength: 8 }).map((all) =>
  all.map((shape, i) => {
    const { audience, moment, surface, claimsPerDay, secret } = shape;
    const { status, priority, startsAt, endsAt } = shape;
    const made = makeCampaign(`0000000${i}-0000-7000-8000-000000000000`, {
      name: secret,
      status,
      priority,
    });
    Object.assign(made.definition, {
      audience,
      moment,
      limits: { cooldownHours: 24, claimsPerDay },
      excludes: secret,
      names: { "product:1": secret },
      schedule: {
        ...(startsAt !== undefined && { startsAt: hour(startsAt) }),
        ...(endsAt !== undefined && { endsAt: hour(endsAt) }),
      },
    });
    if (surface) made.definition.treatment.surface = surface;
    return made;
  }),
);

const PUBLIC_KEYS =
  `id priority audience moment treatment limits excludes experiment endsAt pages segments minCartMinor groups match
  conditions on any from to is days share kind afterSeconds idleSeconds byPoints incentive percent stacks surface texts heading
  body accept decline cooldownHours seed holdout`.split(/\s+/);

describe("the public document", () => {
  it("holds what runs now and nothing that only the server may know", () => {
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
          if (key && !/^\d+$/.test(key)) expect(PUBLIC_KEYS).toContain(key);
          return value;
        });
        expect(text).not.toContain("secret-");
        for (const { definition } of all)
          expect(
            text.replaceAll(
              /"(id|seed)":"[^"]*"|"any":\[[^\]]*\]|"to":\d+/g,
              "",
            ),
          ).not.toContain(`:${definition.limits.claimsPerDay}`);
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

  it("says of any audience and moment what the merchant saved", () => {
    fc.assert(
      fc.property(audiences, moments, (audience, moment) => {
        const { name, definition } = makeCampaign("a");
        const parsed = parseCampaignInput(
          { name, definition: { ...definition, audience, moment } },
          "UTC",
        );
        expect(parsed).toMatchObject({ ok: true });
        if (!parsed.ok) return;
        // What was checked once is taken again as it is: a saved campaign can always be saved again.
        expect(parseCampaignInput(parsed.input, "UTC")).toEqual(parsed);
        const [compiled] = compile([
          makeCampaign("a", { definition: parsed.input.definition }),
        ]).campaigns;
        expect(compiled!.moment).toEqual(moment);
        expect(compiled!.audience.segments).toEqual(audience.segments);
        const lower = JSON.stringify(audience.groups ?? []).toLowerCase();
        const said = JSON.stringify(compiled!.audience.groups ?? []);
        expect(said.length).toBeLessThanOrEqual(lower.length);
        expect(said).toBe(said.toLowerCase());
      }),
    );
  });

  it("numbers the campaigns in the merchant's order, and tells nobody of those that rest", () => {
    const all = [
      makeCampaign("a", { priority: 9 }),
      makeCampaign("b", { priority: 4, status: "paused" }),
      makeCampaign("c", { priority: 2 }),
    ];
    expect(
      compile(all).campaigns.map(({ id, priority }) => [id, priority]),
    ).toEqual([
      ["c", 1],
      ["a", 2],
    ]);
  });

  it("tells groups of campaigns apart without their names", () => {
    const [a, b, c] = compile([
      makeCampaign("a", { definition: { excludes: "Black Friday" } }),
      makeCampaign("b", { definition: { excludes: " black friday" } }),
      makeCampaign("c", { definition: { excludes: "Summer" } }),
    ]).campaigns;
    expect(a!.excludes).toBe(b!.excludes);
    expect(a!.excludes).not.toBe(c!.excludes);
    expect(a!.excludes).toMatch(/^[0-9a-z]{1,7}$/);
  });

  it("carries the shop's own budget of interruptions, and its look", () => {
    expect(
      compile([], "en", "en", {
        interruptions: { perVisit: 1, gapSeconds: 90 },
        look: { position: "start", ink: "#112233" },
      }),
    ).toMatchObject({
      interruptions: { perVisit: 1, gapSeconds: 90 },
      look: { position: "start", ink: "#112233" },
    });
  });

  it("stays within its size for twenty campaigns, in every language", () => {
    const twenty = Array.from({ length: 20 }, (_, i) =>
      makeCampaign(`018f0000-0000-7000-8000-0000000000${10 + i}`, {
        definition: {
          audience: {
            pages: [...PAGE_KINDS],
            segments: ["basket-abandoner", "last-chancer"],
            minCartMinor: 100_000,
          },
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
    const one = [makeCampaign("a")];
    const heading = (locale: string, primary = "de", campaigns = one) =>
      compile(campaigns, locale, primary).campaigns[0]!.treatment.texts.heading;
    const { texts } = one[0]!.definition.treatment;
    expect(heading("fr-CA")).toBe(texts["fr"]!.heading);
    expect(heading("pt-PT")).toBe(texts["pt-BR"]!.heading);
    expect(heading("sv")).toBe(texts["de"]!.heading);
    const onlyJapanese = makeCampaign("a");
    onlyJapanese.definition.treatment.texts = { ja: texts["ja"]! };
    expect(heading("sv", "de", [onlyJapanese])).toBe(texts["ja"]!.heading);
  });

  it("never promises anything on an empty basket", () => {
    expect(
      compile([makeCampaign("a")]).campaigns[0]!.audience.minCartMinor,
    ).toBe(1);
  });

  it("is named by its locale in lower case", () => {
    expect(configKey("pt-BR")).toBe("config_pt-br");
  });
});
