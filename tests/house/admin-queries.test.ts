import { parse, validate, type DocumentNode } from "graphql";
import { expect, test } from "vitest";
import { loadAdminSchema } from "#dev/fake-shopify/platform/admin-schema/schema.ts";
import { listFiles, readText } from "#tests/support/tree.ts";

interface Found {
  file: string;
  text: string;
}

/** Every template text that begins with `#graphql`, with the constants of the same file filled in. */
function findDocuments(): Found[] {
  return listFiles(/^app\/.*\.tsx?$/)
    .filter((file) => !/\.test\.tsx?$/.test(file))
    .flatMap((file) => {
      const source = readText(file);
      const constants = new Map(
        [...source.matchAll(/const (\w+) = (?:`([^`]*)`|(\d+);)/g)].map(
          ([, name = "", text, number]) => [name, text ?? number ?? ""],
        ),
      );
      const fill = (text: string): string =>
        text.replace(/\$\{(\w+)\}/g, (whole, name: string) =>
          constants.has(name) ? fill(constants.get(name) ?? "") : whole,
        );
      return [...source.matchAll(/`(\s*#graphql[^`]*)`/g)].map(
        ([, text = ""]) => ({ file, text: fill(text) }),
      );
    });
}

const documents = findDocuments();

test("no Admin API document hides from this test", () => {
  expect(documents.length).toBeGreaterThan(5);
  const hidden = listFiles(/^app\/.*\.server\.tsx?$/)
    .filter((file) => !/\.test\.tsx?$/.test(file))
    .filter((file) =>
      /[`"]\s*(query|mutation)\s+\w*\s*[({]/.test(readText(file)),
    );
  expect(hidden, "begin each document with #graphql").toEqual([]);
});

test.each(
  documents.map(({ file, text }) => [
    `${file}: ${/(query|mutation|fragment) \w+/.exec(text)?.[0]}`,
    text,
  ]),
)("%s is valid in Shopify's schema of 2026-10", (_name, text) => {
  const document: DocumentNode = parse(text);
  const faults = validate(loadAdminSchema().schema, document).map(
    ({ message }) => message,
  );
  expect(faults).toEqual([]);
});
