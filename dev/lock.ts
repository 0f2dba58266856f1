import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import fs from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Waits until we are the only holder of the lock file at `file`; answers how to give it back. A holder that
 * died without giving it back is noticed by its pid.
 */
export async function takeLock(
  file: string,
  { seconds = 120 } = {},
): Promise<() => Promise<void>> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    try {
      await fs.writeFile(file, String(process.pid), { flag: "wx" });
      return () => fs.rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    if (await isStale(file)) await fs.rm(file, { force: true });
    else if (Date.now() > deadline)
      throw new Error(
        `Another process is at work here (${file}). Stop it, or delete that file.`,
      );
    else await sleep(100);
  }
}

async function isStale(file: string): Promise<boolean> {
  const stat = await fs.stat(file).catch(() => undefined);
  if (!stat) return false; // just given back
  const pid = Number(await fs.readFile(file, "utf8").catch(() => ""));
  // Between making the file and writing the pid into it lies an instant.
  if (!pid) return Date.now() - stat.mtimeMs > 2000;
  return pid !== process.pid && !isAlive(pid);
}

/** Whether a process with this id runs, also another user's. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** How a process was started; empty when there is none, or it cannot be asked (Windows). */
export function commandOf(pid: number): string {
  try {
    return process.platform === "linux"
      ? readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")
      : execFileSync("ps", ["-p", String(pid), "-o", "command="], {
          encoding: "utf8",
        });
  } catch {
    return "";
  }
}
