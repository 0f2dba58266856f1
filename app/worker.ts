import { EventEmitter } from "node:events";
import {
  Logger,
  makeWorkerUtils,
  run,
  type Runner,
  type WorkerEvents,
} from "graphile-worker";
import { now } from "#app/clock.server.ts";
import { closeDatabase, pool } from "#app/db.server.ts";
import {
  beat,
  readSharedClock,
  releaseDeadWorkers,
  stopBeating,
} from "#app/heartbeat.server.ts";
import { onSale, receive } from "#app/inbox.server.ts";
import { log } from "#app/log.server.ts";
import { createMailer } from "#app/mail.server.ts";
import { migrate } from "#app/migrate.server.ts";
import {
  campaignJobs,
  publishDueCampaigns,
} from "#app/modules/campaigns/jobs.server.ts";
import { drainInbox, workBeacons } from "#app/modules/events/events.server.ts";
import {
  eventJobs,
  requestMissingImports,
  tidyEvents,
} from "#app/modules/events/jobs.server.ts";
import {
  intentJobs,
  keepWebPixels,
  noteCheckoutDrops,
  tidyDrops,
} from "#app/modules/intent/jobs.server.ts";
import { handOverDueMessages } from "#app/modules/messages/jobs.server.ts";
import {
  fillLowPools,
  offerJobs,
  refreshOfferFacts,
  tidyDiscounts,
} from "#app/modules/offers/jobs.server.ts";
import { purgeExports } from "#app/modules/privacy/privacy.server.ts";
import {
  recoveryTemplates,
  startDueRuns,
} from "#app/modules/recovery/jobs.server.ts";
import {
  refreshProofs,
  socialProofJobs,
} from "#app/modules/social-proof/jobs.server.ts";
import { refreshTokens } from "#app/modules/shops/shops.server.ts";
import { runChores, type Chore } from "#app/worker-chores.server.ts";
import { runLoop } from "#app/worker-loop.ts";

// The worker process: drains the inbox, starts due runs, hands over due messages, runs the queue's jobs and the chores.
// Any number may run; each piece of work is taken by one. What a killed one had is taken over within a minute.

/** How soon work that just became due is noticed. */
const POLL_MS = 250;
const BEAT_MS = 5_000;
/** Deliveries of one shop may wait for each other's rows, those of two shops never. */
const INBOX_LANES = 3;
const JOBS_AT_ONCE = 4;

const CHORES: Chore[] = [
  { name: "refresh-tokens", everyMinutes: 1, work: () => refreshTokens() },
  { name: "publish-due-campaigns", everyMinutes: 1, work: publishDueCampaigns },
  { name: "fill-pools", everyMinutes: 1, work: fillLowPools },
  { name: "refresh-proofs", everyMinutes: 5, work: () => refreshProofs() },
  { name: "note-checkout-drops", everyMinutes: 5, work: noteCheckoutDrops },
  { name: "keep-web-pixels", everyMinutes: 1, work: keepWebPixels },
  { name: "tidy-drops", everyMinutes: 60, work: tidyDrops },
  {
    name: "refresh-offer-facts",
    everyMinutes: 60,
    work: () => refreshOfferFacts(),
  },
  { name: "tidy-discounts", everyMinutes: 15, work: tidyDiscounts },
  { name: "request-imports", everyMinutes: 15, work: requestMissingImports },
  { name: "tidy-events", everyMinutes: 60, work: tidyEvents },
  { name: "purge-exports", everyMinutes: 60, work: purgeExports },
];

const taskList = {
  ...eventJobs({ onOrder: onSale }),
  ...campaignJobs,
  ...intentJobs,
  ...offerJobs,
  ...socialProofJobs,
};
const workerId = `worker-${crypto.randomUUID()}`;
const stop = new AbortController();
const mailer = createMailer();

// A failed job is told by the event below, with its error in our own form.
const logger = new Logger(({ label }) => (level, message) => {
  if (level === "debug" || level === "info" || /^Failed task/.test(message))
    return;
  log[level === "error" ? "error" : "warn"]({ queue: label }, message);
});
const utils = await makeWorkerUtils({ pgPool: pool, logger });
const workerIds = new Set([workerId]);
// As web does: whichever starts first after a deployment.
await migrate({ pool });
await releaseDeadWorkers(utils);
const runner = await startRunner();
await beat([...workerIds]);

const loops = [
  ...Array.from({ length: INBOX_LANES }, () =>
    startLoop("inbox", POLL_MS, async () => {
      const limit = 100;
      return (
        (await drainInbox({
          receive,
          clock: now,
          limit,
          stop: () => stop.signal.aborted,
        })) === limit
      );
    }),
  ),
  startLoop("beacons", POLL_MS, async () => {
    const limit = 200;
    return (await workBeacons({ limit })) === limit;
  }),
  startLoop("runs", POLL_MS, async () => {
    const limit = 50;
    const { queued, stopped, moved } = await startDueRuns({
      onOrder: onSale,
      now: now(),
      limit,
    });
    return queued + stopped + moved === limit;
  }),
  startLoop("messages", POLL_MS, async () => {
    const limit = 50;
    const result = await handOverDueMessages({
      workerId,
      now: now(),
      wallClock: await readSharedClock(), // real time, whatever the demo's clock says
      limit,
      templates: recoveryTemplates,
      mailer,
    });
    return result.sent === limit;
  }),
  startLoop("chores", POLL_MS, async () => {
    await runChores({
      chores: CHORES,
      clock: now,
      stop: () => stop.signal.aborted,
    });
    return false;
  }),
  startLoop("heartbeat", BEAT_MS, async () => {
    await beat([...workerIds]);
    const dead = await releaseDeadWorkers(utils);
    if (dead.length > 0)
      log.warn(
        { dead: dead.length },
        "took over the work of workers that died",
      );
    return false;
  }),
];
log.info({ workerId }, "the worker is working");

for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.once(signal, () => void end(signal));

function startLoop(
  name: string,
  pauseMs: number,
  work: () => Promise<boolean>,
): Promise<void> {
  const onError = (error: unknown) =>
    log.error({ err: error, loop: name }, "a loop of the worker failed");
  return runLoop({ work, pauseMs, signal: stop.signal, onError });
}

async function startRunner(): Promise<Runner> {
  // Ours, since run() makes its pool, whose id locks the jobs, and tells of it before it answers.
  const events = new EventEmitter() as WorkerEvents;
  events.on("pool:create", ({ workerPool }) => workerIds.add(workerPool.id));
  events.on("pool:listen:error", ({ error }) =>
    log.warn({ err: error }, "the queue lost its connection"),
  );
  events.on("job:error", ({ error, job }) =>
    log.warn(
      {
        err: error,
        job: `${job.task_identifier}#${job.id}`,
        attempt: job.attempts,
      },
      "a job failed",
    ),
  );
  return await run({
    pgPool: pool,
    taskList,
    concurrency: JOBS_AT_ONCE,
    noHandleSignals: true,
    logger,
    events,
    parsedCronItems: [], // chores are ours, by the app's clock
    pollInterval: 2000,
  });
}

/** Takes nothing new, ends what is under way, and gives back what cannot be ended in time. */
async function end(signal: string): Promise<void> {
  log.info({ signal }, "the worker is stopping");
  setTimeout(() => process.exit(1), 25_000).unref();
  stop.abort();
  await Promise.all([runner.stop(), ...loops]);
  mailer.close();
  await stopBeating([...workerIds]);
  await utils.release();
  await closeDatabase();
  process.exit(0);
}
