import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { choosePolicyMode, POLICY_TABLE } from "./recovery-policy.ts";
import {
  decideMayWrite,
  isNewerWord,
  normaliseAddress,
  recoveryPolicySchema,
  wordOfBox,
  wordOfShopify,
} from "./shoppers.ts";
import type { ConsentWord, MayWriteFacts } from "./shoppers.ts";

const word = fc.record({
  granted: fc.boolean(),
  basis: fc.constantFrom("a", "b", "Z", "é"),
  source: fc.constantFrom("x", "y"),
  // Few moments, so that words of the same one meet often.
  at: fc.integer({ min: 0, max: 4 }).map((n) => new Date(n * 1000)),
});
const hear = (words: ConsentWord[]) =>
  words.reduce<ConsentWord | null>(
    (held, next) => (held && !isNewerWord(next, held) ? held : next),
    null,
  );

test("the newest word wins, in whatever order and however often words arrive", () => {
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 6 }).chain((words) =>
        fc.tuple(
          fc.constant(words),
          fc.shuffledSubarray([...words, ...words], {
            minLength: words.length * 2,
          }),
        ),
      ),
      ([words, shuffled]) => {
        expect(hear(shuffled)).toEqual(hear(words));
        const newest = Math.max(...words.map((w) => w.at.getTime()));
        expect(hear(words)?.at.getTime()).toBe(newest);
      },
    ),
  );
});

test("at the same moment a refusal wins", () => {
  const at = new Date(0);
  const yes = { granted: true, basis: "a", source: "x", at };
  const no = { granted: false, basis: "a", source: "x", at };
  expect(isNewerWord(no, yes)).toBe(true);
  expect(isNewerWord(yes, no)).toBe(false);
});

describe("where a reminder may go", () => {
  const mode = (countryCode: string | null, policy = {}) =>
    choosePolicyMode({ countryCode, policy });

  test("the careful default", () => {
    expect(["DE", "fr", "GB", "CH", "NO", "CA"].map((c) => mode(c))).toEqual(
      Array(6).fill("subscribers"),
    );
    expect(mode("US")).toBe("everyone");
    expect([mode("XX"), mode(null)]).toEqual(["subscribers", "subscribers"]);
  });

  test("a merchant's default closes countries but opens only those without a row", () => {
    expect(mode("DE", { default: "everyone" })).toBe("subscribers");
    expect(mode("XX", { default: "everyone" })).toBe("everyone");
    expect(mode("US", { default: "nobody" })).toBe("nobody");
    expect(mode("DE", { countries: { DE: "everyone" } })).toBe("everyone");
  });

  test("each country stands in the table once, with a reason", () => {
    const all = POLICY_TABLE.flatMap((row) => row.countries);
    expect(new Set(all).size).toBe(all.length);
    expect(POLICY_TABLE.every((row) => row.reason.length > 20)).toBe(true);
  });

  test("settings that cannot be read open nothing", () => {
    const policy = recoveryPolicySchema.parse({
      default: "anyone",
      countries: { DE: "yes" },
    });
    expect(mode("XX", policy)).toBe("nobody");
    expect(mode("DE", policy)).toBe("nobody");
  });
});

