import { expect, test } from "vitest";
import { readText } from "#tests/support/tree.ts";
import { describeTopic } from "./topics.ts";

test("every topic the app asks Shopify for has words", () => {
  const topics = [
    ...readText("shopify.app.toml").matchAll(
      /^(?:compliance_)?topics = (.*)$/gm,
    ),
  ].flatMap(([, list = ""]) => JSON.parse(list) as string[]);
  expect(topics.length).toBeGreaterThan(10);
  const words = topics.map(describeTopic);
  expect(words.filter((text, i) => text === topics[i])).toEqual([]);
  expect(new Set(words).size).toBe(topics.length);
});

test("another topic is shown as it is", () => {
  expect(describeTopic("themes/publish")).toBe("themes/publish");
});
