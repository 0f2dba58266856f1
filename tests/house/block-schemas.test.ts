import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import Ajv from "ajv";
import { expect, test } from "vitest";
import { listFiles, readText } from "#tests/support/tree.ts";

// Theme check looks into the Liquid of a block but not into its {% schema %}: a wrong setting would first be
// noticed by Shopify at deploy. Settings are checked against Shopify's own JSON schemas, the frame by what
// https://shopify.dev/docs/apps/build/online-store/theme-app-extensions/configuration allows.
const DATA = path.join(
  path.dirname(
    createRequire(import.meta.url).resolve(
      "@shopify/theme-check-docs-updater/package.json",
    ),
  ),
  "data",
);
const readSchema = (name: string) =>
  JSON.parse(fs.readFileSync(path.join(DATA, name), "utf8")) as object;

const ajv = new Ajv({ allErrors: true, unknownFormats: "ignore" });
const withId = (name: string) => ({
  ...readSchema(name),
  $id: `https://schemas.test/${name}`,
});
ajv.addSchema(["setting.json", "default_setting_values.json"].map(withId));
const isSettings = ajv.compile(withId("settings.json"));

const FRAME = {
  type: "object",
  required: ["name", "target"],
  additionalProperties: false,
  properties: {
    name: { type: "string", minLength: 1, maxLength: 25 },
    target: { enum: ["section", "head", "body", "compliance_head"] },
    class: { type: "string" },
    tag: { type: "string" },
    javascript: { type: "string", pattern: "\\.js$" },
    stylesheet: { type: "string", pattern: "\\.css$" },
    enabled_on: { type: "object" },
    disabled_on: { type: "object" },
    available_if: { type: "string" },
    settings: { type: "array" },
    default: { type: "object" },
  },
};
const isFrame = ajv.compile(FRAME);

const faultsOf = (check: typeof isFrame) =>
  (check.errors ?? []).map(({ dataPath, message }) => `${dataPath} ${message}`);

/** App blocks alone may have resources filled in by their section; the schema is the one for themes. */
function withoutAutofill(settings: unknown): unknown {
  return JSON.parse(
    JSON.stringify(settings, (key, value: unknown) =>
      key === "autofill" ? undefined : value,
    ),
  );
}

function checkBlock(text: string): string[] {
  const json = /\{%-?\s*schema\s*-?%\}([\s\S]*?)\{%-?\s*endschema\s*-?%\}/.exec(
    text,
  )?.[1];
  if (!json) return ["has no {% schema %}"];
  const schema = JSON.parse(json) as { name?: string; settings?: unknown };
  const faults: string[] = [];
  // A translated name ("t:blocks.x.name") is as long as its translation; only its key stands here.
  const named = schema.name?.startsWith("t:")
    ? { ...schema, name: "translated" }
    : schema;
  if (!isFrame(named)) faults.push(...faultsOf(isFrame));
  if (!isSettings(withoutAutofill(schema.settings ?? [])))
    faults.push(...faultsOf(isSettings));
  return faults;
}

const blocks = listFiles(/^extensions\/[^/]+\/blocks\/.*\.liquid$/);

test.each(blocks)("%s has a schema that Shopify takes", (file) => {
  expect(checkBlock(readText(file))).toEqual([]);
});

test("wrong targets, settings and types are noticed", () => {
  const block = (schema: object) =>
    `{% schema %}${JSON.stringify(schema)}{% endschema %}`;
  const setting = { type: "checkbox", id: "on", label: "On", default: true };
  expect(
    checkBlock(
      block({ name: "Badge", target: "section", settings: [setting] }),
    ),
  ).toEqual([]);
  expect(checkBlock(block({ name: "Badge", target: "nowhere" }))).not.toEqual(
    [],
  );
  expect(
    checkBlock(
      block({
        name: "Badge",
        target: "section",
        settings: [{ ...setting, type: "tickbox" }],
      }),
    ),
  ).not.toEqual([]);
  expect(
    checkBlock(
      block({
        name: "Badge",
        target: "section",
        settings: [{ type: "range", id: "n", label: "N", min: 0 }],
      }),
    ),
  ).not.toEqual([]);
  expect(checkBlock("<p>no schema</p>")).not.toEqual([]);
});