describe("may we write?", () => {
  const at = new Date("2026-11-20T10:00:00Z");
  const said = (granted: boolean, basis: string) => ({
    granted,
    basis,
    source: "test",
    at,
  });
  const facts = (more: Partial<MayWriteFacts>): MayWriteFacts => ({
    purpose: "basket-reminder",
    countryCode: "DE",
    policy: {},
    consents: {},
    suppressions: [],
    gaveAddressAt: at,
    ...more,
  });

  test("a subscriber, yes, on the basis she gave", () => {
    const consents = { marketing: said(true, "subscribed-at-checkout") };
    expect(decideMayWrite(facts({ consents }))).toEqual({
      allowed: true,
      basis: "subscribed-at-checkout",
      basisAt: at,
    });
  });

  test("nobody without a word in Germany, everyone in the USA", () => {
    expect(decideMayWrite(facts({}))).toEqual({
      allowed: false,
      reason: "no-consent",
    });
    expect(decideMayWrite(facts({ countryCode: "US" }))).toEqual({
      allowed: true,
      basis: "gave-address-at-checkout",
      basisAt: at,
    });
  });

  test("an address we have from elsewhere was not given at a checkout", () => {
    expect(
      decideMayWrite(facts({ countryCode: "US", gaveAddressAt: null })).allowed,
    ).toBe(false);
  });

  test("who unsubscribed gets nothing, in the USA neither", () => {
    const consents = { marketing: said(false, "unsubscribed") };
    expect(decideMayWrite(facts({ countryCode: "US", consents })).allowed).toBe(
      false,
    );
  });

  test("an unconfirmed double opt-in is no consent", () => {
    const consents = { marketing: said(false, "pending") };
    expect(decideMayWrite(facts({ consents })).allowed).toBe(false);
  });

  test("marketing asks for marketing consent, wherever she lives", () => {
    const consents = { "basket-reminder": said(true, "asked-for-it") };
    expect(
      decideMayWrite(
        facts({ purpose: "marketing", countryCode: "US", consents }),
      ),
    ).toEqual({ allowed: false, reason: "no-consent" });
  });

  test("suppression beats every consent and policy", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("DE", "US", null),
        fc.boolean(),
        fc.constantFrom("all" as const, "basket-reminder" as const),
        (countryCode, granted, purpose) => {
          const consents = {
            marketing: said(granted, "a"),
            "basket-reminder": said(true, "a"),
          };
          const suppressions = [{ purpose, reason: "unsubscribed" as const }];
          expect(
            decideMayWrite(facts({ countryCode, consents, suppressions })),
          ).toEqual({ allowed: false, reason: "suppressed" });
        },
      ),
    );
  });
});

describe("words out of webhooks", () => {
  const consent = (state: string, consent_updated_at: string | null) => ({
    customer_id: 7,
    email_address: "a@b.de",
    email_marketing_consent: { state, consent_updated_at },
  });
  const fallback = new Date("2026-11-20T12:00:00Z");

  test("Shopify's states", () => {
    const at = "2026-11-20T12:00:00+01:00";
    expect(wordOfShopify(consent("subscribed", at), fallback)).toEqual({
      granted: true,
      basis: "shopify-customer",
      source: "customer 7",
      at: new Date("2026-11-20T11:00:00Z"),
    });
    expect(wordOfShopify(consent("unsubscribed", null), fallback)).toEqual(
      expect.objectContaining({ granted: false, at: fallback }),
    );
    expect(wordOfShopify(consent("not_subscribed", null), fallback)).toBeNull();
  });

  test("a withdrawal during the checkout beats every repetition of its ticked box", () => {
    const box = wordOfBox("checkout", {
      token: "t",
      buyer_accepts_marketing: true,
      created_at: "2026-11-20T10:00:00Z",
    });
    const no = wordOfShopify(
      consent("unsubscribed", "2026-11-20T10:05:00Z"),
      fallback,
    );
    expect(box && no && hear([no, box])?.granted).toBe(false);
  });

  test("an empty box says nothing", () => {
    expect(
      wordOfBox("order", {
        id: 1,
        buyer_accepts_marketing: false,
        created_at: "2026-11-20T10:00:00Z",
      }),
    ).toBeNull();
  });
});

test("addresses", () => {
  expect(normaliseAddress("  Mia@Example.COM ")).toBe("mia@example.com");
  const bad = [
    "",
    "a",
    "a@b",
    "a b@c.de",
    "a@b.de,c@d.de",
    "a@b.de\r\nBcc: x@y.z",
    "<a@b.de>",
  ];
  expect(bad.map((text) => normaliseAddress(text))).toEqual(
    bad.map(() => null),
  );
});
