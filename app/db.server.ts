import { PrismaPg } from "@prisma/adapter-pg";
import { Prisma, PrismaClient } from "@prisma/client";
import pg from "pg";
import { env } from "#app/env.server.ts";
import { log } from "#app/log.server.ts";

/** One pool for Prisma, the hot edges' single statements and the queue: one number bounds all connections. */
export const pool = new pg.Pool({
  connectionString: env.DATABASE_URL,
  max: env.DATABASE_POOL_SIZE,
  connectionTimeoutMillis: 10_000,
  application_name: "second-thought",
});

// A connection that breaks (database restarted) is replaced by the pool; unheard, the event ends the process.
const reportBroken = (err: Error) =>
  log.warn({ err }, "a database connection broke");
pool.on("error", reportBroken);
pool.on("connect", (client) => client.on("error", reportBroken));

export const db = new PrismaClient({ adapter: new PrismaPg(pool) });

/** What PostgreSQL itself said of a statement; everything else is the connection's trouble. */
export const isStatementError = (error: unknown): error is pg.DatabaseError =>
  error instanceof pg.DatabaseError && !/^(08|53|57)/.test(error.code ?? "");

const DEADLOCK = "40P01";

export type Transaction = Prisma.TransactionClient;
/** What a door takes that may be called alone or inside its caller's transaction. */
export type Database = PrismaClient | Transaction;

/**
 * Runs `work` in one transaction and answers what it answers; everything it did is undone when it throws.
 * Serialisation failures and deadlocks are tried again, so `work` may run up to three times: nothing but
 * database work belongs in it.
 */
export async function transaction<T>(
  work: (tx: Transaction) => Promise<T>,
  options: {
    isolation?: Prisma.TransactionIsolationLevel;
    /** Milliseconds; for the rare work that is long by nature. */
    timeout?: number;
  } = {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.$transaction(work, {
        isolationLevel: options.isolation,
        maxWait: 10_000,
        timeout: options.timeout ?? 15_000,
      });
    } catch (error) {
      if (!isConflict(error) || attempt === 3) throw error;
    }
  }
}

/**
 * P2034 is to be "a write conflict or a deadlock" (https://www.prisma.io/docs/orm/reference/error-reference#p2034), but with a
 * driver's adapter a deadlock comes as what PostgreSQL said: from raw queries in `meta`, from others as the cause.
 */
function isConflict(error: unknown): boolean {
  if (
    error instanceof Prisma.PrismaClientKnownRequestError &&
    error.code === "P2034"
  )
    return true;
  const { meta, cause } = error as {
    meta?: { driverAdapterError?: { cause?: { originalCode?: string } } };
    cause?: { originalCode?: string };
  };
  const code =
    cause?.originalCode ?? meta?.driverAdapterError?.cause?.originalCode;
  return code === DEADLOCK;
}

export async function closeDatabase(): Promise<void> {
  await db.$disconnect();
  if (!pool.ended) await pool.end();
}
