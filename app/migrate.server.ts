import { createHash, randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { runMigrations } from "graphile-worker";
import type pg from "pg";

/**
 * Brings a database up to date: our migrations, then the job queue's. Safe to call at every boot of every
 * process; one works, the others wait. It keeps Prisma's own history table, so that `prisma migrate deploy`
 * agrees about what was applied; why not simply call that: docs/decisions/004-own-migration-runner.md.
 */
const LOCK = 72707369; // the advisory lock that Prisma Migrate takes too

const HISTORY = `
  create table if not exists _prisma_migrations (
    id varchar(36) primary key not null,
    checksum varchar(64) not null,
    finished_at timestamptz,
    migration_name varchar(255) not null,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`;

/**
 * Answers the names of the migrations that were applied just now. Throws, with everything before it applied,
 * when one fails; throws before anything is done when an applied one was edited since.
 */
export async function migrate(options: {
  pool: pg.Pool;
  directory?: string;
}): Promise<string[]> {
  const { pool, directory = "prisma/migrations" } = options;
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    const applied = await applyAll(client, await readMigrations(directory));
    await runMigrations({ pgPool: pool });
    return applied;
  } finally {
    // Destroyed, not returned: ending the connection is what gives the lock back whatever happened.
    client.release(true);
  }
}

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

async function readMigrations(directory: string): Promise<Migration[]> {
  const entries = await fs.readdir(directory, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const read = names.sort().map(async (name) => {
    const sql = await fs.readFile(
      path.join(directory, name, "migration.sql"),
      "utf8",
    );
    return {
      name,
      sql,
      checksum: createHash("sha256").update(sql).digest("hex"),
    };
  });
  return Promise.all(read);
}

async function applyAll(
  client: pg.PoolClient,
  migrations: Migration[],
): Promise<string[]> {
  await client.query(HISTORY);
  const { rows } = await client.query<{
    name: string;
    checksum: string;
    finished: boolean;
  }>(
    `select migration_name as name, checksum, finished_at is not null as finished
       from _prisma_migrations where rolled_back_at is null`,
  );
  for (const row of rows) refuseDifference(row, migrations);
  const known = new Set(rows.map(({ name }) => name));
  const waiting = migrations.filter(({ name }) => !known.has(name));
  for (const migration of waiting) await apply(client, migration);
  return waiting.map(({ name }) => name);
}

function refuseDifference(
  row: { name: string; checksum: string; finished: boolean },
  migrations: Migration[],
): void {
  const own = migrations.find(({ name }) => name === row.name);
  if (!row.finished)
    throw new Error(
      `Migration ${row.name} was begun by another tool and never finished.`,
    );
  // An unknown one means that a newer version of the app was here: while it is rolled out both run.
  if (own && own.checksum !== row.checksum)
    throw new Error(
      `Migration ${row.name} was edited after it was applied. Write a new one instead.`,
    );
}

async function apply(
  client: pg.PoolClient,
  { name, sql, checksum }: Migration,
): Promise<void> {
  await client.query("begin");
  try {
    await client.query(sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
       values ($1, $2, now(), $3, 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Error(`Migration ${name} failed and was undone.`, {
      cause: error,
    });
  }
}
