import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { draftOf, inputOf } from "./campaign-draft.ts";
import { defaultCampaignInput, parseCampaignInput } from "./campaigns.ts";

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
      inputOf({ ...draft, percent: "ten", cooldownHours: "" }, berlin, 1),
      berlin.timeZone,
    );
    expect(result.ok ? {} : Object.keys(result.errors)).toEqual([
      "definition.treatment.incentive.percent",
      "definition.limits.cooldownHours",
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
      const typed = { ...draft, incentiveKind: "amount" as const, amount };
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
