import fs from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { commandOf, isAlive } from "#dev/lock.ts";

/** Keeps the ids of our processes in a file, so that the next start can end what an earlier one left behind. */
export interface PidFile {
  add(pid: number): void;
  remove(): Promise<void>;
}

export async function openPidFile(file: string): Promise<PidFile> {
  await endLeftovers(file);
  const pids: number[] = [];
  let written = Promise.resolve();
  const write = () =>
    (written = written.then(() => fs.writeFile(file, JSON.stringify(pids))));
  return {
    add(pid) {
      pids.push(pid);
      void write();
    },
    async remove() {
      await written;
      await fs.rm(file, { force: true });
    },
  };
}

/** Ends what the processes in the file are still running, those of ours only. */
export async function endLeftovers(file: string): Promise<void> {
  const text = await fs.readFile(file, "utf8").catch(() => "[]");
  const pids = readPids(text).filter((pid) => isAlive(pid) && isOurs(pid));
  for (const pid of pids) process.kill(pid, "SIGTERM");
  for (let waited = 0; pids.some(isAlive) && waited < 6000; waited += 100)
    await sleep(100);
  for (const pid of pids.filter(isAlive)) process.kill(pid, "SIGKILL");
  await fs.rm(file, { force: true });
}

function readPids(text: string): number[] {
  try {
    const pids: unknown = JSON.parse(text);
    return Array.isArray(pids)
      ? pids.filter((pid) => Number.isInteger(pid))
      : [];
  } catch {
    return []; // half written when the machine failed
  }
}

/** Ids are used again: only a process that was started with our preload is ours to end. */
const isOurs = (pid: number) =>
  commandOf(pid).includes("dev/demo/follow-parent.ts");
