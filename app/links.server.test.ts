import fc from "fast-check";
import { expect, test } from "vitest";
import {
  isExplainToken,
  makeExplainToken,
  makeLink,
  makeToken,
  readToken,
} from "./links.server.ts";
import type { LinkKind } from "./links.server.ts";

const kind = fc.constantFrom<LinkKind>("restore", "unsubscribe");
const target = fc.record({
  shop: fc
    .stringMatching(/^[a-z0-9][a-z0-9-]{0,40}$/)
    .map((name) => `${name}.myshopify.com`),
  messageId: fc.uuid({ version: 7 }),
});

test("a token names what it was made for, and only in links of its kind", () => {
  fc.assert(
    fc.property(kind, target, (made, named) => {
      const token = makeToken(made, named);
      expect(token).toMatch(/^[\w-]+$/);
      expect(readToken(made, token)).toEqual(named);
      const other = made === "restore" ? "unsubscribe" : "restore";
      expect(readToken(other, token)).toBeNull();
    }),
  );
});

test("any flipped bit is refused, spare bits of the last character too", () => {
  const alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  fc.assert(
    fc.property(
      kind,
      target,
      fc.nat(),
      fc.integer({ min: 0, max: 5 }),
      (made, named, place, bit) => {
        const token = makeToken(made, named);
        const index = place % token.length;
        const digit = alphabet.indexOf(token.charAt(index));
        const flipped =
          token.slice(0, index) +
          alphabet.charAt(digit ^ (1 << bit)) +
          token.slice(index + 1);
        expect(readToken(made, flipped)).toBeNull();
      },
    ),
    { numRuns: 1000 },
  );
});

test("what is no token is refused without a fuss", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readToken("restore", text)).toBeNull();
    }),
  );
  const token = makeToken("restore", {
    shop: "a.myshopify.com",
    messageId: "019a0000-0000-7000-8000-000000000000",
  });
  for (const bad of [`${token}=`, ` ${token}`, token.slice(0, -1), `${token}A`])
    expect(readToken("restore", bad)).toBeNull();
});

test("links lead to the app", () => {
  const link = makeLink("unsubscribe", {
    shop: "a.myshopify.com",
    messageId: "019a0000-0000-7000-8000-000000000000",
  });
  expect(link).toMatch(
    /^https:\/\/second-thought\.test\/email\/unsubscribe\/[\w-]+$/,
  );
});

test("a look behind the storefront is for one shop and one hour", () => {
  const now = new Date("2026-11-21T12:00:00Z");
  const shop = "a.myshopify.com";
  const token = makeExplainToken({ shop, now });
  const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  expect(isExplainToken(token, { shop, now: after(59) })).toBe(true);
  expect(isExplainToken(token, { shop, now: after(61) })).toBe(false);
  expect(isExplainToken(token, { shop: "b.myshopify.com", now })).toBe(false);
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (text) => {
      expect(isExplainToken(text, { shop, now })).toBe(false);
    }),
  );
});
