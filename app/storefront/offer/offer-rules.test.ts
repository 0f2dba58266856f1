import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CartAnswer } from "../senses/cart.ts";
import { applyCode } from "./apply.ts";
import { claimOffer, understandClaim } from "./claim.ts";
import {
  estimateTotal,
  readTotals,
  toPresentment,
  withoutTwins,
} from "./totals.ts";
import { fill, nameBenefit, nameEnd } from "./words.ts";

const TEN = { kind: "percent", percent: 10 } as const;
const cart = (changes: Partial<CartAnswer> = {}): CartAnswer => ({
  currency: "USD",
  total_price: 9400,
  ...changes,
});

describe("totals", () => {
  test("codes are found in either form, and those that do not apply are kept too", () => {
    const listed = cart({
      discount_codes: [
        { code: "A", applicable: true },
        { code: "B", applicable: false },
      ],
    });
    expect(readTotals(listed)).toMatchObject({
      codes: ["A", "B"],
      applied: ["A"],
    });
    const named = cart({
      cart_level_discount_applications: [
        { type: "discount_code", title: "A" },
        { type: "automatic", title: "Sale" },
      ],
      items: [
        {
          line_level_discount_allocations: [
            { discount_application: { type: "discount_code", title: "L" } },
          ],
        },
      ],
    });
    expect(readTotals(named)).toMatchObject({
      codes: ["A", "L"],
      applied: ["A", "L"],
    });
  });

  test("an estimate is never more than before and never less than nothing", () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.nat(),
        fc.nat({ max: 100 }),
        fc.nat(),
        (total, cards, percent, amountMinor) => {
          const base = total - Math.min(cards, total);
          for (const incentive of [
            { kind: "percent", percent } as const,
            { kind: "amount", amountMinor } as const,
          ]) {
            const after = estimateTotal(total, base, incentive, amountMinor);
            expect(after).toBeLessThanOrEqual(total);
            expect(after).toBeGreaterThanOrEqual(Math.min(cards, total));
          }
        },
      ),
    );
  });

  test("five euros are eight hundred yen at 160", () => {
    expect(
      toPresentment({
        amountMinor: 500,
        shopCurrency: "EUR",
        currency: "JPY",
        rate: 160,
      }),
    ).toBe(800);
    expect(
      toPresentment({
        amountMinor: 500,
        shopCurrency: "EUR",
        currency: "KWD",
        rate: 0.33,
      }),
    ).toBe(1650);
  });

  test("codes that differ in case only are one", () => {
    expect(withoutTwins(["Welcome", "WELCOME", "", "x"])).toEqual([
      "Welcome",
      "x",
    ]);
  });
});

describe("a code on the cart", () => {
  /** Applies the codes in `good`; `exclusive` throws out all others. */
  function play(codes: string[], good: string[], exclusive = "") {
    const sent: object[] = [];
    let now = codes;
    const call = (_path: string, change?: object) => {
      if (change) {
        sent.push(change);
        now = (change as { discount: string }).discount
          .split(",")
          .filter(Boolean);
      }
      const alone = now.includes(exclusive);
      const discount_codes = now.map((code) => ({
        code,
        applicable: alone ? code === exclusive : good.includes(code),
      }));
      return Promise.resolve(
        cart({
          discount_codes,
          total_price:
            9400 - discount_codes.filter((one) => one.applicable).length * 100,
        }),
      );
    };
    return {
      sent,
      codes: () => now,
      apply: () =>
        applyCode({ code: "OURS", call, sections: ["main"], path: "/cart" }),
    };
  }

  test("stands beside hers", async () => {
    const { sent, apply } = play(["HERS", "DEAD"], ["HERS", "OURS"]);
    const applied = await apply();
    expect(sent).toEqual([
      { discount: "HERS,DEAD,OURS", sections: ["main"], sections_url: "/cart" },
    ]);
    expect([applied?.before.totalMinor, applied?.after.totalMinor]).toEqual([
      9300, 9200,
    ]);
  });

  test("refused: everything is as it was", async () => {
    const { codes, apply } = play(["HERS"], ["HERS"]);
    expect(await apply()).toBeUndefined();
    expect(codes()).toEqual(["HERS"]);
  });

  test("taken only instead of hers: hers comes back", async () => {
    const { codes, apply } = play(["HERS"], ["HERS", "OURS"], "OURS");
    expect(await apply()).toBeUndefined();
    expect(codes()).toEqual(["HERS"]);
  });

  test("asked for twice, it stands there once", async () => {
    const { codes, apply } = play(["ours"], ["ours", "OURS"]);
    expect((await apply())?.after.codes).toEqual(["ours"]);
    expect(codes()).toEqual(["ours"]);
  });
});

