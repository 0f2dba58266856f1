import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { textOfReminder, viewReminder } from "./reminder-view.ts";
import type { ReminderInput } from "./reminder-view.ts";

const now = new Date("2026-11-21T10:00:00Z");
const line = (title: string, full: bigint, net = full) => ({
  productId: "1",
  variantId: "11",
  title,
  variantTitle: null,
  quantity: 1,
  lineMinor: net,
  fullMinor: full,
});
const input = (more: Partial<ReminderInput> = {}): ReminderInput => ({
  now,
  locale: "en-US",
  shop: {
    name: "Lumen",
    url: "https://lumen.example",
    timeZone: "America/New_York",
    address: ["Lumen", "12 Harbour Lane"],
  },
  currency: "USD",
  lines: [line("Lamp", 10000n, 9000n)],
  variants: new Map(),
  codes: ["THINK"],
  discountMinor: 1000n,
  codeEnds: new Map(),
  basis: "subscribed-at-checkout",
  restoreUrl: "https://app.example/r",
  unsubscribeUrl: "https://app.example/u",
  canReply: true,
  ...more,
});
const totals = (more: Partial<ReminderInput>) =>
  viewReminder(input(more)).totals.map(({ value }) => value);
const codeText = (more: Partial<ReminderInput>) => {
  const { code } = viewReminder(input(more));
  return code && code.before + code.code + code.after;
};

describe("what the code takes off, and until when", () => {
  test("as Shopify has it on the lines, else as it has it for the checkout", () => {
    expect(totals({})).toEqual(["$100.00", "-$10.00", "$90.00"]);
    const unallocated = { lines: [line("Lamp", 10000n)] };
    expect(totals(unallocated)).toEqual(["$100.00", "-$10.00", "$90.00"]);
    expect(totals({ ...unallocated, discountMinor: 0n })).toEqual(["$100.00"]);
  });

  test("with its end when it is ours, in the shop's time zone", () => {
    const end = new Date("2026-11-22T17:00:00Z");
    expect(codeText({})).toBe("Your code THINK is still applied.");
    expect(
      codeText({ codeEnds: new Map([["THINK", end]]) })?.replace(/\s/g, " "),
    ).toBe(
      "Your code THINK is still applied, until Sunday, November 22 at 12:00 PM EST.",
    );
  });

  test("an ended code is neither promised nor reckoned with", () => {
    const codeEnds = new Map([["THINK", new Date("2026-11-21T10:09:00Z")]]);
    expect(codeText({ codeEnds })).toBeNull();
    expect(totals({ codeEnds })).toEqual(["$100.00"]);
  });

  test("a discount without a code counts, and no code is spoken of", () => {
    expect(codeText({ codes: [] })).toBeNull();
    expect(totals({ codes: [] })).toEqual(["$100.00", "-$10.00", "$90.00"]);
  });
});

test("a long basket is cut, and says by how much", () => {
  const lines = Array.from({ length: 9 }, (_, n) => line(`Item ${n}`, 100n));
  const view = viewReminder(input({ lines, codes: [], discountMinor: 0n }));
  expect(view.lines).toHaveLength(6);
  expect(view.moreLines).toBe("and 3 more items");
  expect(view.totals.at(-1)?.value).toBe("$9.00");
  expect(view.preheader).toBe("Item 0 and 8 more items");
});

test("why she gets it is the reason we keep", () => {
  expect(viewReminder(input()).why).toMatch(/subscribed to its e-mails/);
  expect(
    viewReminder(input({ basis: "gave-address-at-checkout" })).why,
  ).toMatch(/entered your e-mail address/);
});

test("an answer is only asked for when somebody reads it, and the shop's name stands once", () => {
  expect(viewReminder(input({ canReply: false })).help).toBeNull();
  expect(viewReminder(input()).address).toEqual(["Lumen", "12 Harbour Lane"]);
});

test("the text part has everything the other part has, in every language", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("en", "de", "fr", "es", "it", "nl", "pt-BR", "ja", "ar"),
      (locale) => {
        const variants = new Map([
          ["11", { pictureUrl: null, available: false }],
        ]);
        const view = viewReminder(input({ locale, variants }));
        const text = textOfReminder(view);
        const {
          shopUrl: _home,
          dir: _dir,
          language: _language,
          subject: _subject,
          preheader: _pre,
          ...said
        } = view;
        JSON.stringify(said, (_key, value: unknown) => {
          if (typeof value === "string") expect(text).toContain(value);
          return value;
        });
        expect(text).not.toMatch(/undefined|null|\{|\}/);
      },
    ),
    { numRuns: 9 },
  );
});
