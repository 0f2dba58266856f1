import { defineConfig } from "@playwright/test";
import whole from "../../playwright.config.ts";

/** Our blocks, embed and offer in themes that are not ours: `npm run check:themes -- DIR…`. */
export default defineConfig({
  ...whole,
  testDir: ".",
  testMatch: "**/*.check.ts",
  outputDir: "../../test-results/themes",
  globalSetup: [],
});
