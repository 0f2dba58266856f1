import { pool } from "#app/db.server.ts";

/**
 * Runs `work` as the only one, of all processes, at this campaign's (and product's) end bucket. False, without running it, when somebody
 * else is. The lock belongs to a connection, so that a killed process gives it back by dying.
 */
export async function withBucketLock(
  {
    shop,
    campaignId,
    productId,
    endsAt,
  }: { shop: string; campaignId: string; productId: string; endsAt: Date },
  work: () => Promise<void>,
): Promise<boolean> {
  const key = [shop, campaignId, productId, endsAt.toISOString()].join("|");
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ locked: boolean }>(
      "select pg_try_advisory_lock(hashtextextended('bucket:' || $1, 0)) as locked",
      [key],
    );
    const locked = rows[0]?.locked === true;
    if (locked) {
      await work();
      await client.query(
        "select pg_advisory_unlock(hashtextextended('bucket:' || $1, 0))",
        [key],
      );
    }
    client.release();
    return locked;
  } catch (error) {
    client.release(true);
    throw error;
  }
}
