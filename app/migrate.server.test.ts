import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { migrate } from "#app/migrate.server.ts";
import { createEmptyDatabase, openPool } from "#tests/support/databases.ts";

async function writeMigrations(
  migrations: Record<string, string>,
): Promise<string> {
  const directory = await fs.mkdtemp(path.join(os.tmpdir(), "migrations-"));
  onTestFinished(() => fs.rm(directory, { recursive: true }));
  for (const [name, sql] of Object.entries(migrations)) {
    await fs.mkdir(path.join(directory, name), { recursive: true });
    await fs.writeFile(path.join(directory, name, "migration.sql"), sql);
  }
  return directory;
}

test("all processes of a deployment may migrate at once; one does, and the queue is ready", async () => {
  const { url, pool } = await createEmptyDatabase();
  const results = await Promise.all([
    migrate({ pool }),
    migrate({ pool: openPool(url) }),
    migrate({ pool: openPool(url) }),
  ]);
  expect(results.filter((applied) => applied.length > 0)).toHaveLength(1);
  expect(await migrate({ pool })).toEqual([]);
  const { rows } = await pool.query(
    `select (select count(*)::int from "Shop") as shops, to_regproc('graphile_worker.add_job') is not null as queue`,
  );
  expect(rows).toEqual([{ shops: 0, queue: true }]);
});

test("a migration is applied whole or not at all, and those before it stay", async () => {
  const { pool } = await createEmptyDatabase();
  const directory = await writeMigrations({
    "1_first": `create table a (n int); insert into a values (1);`,
    "2_broken": `create table b (n int); insert into b values ('not; a number');`,
  });
  await expect(migrate({ pool, directory })).rejects.toThrow(
    "Migration 2_broken failed and was undone",
  );
  const { rows } = await pool.query(
    `select to_regclass('a') is not null as a, to_regclass('b') is not null as b`,
  );
  expect(rows).toEqual([{ a: true, b: false }]);

  await fs.writeFile(
    path.join(directory, "2_broken", "migration.sql"),
    `create table b (n int)`,
  );
  expect(await migrate({ pool, directory })).toEqual(["2_broken"]);
});

test("an applied migration that was edited is refused; one of a newer version is not", async () => {
  const { pool } = await createEmptyDatabase();
  const directory = await writeMigrations({
    "1_first": `create table a (n int)`,
    "2_newer": `create table b (n int)`,
  });
  await migrate({ pool, directory });

  await fs.rm(path.join(directory, "2_newer"), { recursive: true });
  expect(await migrate({ pool, directory })).toEqual([]);

  await fs.writeFile(
    path.join(directory, "1_first", "migration.sql"),
    `create table a (n bigint)`,
  );
  await expect(migrate({ pool, directory })).rejects.toThrow(
    "1_first was edited after it was applied",
  );
});
