import { existsSync } from "node:fs";
import fs from "node:fs/promises";
import path from "node:path";
import { buildIfStale } from "#dev/build-steps.ts";
import { endLeftovers } from "#dev/demo/leftovers.ts";
import { HELP, parseOptions, type DemoOptions } from "#dev/demo/options.ts";
import { seedMonth } from "#dev/demo/seed/seed.ts";
import { playTour } from "#dev/demo/tour/tour.ts";
import { sayAddresses, sayWelcome } from "#dev/demo/words.ts";
import {
  choosePorts,
  FIRST_PORT,
  startDatabase,
  startStack,
  type Stack,
} from "#dev/demo/stack.ts";
import {
  makeState,
  readState,
  writeState,
  type DemoState,
} from "#dev/demo/state.ts";
import { commandOf, isAlive } from "#dev/lock.ts";
import { removeDatabase } from "#dev/postgres.ts";
import { clearProgress, paint, say, step } from "#dev/print.ts";

/** `npm run demo`: the shop, the admin, the inbox and the app itself on this machine, without a Shopify account. */
const options = readOptions();
/** The tour begins with an empty shop of its own, and leaves the demo's alone. */
const DATA = options.tour ? path.join(".data", "tour") : ".data";
const LOCK = path.join(DATA, "demo.pid");
const PIDS = path.join(DATA, "pids.json");
const SEED_DAYS = 30;

/** What has to be ended, last started first. */
const cleanups: (() => Promise<void>)[] = [];
let ending: Promise<void> | undefined;

function end(): Promise<void> {
  ending ??= (async () => {
    for (const cleanup of cleanups.reverse())
      await cleanup().catch((error: unknown) => say(String(error)));
  })();
  return ending;
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    if (ending) return; // once is enough: it takes a second
    clearProgress();
    say(`\n  Ending …`);
    void end().then(() => process.exit(signal === "SIGINT" ? 130 : 143));
  });
}

try {
  if (options.help) say(HELP);
  else if (options.tour) await runTour();
  else await run();
} catch (error) {
  await end();
  clearProgress();
  say(
    `\n${paint("red", error instanceof Error ? error.message : String(error))}`,
  );
  process.exit(1);
}

function readOptions(): DemoOptions {
  try {
    return parseOptions(process.argv.slice(2));
  } catch (error) {
    say(paint("red", error instanceof Error ? error.message : String(error)));
    process.exit(2);
  }
}

/** Plays the main job on a shop that is made for it, ends everything, and exits 1 when a step did not hold. */
async function runTour(): Promise<void> {
  sayWelcome();
  await takePlace();
  await endLeftovers(PIDS);
  await step("Forget the last tour", forget);
  const stack = await start(makeState());
  say(`\n  ${paint("bold", "The tour")}`);
  const ok = await playTour({ stack, out: options.out });
  say(`\n  Pictures and report.json are in ${options.out}\n`);
  await end();
  process.exit(ok ? 0 : 1);
}

async function run(): Promise<void> {
  sayWelcome();
  await takePlace();
  await endLeftovers(PIDS);
  if (options.reset) await step("Forget all data", forget);
  let state = await readState(DATA);
  if (state && !state.seededAt) {
    say(paint("dim", "  The first start was interrupted; beginning again."));
    await forget();
    state = null;
  }
  const given = state ?? makeState();
  const stack = await start(given);
  if (!given.seededAt) await liveAMonth(stack, given);
  sayAddresses(stack);
}

async function start(given: DemoState): Promise<Stack> {
  const fresh = !existsSync(path.join(DATA, "demo.json"));
  await writeState(DATA, given);
  const database = await step(
    "PostgreSQL",
    () => startDatabase({ dataDir: DATA }),
    ({ url }) => hostOf(url),
  );
  cleanups.push(database.stop);
  const { ports, remark } = await choosePorts(FIRST_PORT);
  if (remark) say(paint("yellow", `  ${remark}`));
  await step("Build", buildIfStale, (built) => (built ? "" : "up to date"));
  const stack = await step("Shopify, app and worker", (report) =>
    startStack({
      dataDir: DATA,
      state: given,
      ports,
      databaseUrl: database.url,
      themeDir: options.theme,
      ...(fresh && !options.tour
        ? { startAt: new Date(Date.now() - SEED_DAYS * 86_400_000) }
        : {}),
      onCrash: (remark) => say(paint("yellow", `  ${remark}`)),
      report,
    }),
  );
  cleanups.push(stack.stop);
  return { ...stack, databaseDirectory: database.directory };
}

async function liveAMonth(stack: Stack, given: DemoState): Promise<void> {
  await step(
    `${SEED_DAYS} days in the life of a shop`,
    (report) => seedMonth({ stack, days: SEED_DAYS, report }),
    ({ visits, mails }) => `${visits} visits, ${mails} mails`,
  );
  await writeState(DATA, { ...given, seededAt: new Date().toISOString() });
}

/** One demo per folder: two would write the same world. */
async function takePlace(): Promise<void> {
  await fs.mkdir(DATA, { recursive: true });
  const other = Number(await fs.readFile(LOCK, "utf8").catch(() => ""));
  // Ids are used again, after a restart of a container above all.
  if (
    other &&
    other !== process.pid &&
    isAlive(other) &&
    commandOf(other).includes("dev/demo.ts")
  )
    throw new Error(
      `The demo already runs in this folder (process ${other}). End it there with Ctrl-C first.`,
    );
  await fs.writeFile(LOCK, String(process.pid));
  cleanups.push(() => fs.rm(LOCK, { force: true }));
}

async function forget(): Promise<void> {
  await removeDatabase(path.join(DATA, "pg"));
  const kept = new Set([LOCK, PIDS].map((file) => path.basename(file)));
  for (const name of await fs.readdir(DATA)) {
    if (!kept.has(name))
      await fs.rm(path.join(DATA, name), { recursive: true, force: true });
  }
}

function hostOf(url: string): string {
  return new URL(url).host;
}
