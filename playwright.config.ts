import { defineConfig } from "@playwright/test";
import {
  BROWSER_ARGS,
  findOrInstallBrowser,
  USER_AGENT,
} from "./dev/browser.ts";

// Stories are told one after another against one whole stack, the production build: they share its clock.
export default defineConfig({
  testDir: "tests",
  testMatch: "**/*.story.ts",
  globalSetup: "./tests/stories/start-stack.ts",
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  outputDir: "test-results",
  reporter: "list",
  use: {
    viewport: { width: 1280, height: 860 },
    userAgent: USER_AGENT,
    locale: "en-US",
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: await findOrInstallBrowser(),
      args: BROWSER_ARGS,
    },
  },
});
