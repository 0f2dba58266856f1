import pg from "pg";
import { inject, onTestFinished } from "vitest";
import { databaseNamed } from "#tests/support/global-database.ts";

/** An empty database beside the test file's own, with a pool that ends with the test. */
export async function createEmptyDatabase(): Promise<{
  url: string;
  pool: pg.Pool;
}> {
  const server = inject("databaseServer");
  const name = `empty_${crypto.randomUUID().replaceAll("-", "")}`;
  const client = new pg.Client({
    connectionString: databaseNamed(server, "postgres"),
  });
  await client.connect();
  await client.query(`create database "${name}"`);
  await client.end();
  const url = databaseNamed(server, name);
  return { url, pool: openPool(url) };
}

/** A pool that ends with the test. */
export function openPool(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url });
  pool.on("error", () => {}); // graphile-worker asks for listeners; faults show in the queries that fail
  pool.on("connect", (connection) => connection.on("error", () => {}));
  onTestFinished(() => pool.end());
  return pool;
}
