import { defineConfig } from "vitest/config";

const FOLDERS = "{app,dev,extensions,tests,benchmarks}";
const SERVER = [`${FOLDERS}/**/*.server.test.{ts,tsx}`];

// Told apart by their names alone: *.test.ts is pure and fast, *.server.test.ts has a PostgreSQL of its own.
// Kept apart from vite.config.ts, whose Remix plugin expects to build an app.
export default defineConfig({
  esbuild: { jsx: "automatic" },
  test: {
    // Two cores: more workers only make every test slower.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: [`${FOLDERS}/**/*.test.{ts,tsx}`],
          exclude: SERVER,
          setupFiles: ["tests/support/setup-unit.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "server",
          include: SERVER,
          globalSetup: ["tests/support/global-database.ts"],
          setupFiles: [
            "tests/support/setup-unit.ts",
            "tests/support/setup-server.ts",
          ],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
