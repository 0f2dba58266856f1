import { pool } from "#app/db.server.ts";
import { log } from "#app/log.server.ts";

/** Small regular work. It looks for itself what there is to do, so running too often or twice does no harm. */
export interface Chore {
  name: string;
  /** Minutes of the app's clock. */
  everyMinutes: number;
  work: (at: { now: Date }) => Promise<unknown>;
}

/** First half of the advisory lock's key. */
const LOCK_SPACE = 0xc402;
const lastRun = new Map<string, number>();

/**
 * Runs the chores whose time has come since this process ran them last. One worker at a time runs a chore, the others
 * pass it by. A chore that fails is logged and comes again; the rest run all the same.
 */
export async function runChores({
  chores,
  clock,
  stop,
}: {
  chores: Chore[];
  clock: () => Date;
  stop: () => boolean;
}): Promise<void> {
  for (const chore of chores) {
    if (stop()) return;
    const now = clock();
    const turn = Math.floor(now.getTime() / (chore.everyMinutes * 60_000));
    if (lastRun.get(chore.name) === turn) continue;
    lastRun.set(chore.name, turn);
    try {
      await withLock(chore.name, () => chore.work({ now }));
    } catch (error) {
      log.error({ err: error, chore: chore.name }, "a chore failed");
    }
  }
}

async function withLock(
  name: string,
  work: () => Promise<unknown>,
): Promise<void> {
  const client = await pool.connect();
  let broken = true;
  try {
    const key = [LOCK_SPACE, name];
    const { rows } = await client.query<{ ours: boolean }>(
      "select pg_try_advisory_lock($1, hashtext($2)) as ours",
      key,
    );
    if (rows[0]?.ours) {
      await work();
      await client.query("select pg_advisory_unlock($1, hashtext($2))", key);
    }
    broken = false;
  } finally {
    client.release(broken); // with its connection a lock is gone as well
  }
}
