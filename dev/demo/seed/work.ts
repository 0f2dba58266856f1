import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Control } from "#dev/demo/control.ts";

/** What is due and not done. Read only: the one place where the seed looks behind the product's doors. */
const WAITING = `
  select (select count(*) from "WebhookDelivery" where "doneAt" is null and "retryAt" is null)
       + (select count(*) from "Run" where state = 'waiting' and "dueAt" <= $1)
       + (select count(*) from "Message" where state in ('queued', 'handing-over') and "dueAt" <= $1)
       + (select count(*) from "Publication" where "wantedRevision" > revision)
       + (select count(*) from "Beacon") as waiting`;

// Slow work that nobody waits for in life either (filling pools, imports): waited for at the beginning only.
const JOBS = `select count(*) as waiting from graphile_worker.jobs where run_at <= now() and attempts < 3`;

const PATIENCE_MS = 15_000;

export interface Work {
  /** Waits until deliveries, beacons, runs and mails that are due have been worked, or patience ends. */
  settle: (options?: { jobs?: boolean }) => Promise<void>;
  close: () => Promise<void>;
}

export async function watchWork(
  databaseUrl: string,
  control: Control,
): Promise<Work> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on("error", () => {}); // reported by the query that fails
  await client.connect();
  const isIdle = async (jobs: boolean) => {
    const { now, shops } = await control.state();
    if (shops.some(({ webhooks }) => webhooks.pending > 0)) return false;
    const count = async (sql: string, values: unknown[] = []) => {
      const { rows } = await client.query<{ waiting: string }>(sql, values);
      return Number(rows[0]?.waiting);
    };
    return (
      (await count(WAITING, [now])) === 0 &&
      (!jobs || (await count(JOBS)) === 0)
    );
  };
  return {
    async settle({ jobs = false } = {}) {
      const deadline = performance.now() + PATIENCE_MS;
      while (!(await isIdle(jobs)) && performance.now() < deadline)
        await sleep(25);
    },
    close: () => client.end(),
  };
}
