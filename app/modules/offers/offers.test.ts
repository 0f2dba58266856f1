import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  benefitMinor,
  endBucketOf,
  endBucketsOf,
  makeCode,
  minimumValidity,
  offerSchema,
  poolTarget,
  termsKey,
  type Validity,
} from "./offers.ts";
import { discountRequest } from "./discount-input.ts";

const HOUR = 3_600_000;
const instants = fc.date({
  min: new Date("2026-01-01"),
  max: new Date("2027-12-31"),
  noInvalidDate: true,
});
const zones = fc.constantFrom(
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Asia/Kolkata",
);
const validities = fc.constantFrom<Validity>("hour", "day");

describe("end buckets", () => {
  it("an hour's offer made at 20:15 ends at 22:00, one made at 20:00 at 21:00", () => {
    const at = (time: string) =>
      endBucketOf({
        now: new Date(`2026-11-21T${time}Z`),
        validFor: "hour",
        timeZone: "UTC",
      }).toISOString();
    expect(at("20:15:00")).toBe("2026-11-21T22:00:00.000Z");
    expect(at("20:00:00")).toBe("2026-11-21T21:00:00.000Z");
  });

  it("a day's offer ends at the shop's midnight, not at Greenwich's", () => {
    const end = endBucketOf({
      now: new Date("2026-11-21T20:15:00Z"),
      validFor: "day",
      timeZone: "America/New_York",
    });
    expect(end.toISOString()).toBe("2026-11-23T05:00:00.000Z");
  });

  it("leave the promised time, and not much more", () => {
    fc.assert(
      fc.property(instants, zones, validities, (now, timeZone, validFor) => {
        const left =
          endBucketOf({ now, validFor, timeZone }).getTime() - now.getTime();
        expect(left).toBeGreaterThanOrEqual(minimumValidity(validFor));
        expect(left).toBeLessThanOrEqual(2 * minimumValidity(validFor) + HOUR);
      }),
    );
  });

  it("the next bucket is the one that claims get when the current one is over", () => {
    fc.assert(
      fc.property(instants, zones, validities, (now, timeZone, validFor) => {
        const [current, next] = endBucketsOf({ now, validFor, timeZone });
        const later = new Date(
          current!.getTime() - minimumValidity(validFor) + 60_000,
        );
        expect(next).toEqual(endBucketOf({ now: later, validFor, timeZone }));
      }),
    );
  });

  it("never reach beyond the campaign", () => {
    const campaignEndsAt = new Date("2026-11-21T20:30:00Z");
    const buckets = endBucketsOf({
      now: new Date("2026-11-21T20:15:00Z"),
      validFor: "hour",
      timeZone: "UTC",
      campaignEndsAt,
    });
    expect(buckets).toEqual([campaignEndsAt]);
  });
});

describe("codes", () => {
  it("can be typed, read out and told apart", () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
        expect(makeCode((below) => numbers.next().value % below)).toMatch(
          /^STAY-[BCDFGHJKMNPQRTVWXYZ2346789]{5}-[BCDFGHJKMNPQRTVWXYZ2346789]{5}$/,
        );
      }),
    );
  });

  it("use every letter of the alphabet in every place", () => {
    const seen = Array.from({ length: 26 }, (_, i) => makeCode(() => i));
    expect(new Set(seen).size).toBe(26);
  });
});

describe("benefit", () => {
  it("is never more than the basket and never negative", () => {
    const incentives = fc.oneof(
      fc.record({
        kind: fc.constant("percent" as const),
        percent: fc.integer({ min: 1, max: 90 }),
      }),
      fc.record({
        kind: fc.constant("amount" as const),
        amountMinor: fc.integer({ min: 1, max: 10_000_000 }),
      }),
    );
    fc.assert(
      fc.property(incentives, fc.nat(100_000_000), (incentive, cart) => {
        const off = benefitMinor(incentive, cart);
        expect(off).toBeGreaterThanOrEqual(0);
        expect(off).toBeLessThanOrEqual(cart);
        expect(Number.isInteger(off)).toBe(true);
      }),
    );
    expect(benefitMinor({ kind: "percent", percent: 10 }, 4995)).toBe(500);
  });
});

describe("terms", () => {
  it("differ when what Shopify enforces differs", () => {
    const terms = {
      incentive: { kind: "percent" as const, percent: 10 },
      stacks: false,
      minCartMinor: 0,
    };
    const others = [
      { ...terms, stacks: true },
      { ...terms, minCartMinor: 100 },
      { ...terms, incentive: { kind: "amount" as const, amountMinor: 10 } },
    ];
    expect(new Set([terms, ...others].map(termsKey)).size).toBe(4);
  });

  it("become a discount that works once and ends when we say", () => {
    const { kind, input } = discountRequest({
      title: "Before you go",
      code: "STAY-BBBBB-BBBBB",
      currency: "EUR",
      startsAt: new Date("2026-11-21T20:00:00Z"),
      endsAt: new Date("2026-11-21T22:00:00Z"),
      terms: {
        incentive: { kind: "amount", amountMinor: 500 },
        stacks: false,
        minCartMinor: 2000,
      },
    });
    expect(kind).toBe("basic");
    expect(input).toMatchObject({
      usageLimit: 1,
      endsAt: "2026-11-21T22:00:00.000Z",
      customerGets: { value: { discountAmount: { amount: "5.00" } } },
      minimumRequirement: {
        subtotal: { greaterThanOrEqualToSubtotal: "20.00" },
      },
      combinesWith: {
        orderDiscounts: false,
        productDiscounts: false,
        shippingDiscounts: false,
      },
    });
  });
});

describe("pool", () => {
  it("grows with demand, within one bulk request, never beyond what may be handed out", () => {
    expect(poolTarget({ claimsLastHour: 0 })).toBe(20);
    expect(poolTarget({ claimsLastHour: 100 })).toBe(150);
    expect(poolTarget({ claimsLastHour: 10_000 })).toBe(250);
    expect(poolTarget({ claimsLastHour: 100, leftToday: 3 })).toBe(3);
    expect(poolTarget({ claimsLastHour: 100, leftToday: -1 })).toBe(0);
  });
});

describe("texts", () => {
  const offer = (texts: object) =>
    offerSchema.safeParse({
      kind: "offer",
      incentive: { kind: "percent", percent: 10 },
      stacks: false,
      validFor: "hour",
      texts,
    });
  const good = {
    heading: "{benefit} off",
    body: "Yours alone.",
    accept: "Take it",
    decline: "No, thanks",
  };
  const faults = (texts: object) =>
    offer(texts).error?.issues.map(
      (issue) => `${issue.path.join(".")}: ${issue.message}`,
    );

  it("name the placeholder that cannot be filled in, beside its field", () => {
    expect(faults({ en: { ...good, body: "Until {end}" } })).toEqual([
      "texts.en.body: {end} cannot be filled in. Only {benefit} can",
    ]);
    expect(faults({ en: { ...good, accept: "Take {benefit" } })).toEqual([
      "texts.en.accept: { cannot be filled in. Only {benefit} can",
    ]);
  });

  it("say what the shopper gets", () => {
    expect(faults({ en: { ...good, heading: "Wait" } })?.[0]).toContain(
      "texts.en.heading",
    );
    expect(offer({ en: good }).success).toBe(true);
    expect(offer({}).success).toBe(false);
  });
});
