import type { Transaction } from "#app/db.server.ts";

/**
 * Until the transaction ends nobody else writes what `name` stands for. A row's own lock is not enough where the row
 * may not exist yet: two workers would both find nothing and the later commit would win, whatever is newer.
 */
export async function lockForWriting(
  tx: Transaction,
  name: string,
): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
}
