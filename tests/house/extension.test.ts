import {
  cp,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { buildStorefront, findOversized } from "#dev/build-storefront.ts";
import { themeCheckRun } from "@shopify/theme-check-node";

const ROOT = join(import.meta.dirname, "../..");
const EXTENSION = join(ROOT, "extensions/storefront");
async function checkTheme(root: string): Promise<string[]> {
  const config = join(ROOT, ".theme-check.yml");
  const { offenses } = await themeCheckRun(root, config);
  return offenses.map(
    ({ uri, check, message }) => `${uri} ${check}: ${message}`,
  );
}

let copy: string;
beforeAll(async () => {
  copy = join(
    await mkdtemp(join(tmpdir(), "extension-")),
    "extensions/storefront",
  );
  await cp(EXTENSION, copy, { recursive: true });
  const scripts = await buildStorefront(join(copy, "assets"));
  expect(findOversized(scripts)).toEqual([]);
  return () => rm(join(copy, "../.."), { recursive: true });
});

test("Theme Check finds nothing", async () => {
  expect(await checkTheme(copy)).toEqual([]);
});

test("Theme Check would find a forbidden tag and a missing word", async () => {
  const block = join(copy, "blocks/bought.liquid");
  const text = await readFile(block, "utf8");
  await writeFile(
    block,
    `{% stylesheet %}{% endstylesheet %}{{ 'no.such_word' | t }}${text}`,
  );
  const faults = await checkTheme(copy);
  await writeFile(block, text);
  expect(faults.join("\n")).toMatch(
    /blocks\/bought\.liquid.*AppBlockValidTags/,
  );
  expect(faults.join("\n")).toMatch(/TranslationKeyExists/);
});

test("the size gate names a script that grew", () => {
  const grown = {
    name: "loader.js",
    rawBytes: 10_001,
    gzipBytes: 4097,
    limits: { raw: 10_000, gzip: 4096 },
  };
  expect(findOversized([grown])).toHaveLength(2);
});

test("every language says the same things with the same gaps", async () => {
  const locales = (await readdir(join(EXTENSION, "locales"))).filter(
    (name) => !name.includes("schema"),
  );
  const read = async (name: string) => {
    const text = await readFile(join(EXTENSION, "locales", name), "utf8");
    expect(
      Buffer.byteLength(text),
      `${name} is over Shopify's 15 KB`,
    ).toBeLessThan(15_000);
    return flatten(JSON.parse(text) as object);
  };
  const english = await read("en.default.json");
  expect(locales).toHaveLength(9);
  for (const name of locales) {
    const words = await read(name);
    const language = name.split(".")[0]!;
    const plurals = new Intl.PluralRules(language).resolvedOptions()
      .pluralCategories;
    expect(new Set([...words.keys()].map(stem))).toEqual(
      new Set([...english.keys()].map(stem)),
    );
    for (const [key, text] of words) {
      const other = english.get(key) ?? english.get(`${stem(key)}.other`)!;
      const gaps = (value: string) => new Set(value.match(/\{+ ?\w+ ?\}+/g));
      // "one" and "two" may be said without a digit.
      if (!/\.(zero|one|two)$/.test(key))
        expect(gaps(text), `${name} ${key}`).toEqual(gaps(other));
    }
    for (const counted of ["stars.reviews", "bought.line", "stock.line"])
      for (const plural of plurals)
        expect(
          words.has(`${counted}.${plural}`),
          `${name} ${counted}.${plural}`,
        ).toBe(true);
  }
});

/** Words that are the same in that language. */
const SAME_AS_ENGLISH = new Set<string>([]);

test("every language says it in its own words", async () => {
  const locales = (await readdir(join(EXTENSION, "locales"))).filter(
    (name) => !/schema|en\.default/.test(name),
  );
  const read = async (name: string) =>
    flatten(
      JSON.parse(
        await readFile(join(EXTENSION, "locales", name), "utf8"),
      ) as object,
    );
  const english = await read("en.default.json");
  for (const name of locales)
    for (const [key, text] of await read(name))
      if (!SAME_AS_ENGLISH.has(`${name} ${key}`))
        expect(text, `${name} ${key} is still English`).not.toBe(
          english.get(key),
        );
});

const stem = (key: string) =>
  key.replace(/\.(zero|one|two|few|many|other)$/, "");

function flatten(value: object, prefix = ""): Map<string, string> {
  return new Map(
    Object.entries(value).flatMap(([key, part]: [string, unknown]) =>
      typeof part === "string"
        ? [[prefix + key, part] as const]
        : [...flatten(part as object, `${prefix}${key}.`)],
    ),
  );
}
