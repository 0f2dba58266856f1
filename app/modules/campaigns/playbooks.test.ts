import { describe, expect, it } from "vitest";
import { draftOf, inputOf } from "./campaign-draft.ts";
import { parseCampaignInput } from "./campaigns.ts";
import { PLAYBOOKS, playbookInput } from "./playbooks.ts";

describe.each(PLAYBOOKS)("the playbook $id", ({ id, needs, goal, why }) => {
  it.each(["USD", "JPY", "KWD"])(
    "can be saved in %s as it stands, but for what it says has to be chosen",
    (currency) => {
      const shop = { currency, timeZone: "UTC" };
      const input = playbookInput(id, shop)!;
      const draft = draftOf(input, shop);
      const result = parseCampaignInput(
        inputOf(draft, shop, undefined),
        shop.timeZone,
      );
      const faults = result.ok ? [] : Object.keys(result.errors);
      const chosen = needs.some(({ check }) => check === "choose");
      expect(
        faults.filter((path) => !/incentive\.(variantId|title)/.test(path)),
      ).toEqual([]);
      expect(faults.length === 0 || chosen).toBe(true);
    },
  );

  it("says its goal and why it works", () => {
    expect(goal.length).toBeLessThanOrEqual(80);
    expect(why.length).toBeGreaterThan(60);
    expect(needs.length).toBeGreaterThan(0);
  });
});

it("asks amounts that a shop of the currency would ask", () => {
  const least = (currency: string) =>
    playbookInput("free-delivery", { currency })!.definition.audience
      .minCartMinor;
  expect([least("USD"), least("JPY"), least("KWD")]).toEqual([
    3000, 3000, 30_000,
  ]);
});

it("knows no playbook but its own", () => {
  expect(playbookInput("toString", { currency: "USD" })).toBeUndefined();
});
