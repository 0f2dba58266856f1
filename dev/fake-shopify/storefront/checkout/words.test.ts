import { expect, test } from "vitest";
import { WORDS } from "./dictionary.ts";
import { directionOf, sayer } from "./words.ts";

test("every language has the same words", () => {
  const [first, ...others] = Object.values(WORDS).map((words) =>
    Object.keys(words).toSorted(),
  );
  for (const words of others) expect(words).toEqual(first);
});

test("a language that is not there is English, and Arabic reads from the right", () => {
  expect(sayer("pl")("Pay now")).toBe("Pay now");
  expect(sayer("fr-CA")("Pay now")).toBe("Payer maintenant");
  expect(["ar", "ar-KW", "de", "en"].map(directionOf)).toEqual([
    "rtl",
    "rtl",
    "ltr",
    "ltr",
  ]);
});
