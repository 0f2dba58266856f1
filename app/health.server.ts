import { pool } from "#app/db.server.ts";

/**
 * Whether the database answers and the queue's tables are there; the fault's name otherwise. Asked by load balancers, so
 * it waits two seconds at most.
 */
export async function findFault(): Promise<string | null> {
  const late = new Promise<never>((_, reject) =>
    setTimeout(() => reject(new Error("no answer within 2 s")), 2000).unref(),
  );
  try {
    await Promise.race([pool.query("select 1"), late]);
  } catch {
    return "database";
  }
  try {
    await Promise.race([
      pool.query("select 1 from graphile_worker.jobs limit 1"),
      late,
    ]);
    return null;
  } catch {
    return "queue";
  }
}
