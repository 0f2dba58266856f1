import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { countPlaywright, countVitest, type Count } from "#dev/guards/count.ts";

/** One thing that stands between a mistake and a merchant. */
export interface Guard {
  name: string;
  /** What it runs; the first word is looked up in node_modules/.bin. */
  command: string[];
  /** "static" reads the sources only and may run beside others; the rest wants the machine for itself. */
  kind: "static" | "build" | "tests" | "browser";
  env?: Record<string, string>;
  /** How many tests passed and failed, out of the report the command wrote; a guard without one counts as 1. */
  count?: () => Promise<Count>;
}

const REPORTS = path.join(".cache", "reports");
const report = (name: string) => path.join(REPORTS, `${name}.json`);
const readJson = async (file: string): Promise<unknown> =>
  JSON.parse(await readFile(file, "utf8"));

const node = (script: string) => [
  process.execPath,
  "dev/with-node.mjs",
  script,
];

function vitest(project: string): Guard {
  const file = report(project);
  return {
    name: `${project} tests`,
    kind: "tests",
    command: [
      "vitest",
      "run",
      "--project",
      project,
      "--reporter=dot",
      "--reporter=json",
      `--outputFile.json=${file}`,
    ],
    count: async () => countVitest(await readJson(file)),
  };
}

const CODE = ["app", "dev", "extensions", "tests", "benchmarks"].filter(
  (folder) => existsSync(folder),
);

export const GUARDS: Guard[] = [
  {
    name: "format",
    kind: "static",
    command: ["prettier", "--check", "--log-level=warn", "."],
  },
  { name: "types", kind: "static", command: ["tsc", "--noEmit"] },
  { name: "lint", kind: "static", command: ["eslint", "."] },
  {
    name: "boundaries",
    kind: "static",
    command: ["depcruise", "--output-type=err", ...CODE],
  },
  { name: "unused code", kind: "static", command: ["knip", "--no-progress"] },
  {
    name: "theme check",
    kind: "static",
    command: node("dev/guards/theme-check.ts"),
  },
  { name: "build", kind: "build", command: node("dev/build.ts") },
  vitest("unit"),
  vitest("server"),
  {
    name: "stories in a browser",
    kind: "browser",
    command: ["playwright", "test", "--reporter=line,json"],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: path.resolve(report("browser")) },
    count: async () => countPlaywright(await readJson(report("browser"))),
  },
];

export const REPORT_FOLDER = REPORTS;
