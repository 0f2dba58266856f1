/**
 * `npm run bench:server`: how fast the hot edges answer, each as a ratio to a bare `node:http` handler in the same
 * run (benchmarks/bare-server.ts), because absolute figures only describe the machine. Both get the same load
 * in interleaved pairs on one PostgreSQL; medians are quoted. Then p99 at half of the rate just measured.
 */
import { execFileSync } from "node:child_process";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { findFreePort } from "#dev/ports.ts";
import { ensureDatabase, removeDatabase } from "#dev/postgres.ts";
import {
  type Figure,
  jsonFileFromArguments,
  median,
  report,
  type Target,
} from "./figures.ts";
import { sendLoad } from "./load.ts";
import { beaconLoad, claimLoad, type Load, webhookLoad } from "./requests.ts";
import { addCodes, seedBenchShops } from "./server-seed.ts";
import { serverEnvironment, startServer } from "./server-process.ts";

const PAIRS = 5;
const SECONDS = 4;
const CODES_PER_ROUND = 40_000;

const TARGETS: Record<string, Target> = {
  "server.webhook_ratio": { atLeast: 0.7 },
  "server.beacon_ratio": { atLeast: 0.7 },
  "server.claim_ratio": { atLeast: 0.25 },
  "server.webhook_p99_ms": { atMost: 40 },
  "server.beacon_p99_ms": { atMost: 40 },
};

const dataDir = path.join(os.tmpdir(), `second-thought-bench-${process.pid}`);
const jsonFile = jsonFileFromArguments();
const database = await ensureDatabase({
  dataDir,
  port: await findFreePort(4750),
});
const stops: (() => Promise<void>)[] = [];
try {
  const environment = serverEnvironment(database.url);
  execFileSync(process.execPath, ["app/migrate.ts"], {
    env: { ...process.env, ...environment },
    stdio: "ignore",
  });
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  await seedBenchShops(pool);
  const app = await startServer("app/server.ts", environment);
  const bare = await startServer("benchmarks/bare-server.ts", environment);
  stops.push(app.stop, bare.stop, () => pool.end());

  const figures: Figure[] = [];
  const kinds: [string, Load][] = [
    ["webhook", webhookLoad()],
    ["beacon", beaconLoad()],
    ["claim", claimLoad()],
  ];
  for (const [name, load] of kinds)
    figures.push(...(await measure(name, load, { app, bare, pool })));
  await report(figures, TARGETS, jsonFile);
} finally {
  for (const stop of stops) await stop();
  await removeDatabase(dataDir);
}

async function measure(
  name: string,
  load: Load,
  servers: { app: { url: string }; bare: { url: string }; pool: pg.Pool },
): Promise<Figure[]> {
  const { app, bare, pool } = servers;
  const prepare = async () =>
    name === "claim" ? addCodes(pool, CODES_PER_ROUND) : undefined;
  await prepare();
  await sendLoad({ url: bare.url, load, seconds: 1 });
  await sendLoad({ url: app.url, load, seconds: 1 });
  const rates: { app: number; bare: number }[] = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    await prepare();
    const bareRun = await sendLoad({ url: bare.url, load, seconds: SECONDS });
    const appRun = await sendLoad({ url: app.url, load, seconds: SECONDS });
    rates.push({ app: appRun.rate, bare: bareRun.rate });
    console.log(
      `${name} pair ${pair + 1}/${PAIRS}: ${Math.round(appRun.rate)}/s of ${Math.round(bareRun.rate)}/s`,
    );
  }
  const rate = median(rates.map((pair) => pair.app));
  const ratio = median(rates.map((pair) => pair.app / pair.bare));
  const figures: Figure[] = [
    { name: `server.${name}_ratio`, value: ratio, unit: "ratio" },
    { name: `server.${name}_rate`, value: rate, unit: "req/s" },
  ];
  await prepare();
  const calm = await sendLoad({
    url: app.url,
    load,
    seconds: SECONDS,
    ratePerSecond: rate / 2,
  });
  figures.push({ name: `server.${name}_p99_ms`, value: calm.p99, unit: "ms" });
  return figures;
}
