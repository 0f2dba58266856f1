import { execFileSync } from "node:child_process";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { ensureDatabase } from "#dev/postgres.ts";

/**
 * `npm run migration:new -- add_reviews`: writes prisma/migrations/<UTC>_add_reviews/migration.sql with what
 * changed in prisma/schema.prisma since the last commit. Read it, edit it, commit both together. (Prisma's own
 * `migrate dev` needs engines that it downloads; docs/decisions/003-prisma-without-engines.md.)
 */
const [name] = process.argv.slice(2);
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error(
    "Say what changes, in snake_case:  npm run migration:new -- add_reviews",
  );
  process.exit(1);
}

const scratch = await fs.mkdtemp(
  path.join(os.tmpdir(), "second-thought-migration-"),
);
// `migrate diff` wants a reachable database although it reads nothing from it.
const database = await ensureDatabase({
  dataDir: path.join(scratch, "pg"),
  port: 4590,
  durable: false,
});
try {
  const before = committedSchema();
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const file = path.join(
    "prisma",
    "migrations",
    `${stamp}_${name}`,
    "migration.sql",
  );
  const from =
    before === undefined
      ? ["--from-empty"]
      : ["--from-schema-datamodel", await keep(before)];
  const args = [
    "migrate",
    "diff",
    ...from,
    "--to-schema-datamodel",
    "prisma/schema.prisma",
    "--script",
  ];
  const sql = execFileSync("prisma", args, {
    encoding: "utf8",
    env: {
      ...process.env,
      DATABASE_URL: database.url,
      CHECKPOINT_DISABLE: "1",
    },
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32",
  });
  if (/^-- This is an empty migration/m.test(sql)) {
    console.log(
      "prisma/schema.prisma has not changed since the last commit: nothing to write.",
    );
  } else {
    await fs.mkdir(path.dirname(file), { recursive: true });
    await fs.writeFile(file, sql);
    console.log(`Wrote ${file}. Read it before you commit it.`);
  }
} finally {
  await database.stop();
  await fs.rm(scratch, { recursive: true, force: true });
}

function committedSchema(): string | undefined {
  try {
    return execFileSync("git", ["show", "HEAD:prisma/schema.prisma"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    return undefined; // the first one
  }
}

async function keep(schema: string): Promise<string> {
  const file = path.join(scratch, "before.prisma");
  await fs.writeFile(file, schema);
  return file;
}
