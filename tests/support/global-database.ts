import { existsSync } from "node:fs";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "#app/migrate.server.ts";
import { isAlive } from "#dev/lock.ts";
import { ensureDatabase, removeDatabase } from "#dev/postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A server on which each test file clones the migrated database "template". */
    databaseServer: string;
  }
}

const PREFIX = "second-thought-test-";

/**
 * One PostgreSQL per run (TEST_DATABASE_URL, or our own in a fresh folder), with the migrated template.
 * Migrated by the same function as production: a migration that does not work stops every test.
 */
export default async function setUp(
  project: TestProject,
): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const own = given ? undefined : await startOwn();
  const server = new URL(given ?? own?.url ?? "");
  await remakeTemplate(server);
  project.provide("databaseServer", server.href);
  return async () => own?.remove();
}

async function startOwn(): Promise<{
  url: string;
  remove: () => Promise<void>;
}> {
  await removeForgotten();
  const dataDir = path.join(os.tmpdir(), `${PREFIX}${process.pid}`);
  const port = 4700 + (process.pid % 400);
  const { url } = await ensureDatabase({ dataDir, port, durable: false });
  return { url, remove: () => removeDatabase(dataDir) };
}

/** Servers of earlier runs that were killed before they could clean up. */
async function removeForgotten(): Promise<void> {
  for (const name of await fs.readdir(os.tmpdir())) {
    const pid = Number(name.slice(PREFIX.length));
    if (!name.startsWith(PREFIX) || !pid || isAlive(pid)) continue;
    const dataDir = path.join(os.tmpdir(), name);
    if (existsSync(dataDir)) await removeDatabase(dataDir);
  }
}

async function remakeTemplate(server: URL): Promise<void> {
  const client = new pg.Client({ connectionString: server.href });
  await client.connect();
  await client.query('drop database if exists "template"');
  await client.query('create database "template"');
  await client.end();
  const pool = new pg.Pool({
    connectionString: databaseNamed(server.href, "template"),
  });
  pool.on("error", () => {}); // graphile-worker asks for a listener; a fault shows in the query that fails
  pool.on("connect", (connection) => connection.on("error", () => {}));
  await migrate({ pool });
  await pool.end();
}

export function databaseNamed(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
