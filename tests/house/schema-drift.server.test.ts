import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type pg from "pg";
import { expect, test } from "vitest";
import { pool } from "#app/db.server.ts";
import { createEmptyDatabase } from "#tests/support/databases.ts";

// What the migrations make must be what prisma/schema.prisma says, else Prisma's client asks for columns that
// are not there, in production only. Compared in PostgreSQL's own catalogue.
const CATALOGUE = {
  columns: `
    select c.relname::text as table, a.attname::text as name, format_type(a.atttypid, a.atttypmod) as type,
           a.attnotnull as required, pg_get_expr(d.adbin, d.adrelid) as default
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
     where OURS and c.relkind in ('r', 'p') order by 1, 2`,
  indexes: `
    select c.relname::text as table, i.relname::text as name,
           replace(pg_get_indexdef(i.oid), ' ON ONLY ', ' ON ') as definition
      from pg_class c join pg_index x on x.indrelid = c.oid join pg_class i on i.oid = x.indexrelid
     where OURS order by 1, 2`,
  // Not null is a column's business above; since PostgreSQL 18 it has a constraint too.
  constraints: `
    select c.relname::text as table, k.conname::text as name, pg_get_constraintdef(k.oid) as definition
      from pg_class c join pg_constraint k on k.conrelid = c.oid
     where OURS and k.contype <> 'n' order by 1, 2`,
  enums: `
    select t.typname::text as name, e.enumlabel::text as label
      from pg_type t join pg_enum e on e.enumtypid = t.oid order by t.typname, e.enumsortorder`,
};

// Partitions are made by hand and by the worker, Prisma knows nothing of them; the history table is not ours.
const OURS = `c.relnamespace = 'public'::regnamespace and not c.relispartition
  and c.relname <> '_prisma_migrations'`;

async function readCatalogue(
  from: pg.Pool,
): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const [kind, sql] of Object.entries(CATALOGUE)) {
    found[kind] = (await from.query(sql.replace("OURS", OURS))).rows;
  }
  return found;
}

async function schemaAsSql(): Promise<string> {
  const args = [
    "prisma",
    "migrate",
    "diff",
    "--from-empty",
    "--to-schema-datamodel",
    "prisma/schema.prisma",
    "--script",
  ];
  const [prisma = "", ...rest] = args;
  const { stdout } = await promisify(execFile)(
    `node_modules/.bin/${prisma}`,
    rest,
    {
      env: { ...process.env, CHECKPOINT_DISABLE: "1" },
      shell: process.platform === "win32",
    },
  );
  return stdout;
}

test("the migrations make what the schema says", async () => {
  const fromSchema = await createEmptyDatabase();
  await fromSchema.pool.query(await schemaAsSql());

  const migrated = await readCatalogue(pool);
  expect(migrated.columns?.length).toBeGreaterThan(100); // the comparison does see something
  expect(migrated).toEqual(await readCatalogue(fromSchema.pool));
});

test("a column, an index or a key that only one side has is noticed", async () => {
  const { pool: changed } = await createEmptyDatabase();
  await changed.query(await schemaAsSql());
  const before = await readCatalogue(changed);
  for (const [kind, sql] of [
    ["columns", `alter table "Claim" alter column "endsAt" drop not null`],
    ["indexes", `create index extra on "Claim" ("orderId")`],
    [
      "constraints",
      `alter table "Claim" add constraint extra check ("code" <> '')`,
    ],
    ["enums", `create type colour as enum ('red')`],
  ] as const) {
    await changed.query(sql);
    expect((await readCatalogue(changed))[kind]).not.toEqual(before[kind]);
  }
});
