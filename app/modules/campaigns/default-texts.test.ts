import { describe, expect, it } from "vitest";
import { offerSchema, TEXT_LIMITS } from "#app/modules/offers/offers.ts";
import {
  CATALOGUES,
  type DefaultText,
  defaultTexts,
  withDefaultTexts,
} from "./default-texts.ts";

const KEYS = Object.keys(CATALOGUES["en"]!) as DefaultText[];
const FIELDS = ["heading", "body", "accept", "decline"] as const;

describe("the words a campaign begins with", () => {
  it.each(Object.keys(CATALOGUES))("%s has them all, of its own", (locale) => {
    const own = CATALOGUES[locale]!;
    expect(Object.keys(own).sort()).toEqual([...KEYS].sort());
    for (const key of KEYS) {
      const english = CATALOGUES["en"]![key];
      for (const field of FIELDS) {
        const text = own[key][field];
        // With a long amount in place of the gap it must still fit.
        expect(
          text.replace("{benefit}", "€1,000.00").length,
          `${locale} ${key} ${field}`,
        ).toBeLessThanOrEqual(TEXT_LIMITS[field]);
        if (locale !== "en")
          expect(text, `${locale} ${key} ${field}`).not.toBe(english[field]);
        expect(text.includes("{benefit}"), `${locale} ${key} ${field}`).toBe(
          english[field].includes("{benefit}"),
        );
      }
    }
  });

  it("are right for what they stand beside", () => {
    for (const [key, incentive] of [
      ["basket", { kind: "percent", percent: 10 }],
      ["free-shipping", { kind: "free-shipping" }],
      ["gift", { kind: "gift", variantId: "1", title: "A mug" }],
      ["free-returns", { kind: "promise", promise: "free-returns" }],
      ["benefit", { kind: "benefit" }],
    ] as const)
      expect(
        offerSchema.safeParse({
          kind: "offer",
          incentive,
          stacks: false,
          validFor: "day",
          texts: defaultTexts(key),
        }).error?.issues,
        key,
      ).toBeUndefined();
  });

  it("change with the incentive, but never in the place of the merchant's own", () => {
    const texts = defaultTexts("basket");
    texts["de"] = { ...texts["de"]!, heading: "Bleiben Sie: {benefit}" };
    texts["sv"] = { ...texts["en"]!, heading: "Stanna: {benefit}" };
    const changed = withDefaultTexts(texts, "free-shipping");
    expect(changed["en"]).toEqual(CATALOGUES["en"]!["free-shipping"]);
    expect(changed["de"]).toBe(texts["de"]);
    expect(changed["sv"]).toBe(texts["sv"]);
  });
});
