import { spawn } from "node:child_process";
import fs from "node:fs/promises";
import path from "node:path";
import { add, settle, type Count } from "#dev/guards/count.ts";
import { GUARDS, REPORT_FOLDER, type Guard } from "#dev/guards/guards.ts";
import {
  clearProgress,
  paint,
  say,
  seconds,
  showProgress,
} from "#dev/print.ts";
import { ensurePrismaClient } from "#dev/prisma-client.ts";

/**
 * `npm test` runs every guard there is, `npm run check` only those that read the sources; ends with one line
 * "N passed, N failed". Sources are read two guards at a time; tests and browser get the machine to themselves,
 * so that a slow moment elsewhere is never the reason for a failure.
 */
interface Result {
  guard: Guard;
  count: Count;
  ms: number;
  output: string;
}

const quick = process.argv.includes("--check");
const only = process.argv
  .slice(2)
  .find((argument) => !argument.startsWith("--"));
const wanted = GUARDS.filter(
  ({ name, kind }) =>
    (!quick || kind === "static") && (!only || name.startsWith(only)),
);
const SHOWN_LINES = 80;

await fs.rm(REPORT_FOLDER, { recursive: true, force: true });
await fs.mkdir(REPORT_FOLDER, { recursive: true });
await ensurePrismaClient();

const results: Result[] = [];
const from = performance.now();
await runAll(
  wanted.filter(({ kind }) => kind === "static"),
  2,
);
await runAll(
  wanted.filter(({ kind }) => kind !== "static"),
  1,
);
report();

async function runAll(guards: Guard[], atOnce: number): Promise<void> {
  const waiting = [...guards];
  const lane = async () => {
    for (let guard = waiting.shift(); guard; guard = waiting.shift()) {
      const result = await run(guard);
      results.push(result);
      sayResult(result);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

async function run(guard: Guard): Promise<Result> {
  const started = performance.now();
  const { code, output } = await execute(guard, (line) =>
    showProgress(
      `… ${guard.name} ${seconds(performance.now() - started)} ${line}`,
    ),
  );
  // No report means that the runner itself broke down; settle() makes that a failure.
  const counted = await guard
    .count?.()
    .catch(() => ({ passed: 0, failed: 0, skipped: 0 }));
  return {
    guard,
    count: settle(counted, code),
    ms: performance.now() - started,
    output,
  };
}

function execute(
  guard: Guard,
  onLine: (line: string) => void,
): Promise<{ code: number; output: string }> {
  const [command = "", ...args] = guard.command;
  const bin = path.resolve("node_modules", ".bin");
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      ...guard.env,
      PATH: `${bin}${path.delimiter}${process.env.PATH}`,
      NO_COLOR: "1",
      FORCE_COLOR: undefined,
      CHECKPOINT_DISABLE: "1",
    },
    shell: process.platform === "win32",
  });
  let output = "";
  const take = (data: Buffer) => {
    output += data.toString();
    onLine(output.trimEnd().split("\n").at(-1)?.trim() ?? "");
  };
  child.stdout.on("data", take);
  child.stderr.on("data", take);
  const timer = setInterval(() => onLine(""), 1000);
  return new Promise((resolve) => {
    child.on("error", (error) => (output += error.message));
    child.on("close", (code) => {
      clearInterval(timer);
      resolve({ code: code ?? 1, output });
    });
  });
}

function sayResult({ guard, count, ms, output }: Result): void {
  clearProgress();
  const mark = count.failed > 0 ? paint("red", "✗") : paint("green", "✓");
  say(
    `  ${mark} ${guard.name.padEnd(22)} ${describe(count).padEnd(28)} ${paint("dim", seconds(ms))}`,
  );
  if (count.failed === 0) return;
  const lines = output.trimEnd().split("\n");
  if (lines.length > SHOWN_LINES)
    say(paint("dim", `    … ${lines.length - SHOWN_LINES} lines before`));
  say(
    lines
      .slice(-SHOWN_LINES)
      .map((line) => `    ${line}`)
      .join("\n"),
  );
}

function describe({ passed, failed, skipped }: Count): string {
  const parts = [`${passed} passed`];
  if (failed > 0) parts.push(`${failed} failed`);
  if (skipped > 0) parts.push(`${skipped} skipped`);
  return parts.join(", ");
}

function report(): void {
  const total = results
    .map(({ count }) => count)
    .reduce(add, { passed: 0, failed: 0, skipped: 0 });
  const failed = results
    .filter(({ count }) => count.failed > 0)
    .map(({ guard }) => guard.name);
  say();
  if (failed.length > 0) say(`Failed: ${failed.join(", ")}`);
  say(
    paint(
      "dim",
      `${results.length} guards in ${seconds(performance.now() - from)}`,
    ),
  );
  say(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed > 0 || results.length === 0 ? 1 : 0;
}
