import type { WorkerUtils } from "graphile-worker";
import { pool } from "#app/db.server.ts";

/**
 * Who works beats. The queue keeps a dead worker's jobs locked for four hours; what has not beaten for 30 seconds is
 * taken for dead, and its jobs are given back, so that they resume within a minute.
 *
 * All times here are the database's own: real, and the same for every worker, whatever the demo's clock says.
 */
const DEAD_AFTER = "30 seconds";

/**
 * A clock that all workers share: the database's, read now and run on from here. How long another worker has held something is told
 * by it, since two machines' own clocks may be minutes apart.
 */
export async function readSharedClock(): Promise<() => Date> {
  const { rows } = await pool.query<{ at: Date }>(
    "select clock_timestamp() as at",
  );
  const [at, read] = [rows[0]?.at.getTime() ?? Number.NaN, performance.now()];
  return () => new Date(at + performance.now() - read);
}

export async function beat(workerIds: string[]): Promise<void> {
  await pool.query(
    `insert into "WorkerHeartbeat" (id, "beatAt") select id, clock_timestamp() from unnest($1::text[]) id
     on conflict (id) do update set "beatAt" = excluded."beatAt"`,
    [workerIds],
  );
}

export async function stopBeating(workerIds: string[]): Promise<void> {
  await pool.query(`delete from "WorkerHeartbeat" where id = any($1::text[])`, [
    workerIds,
  ]);
}

/** Gives back what dead workers hold. Answers their ids. */
export async function releaseDeadWorkers(
  utils: Pick<WorkerUtils, "forceUnlockWorkers">,
): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from "WorkerHeartbeat" where "beatAt" < clock_timestamp() - $1::interval
     union
     -- it died before its first beat
     select locked_by from graphile_worker.jobs
      where locked_at < clock_timestamp() - $1::interval and locked_by is not null
        and locked_by not in (select id from "WorkerHeartbeat")`,
    [DEAD_AFTER],
  );
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  await utils.forceUnlockWorkers(ids);
  await stopBeating(ids);
  return ids;
}