describe("a claim", () => {
  const request = { campaignId: "c", visitId: "v", locale: "en" };
  const answers = (...list: [number, object, Record<string, string>?][]) => {
    let asked = 0;
    const call = () => {
      const [status, body, headers = {}] =
        list[Math.min(asked++, list.length - 1)]!;
      return Promise.resolve(Response.json(body, { status, headers }));
    };
    return { call, asked: () => asked };
  };
  const soon = { "retry-after": "0.01" };

  test("waits a moment for a code that is just being made", async () => {
    const { call, asked } = answers([503, {}, soon], [200, { code: "X" }]);
    expect(await claimOffer("/claim", request, call)).toMatchObject({
      kind: "code",
      code: "X",
    });
    expect(asked()).toBe(2);
  });

  test("does not wait for ever, nor for a server that asks for long, nor for one that says nothing", async () => {
    const tries = async (...list: Parameters<typeof answers>) => {
      const { call, asked } = answers(...list);
      expect(await claimOffer("/claim", request, call)).toMatchObject({
        kind: "refused",
        word: "busy",
        retry: true,
      });
      return asked();
    };
    expect(await tries([503, {}, soon])).toBe(3);
    expect(await tries([503, {}, { "retry-after": "60" }])).toBe(1);
    expect(await tries([503, {}])).toBe(1);
    expect(await tries([429, {}, soon])).toBe(1);
  });

  test("that never arrives is said kindly too", async () => {
    const broken = () => Promise.reject(new TypeError("Failed to fetch"));
    expect(await claimOffer("/claim", request, broken)).toEqual({
      kind: "refused",
      word: "offline",
      retry: true,
    });
  });
});

describe("a claim's answer", () => {
  const times = {
    endsAt: "2026-11-21T18:00:00Z",
    now: "2026-11-21T12:00:00Z",
  };
  const read = {
    endsAt: new Date(times.endsAt),
    now: new Date(times.now),
  };

  test("gives the code, what it is, and its real end", () => {
    expect(
      understandClaim(200, {
        kind: "code",
        code: "X1",
        incentive: TEN,
        ...times,
      }),
    ).toEqual({ kind: "code", code: "X1", incentive: TEN, ...read });
  });

  test("gives the id of a promise", () => {
    expect(
      understandClaim(200, { kind: "promise", claimId: "p", ...times }),
    ).toEqual({ kind: "promise", claimId: "p", ...read });
  });

  test("of any other kind is a refusal that can be said kindly", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 200, max: 599 }),
        fc.jsonValue(),
        (status, answer) => {
          const { code, claimId } = Object(answer);
          fc.pre(!(status === 200 && (code || claimId)));
          const claim = understandClaim(status, answer);
          expect(claim.kind).toBe("refused");
          if (claim.kind === "refused")
            expect(["ended", "busy"]).toContain(claim.word);
        },
      ),
    );
  });
});

test("only our own words reach the shopper, not those of a proxy in between", () => {
  const message = "Said by somebody.";
  const refused = (code: string) =>
    understandClaim(502, { error: { code, message } });
  expect(refused("try-again")).toMatchObject({ message });
  expect(refused("app-unavailable")).toEqual({
    kind: "refused",
    word: "busy",
    retry: true,
  });
});

describe("words", () => {
  test("benefits are written as the language writes them", () => {
    const name = (
      locale: string,
      incentive: Parameters<typeof nameBenefit>[0]["incentive"],
    ) =>
      nameBenefit({
        incentive,
        amountMinor: 500,
        currency: "EUR",
        locale,
      }).replace(/\s/g, " ");
    expect([
      name("en", TEN),
      name("de", TEN),
      name("en", { kind: "percent", percent: 12.5 }),
    ]).toEqual(["10%", "10 %", "12.5%"]);
    expect(name("de", { kind: "amount", amountMinor: 500 })).toBe("5,00 €");
  });

  test("gaps are filled with text, whatever stands in it, and an unknown gap is seen", () => {
    expect(fill("{a} {b} {a}", { a: "$& {b}", b: "2" })).toBe(
      "$& {b} 2 $& {b}",
    );
    expect(fill("{toString} {x}", {})).toBe("{toString} {x}");
  });

  test("an end is a time today and a date later, in her zone, by the server's clock", () => {
    const end = (endsAt: string, timeZone: string) =>
      nameEnd({
        endsAt: new Date(endsAt),
        now: new Date("2026-11-21T20:00:00Z"),
        locale: "en-GB",
        timeZone,
      });
    expect(end("2026-11-21T22:30:00Z", "UTC")).toBe("22:30");
    expect(end("2026-11-21T23:30:00Z", "Europe/Berlin")).toMatch(
      /Sun.*22 Nov.*0:30/,
    );
    expect(end("2026-11-21T23:30:00Z", "America/New_York")).toBe("18:30");
  });
});
