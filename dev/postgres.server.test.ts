import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, expect, test } from "vitest";
import { ensureDatabase, removeDatabase } from "#dev/postgres.ts";

const PORT = 5600 + (process.pid % 300);
let parent = "";
let dataDir = "";

async function inFolder(mode: number): Promise<string> {
  parent = await fs.mkdtemp(path.join(os.tmpdir(), "pg-"));
  await fs.chmod(parent, mode);
  dataDir = path.join(parent, "pg");
  return dataDir;
}

afterEach(async () => {
  await removeDatabase(dataDir);
  await fs.rm(parent, { recursive: true });
});

const start = () => ensureDatabase({ dataDir, port: PORT });

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test("two starters get the same server, and it works where only we may enter", async () => {
  await inFolder(0o700);
  const [one, two] = await Promise.all([start(), start()]);
  expect(two.url).toBe(one.url);
  await ask(one.url, "create table kept (n int); insert into kept values (7)");
  await one.stop();
  await expect(ask(one.url, "select 1")).rejects.toThrow();

  const again = await start();
  expect(await ask(again.url, "select n from kept")).toEqual([{ n: 7 }]);
  await removeDatabase(dataDir);
  expect(existsSync(again.directory)).toBe(false);
});

test("a server whose starter was killed is found; one that was killed itself is started again", async () => {
  await inFolder(0o755);
  const script = `import { ensureDatabase } from "#dev/postgres.ts";
    await ensureDatabase(${JSON.stringify({ dataDir, port: PORT })});
    process.kill(process.pid, "SIGKILL");`;
  const child = spawn(
    process.execPath,
    ["--input-type=module-typescript", "-e", script],
    { stdio: "ignore" },
  );
  await new Promise((resolve) => child.once("close", resolve));

  const found = await start();
  const pidFile = path.join(found.directory, "postmaster.pid");
  const pid = Number((await fs.readFile(pidFile, "utf8")).split("\n")[0]);
  await ask(found.url, "create table kept (n int)");
  process.kill(pid, "SIGKILL");

  const again = await start();
  expect(await ask(again.url, "select count(*)::int as n from kept")).toEqual([
    { n: 0 },
  ]);
});

test("a pid file that names a stranger does not keep it from starting", async () => {
  await inFolder(0o755);
  const first = await start();
  await first.stop();
  await fs.writeFile(
    path.join(first.directory, "postmaster.pid"),
    `${process.pid}\n${first.directory}\n1\n${PORT}\n\n127.0.0.1\n`,
  );
  const again = await start();
  expect(await ask(again.url, "select 1 as one")).toEqual([{ one: 1 }]);
});
