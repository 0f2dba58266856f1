import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Incentive } from "#app/shared/storefront-config.ts";
import { emptyCondition } from "./audience-draft.ts";
import { draftOf, inputOf } from "./campaign-draft.ts";
import { defaultCampaignInput, parseCampaignInput } from "./campaigns.ts";
import { defaultTextFor, defaultTexts } from "./default-texts.ts";
import { audiences, moments } from "./definition.fixture.ts";

const berlin = { currency: "EUR", timeZone: "Europe/Berlin" };

function roundTrip(
  definition = defaultCampaignInput().definition,
  shop = berlin,
) {
  const draft = draftOf({ name: "A", definition }, shop);
  return parseCampaignInput(inputOf(draft, shop, 3), shop.timeZone);
}

describe("a campaign in the editor", () => {
  it("comes back as it was when nothing is typed, in every currency", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("EUR", "JPY", "KWD"),
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 50, max: 500 }),
        fc.boolean(),
        (currency, amountMinor, perMille, stacks) => {
          const { definition } = defaultCampaignInput();
          definition.audience.minCartMinor = amountMinor + 1;
          definition.treatment.incentive = { kind: "amount", amountMinor };
          definition.treatment.stacks = stacks;
          definition.experiment.holdout = perMille / 1000;
          definition.schedule = {
            startsAt: "2026-11-30T08:00:00.000Z",
            endsAt: "2026-12-24T17:30:00.000Z",
          };
          const result = roundTrip(definition, { ...berlin, currency });
          expect(result).toEqual({
            ok: true,
            input: { name: "A", version: 3, definition },
          });
        },
      ),
    );
  });

  it("brings back any audience and moment as it was", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("EUR", "JPY", "KWD"),
        audiences,
        moments,
        (currency, audience, moment) => {
          const { definition } = defaultCampaignInput();
          const given = { ...definition, audience, moment };
          expect(roundTrip(given, { ...berlin, currency })).toEqual({
            ok: true,
            input: { name: "A", version: 3, definition: given },
          });
        },
      ),
    );
  });

  it.each<Incentive>([
    { kind: "percent", percent: 15, scope: { kind: "hesitated-product" } },
    { kind: "percent", percent: 5, scope: { kind: "products", ids: ["1"] } },
    { kind: "gift", variantId: "12", title: "A mug", url: "/products/mug" },
    {
      kind: "gift",
      variantId: "12",
      title: "A mug",
      scope: { kind: "collections", ids: ["7"] },
    },
    { kind: "free-shipping" },
    { kind: "free-shipping", maxPriceMinor: 990 },
    { kind: "faster-shipping", maxPriceMinor: 1490 },
    { kind: "promise", promise: "free-returns" },
    { kind: "promise", promise: "service", variantId: "9" },
    {
      kind: "bundle",
      items: [{ productId: "1", variantId: "2", title: "A bowl" }],
      percent: 0,
    },
    { kind: "benefit" },
  ])("brings back %j as it was", (incentive) => {
    const { definition } = defaultCampaignInput();
    const { kind, scope } = draftOf(
      {
        name: "A",
        definition: {
          ...definition,
          treatment: { ...definition.treatment, incentive },
        },
      },
      berlin,
    ).incentive;
    definition.treatment.texts = defaultTexts(defaultTextFor({ kind, scope }));
    definition.treatment.incentive = incentive;
    expect(roundTrip(definition)).toEqual({
      ok: true,
      input: { name: "A", version: 3, definition },
    });
  });

  it("proposes an amount that a shop of the currency would give", () => {
    const amountIn = (currency: string) =>
      draftOf(defaultCampaignInput(), { ...berlin, currency }).incentive.amount;
    expect(["USD", "JPY", "KWD"].map(amountIn)).toEqual([
      "5.00",
      "500",
      "5.000",
    ]);
  });

  it("forgets the names of what is chosen no more", () => {
    const draft = draftOf(defaultCampaignInput(), berlin);
    draft.names = { "product:1": "Shirt", "product:2": "Mug" };
    draft.groups = [
      {
        match: "any",
        conditions: [{ ...emptyCondition("product"), values: ["2"] }],
      },
    ];
    expect(inputOf(draft, berlin, 1).definition.names).toEqual({
      "product:2": "Mug",
    });
  });

  it("shows the schedule on the shop's clock", () => {
    const { definition } = defaultCampaignInput();
    definition.schedule = { startsAt: "2026-07-01T08:00:00.000Z" };
    expect(draftOf({ name: "A", definition }, berlin).startsAt).toBe(
      "2026-07-01T10:00",
    );
  });

  it("leaves it to the server to refuse what is no number, beside the field", () => {
    const draft = draftOf(defaultCampaignInput(), berlin);
    const result = parseCampaignInput(
      inputOf(
        {
          ...draft,
          incentive: { ...draft.incentive, percent: "ten" },
          cooldownHours: "",
          claimsPerDay: "many",
          budgetPerDay: "much",
        },
        berlin,
        1,
      ),
      berlin.timeZone,
    );
    expect(result.ok ? {} : Object.keys(result.errors)).toEqual([
      "definition.treatment.incentive.percent",
      "definition.limits.cooldownHours",
      "definition.limits.claimsPerDay",
      "definition.limits.budgetPerDayMinor",
    ]);
  });

  it.each([
    ["JPY", "500.50"],
    ["EUR", "5.005"],
    ["KWD", "1.2345"],
  ])(
    "rounds no amount that %s does not have: %s is refused beside the field",
    (currency, amount) => {
      const shop = { ...berlin, currency };
      const draft = draftOf(defaultCampaignInput(), shop);
      const incentive = { ...draft.incentive, kind: "amount" as const, amount };
      const typed = { ...draft, incentive };
      const minCart = "1000.00"; // a zero too many is no other amount
      const result = parseCampaignInput(
        inputOf({ ...typed, minCart }, shop, 1),
        shop.timeZone,
      );
      expect(result.ok ? {} : result.errors).toEqual({
        "definition.treatment.incentive.amountMinor":
          "Enter an amount the currency has",
      });
    },
  );
});
