import { IntlMessageFormat } from "intl-messageformat";
import { expect, test } from "vitest";
import {
  CATALOGUES,
  pickFormats,
  pickLocale,
  textDirection,
  translator,
} from "./texts.ts";
import type { TextKey } from "./texts.ts";

const english = CATALOGUES.en!;
const keys = Object.keys(english) as TextKey[];

/** The placeholders of a message with their kinds, found in the parsed message rather than by a pattern. */
function placeholders(text: string, locale: string): string[] {
  const found = new Set<string>();
  JSON.stringify(new IntlMessageFormat(text, locale).getAst(), (_key, node) => {
    // 0 is literal text, 7 the "#" inside a plural.
    if (typeof node?.type === "number" && node.type !== 0 && node.type !== 7)
      found.add(`${node.type} ${node.value}`);
    return node;
  });
  return [...found].sort();
}

test.each(Object.keys(CATALOGUES))(
  "%s says the same things as English, with the same placeholders",
  (locale) => {
    const texts = CATALOGUES[locale]!;
    expect(Object.keys(texts)).toEqual(keys);
    for (const key of keys) {
      expect(texts[key].trim(), key).not.toBe("");
      expect(placeholders(texts[key], locale), key).toEqual(
        placeholders(english[key], "en"),
      );
    }
  },
);

test("no language is left in English by mistake", () => {
  const same = Object.entries(CATALOGUES).flatMap(([locale, texts]) =>
    locale === "en"
      ? []
      : keys
          .filter((key) => texts[key] === english[key])
          .map((key) => `${locale} ${key}`),
  );
  // The same word in both languages.
  expect(same).toEqual([
    "es reminder.subtotal",
    "es reminder.total",
    "fr reminder.total",
    "pt-BR reminder.subtotal",
    "pt-BR reminder.total",
  ]);
});

test("plurals are those of the language", () => {
  const say = (locale: string, count: number) =>
    translator(locale)("reminder.preheader", { first: "A", count });
  expect([0, 1, 3].map((n) => say("en", n))).toEqual([
    "A",
    "A and one more item",
    "A and 3 more items",
  ]);
  expect(say("ar", 2)).toContain("ومنتجان");
  expect(say("ja", 3)).toBe("A ほか3点");
});

test("what a shop calls itself is text, never markup or a placeholder", () => {
  expect(
    translator("de")("reminder.subject", { shop: "<b>A & {count}</b>" }),
  ).toBe("Ihr Warenkorb bei <b>A & {count}</b> ist noch da");
});

test("the nearest language, and the shopper's own way to write numbers", () => {
  expect(
    ["de-AT", "pt_br", "pt-PT", "zh-CN", "", null, "EN"].map(pickLocale),
  ).toEqual(["de", "pt-BR", "pt-BR", "en", "en", "en", "en"]);
  expect(["de-AT", "de", "zh-CN", "x", null].map(pickFormats)).toEqual([
    "de-AT",
    "de",
    "en",
    "en",
    "en",
  ]);
  expect([textDirection("ar-EG"), textDirection("fr")]).toEqual(["rtl", "ltr"]);
});
