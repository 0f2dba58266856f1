import { defineConfig } from "@playwright/test";
import whole from "../../playwright.config.ts";

/** The shopper's script alone, without the stack: `playwright test -c tests/script`. */
export default defineConfig({
  ...whole,
  testDir: ".",
  outputDir: "../../test-results",
  globalSetup: [],
});
