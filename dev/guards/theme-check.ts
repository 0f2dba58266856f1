import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { themeCheckRun } from "@shopify/theme-check-node";
import { buildStorefront } from "#dev/build-storefront.ts";

/** Shopify's own checks over the theme app extension. The package has no command, so this is one. */
const ROOT = path.resolve("extensions/storefront");
const NAMES = ["error", "warning", "info"];

// Blocks name the built scripts: one that is not there, or too large, is an offence.
await buildStorefront();
const { offenses } = await themeCheckRun(
  ROOT,
  path.resolve(".theme-check.yml"),
);
for (const { uri, severity, check, message, start } of offenses) {
  const file = path.relative(process.cwd(), fileURLToPath(uri));
  process.stdout.write(
    `${file}:${start.line + 1} ${NAMES[severity]} ${check}: ${message}\n`,
  );
}
// Warnings count: an extension that begins with some ends with many.
if (!existsSync(ROOT) || offenses.length > 0) process.exitCode = 1;
