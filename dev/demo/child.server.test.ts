import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { startChild, type Child } from "#dev/demo/child.ts";
import { openPidFile } from "#dev/demo/leftovers.ts";
import { isAlive } from "#dev/lock.ts";

let folder = "";
const beats = () => path.join(folder, "beats");

beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), "child-"));
  onTestFinished(() => fs.rm(folder, { recursive: true }));
});

/** A script that writes its pid and lives on, unless told to crash. */
async function writeScript(body: string): Promise<string> {
  const file = path.join(folder, "script.mjs");
  await fs.writeFile(
    file,
    `import fs from "node:fs"; fs.appendFileSync(${JSON.stringify(beats())}, process.pid + "\\n");\n${body}`,
  );
  return file;
}

const pidsSeen = () =>
  existsSync(beats())
    ? readFileSync(beats(), "utf8").trim().split("\n").map(Number)
    : [];

function start(
  script: string,
  onCrash: (remark: string) => void = () => {},
): Child {
  const child = startChild({
    name: "web",
    script,
    env: {},
    logFile: path.join(folder, "web.log"),
    isReady: async () => pidsSeen().includes(child.pid ?? -1),
    onCrash,
    onStarted: () => {},
  });
  onTestFinished(() => child.stop());
  return child;
}

async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition(); waited += 50) {
    if (waited > 10_000) throw new Error("waited in vain");
    await sleep(50);
  }
}

test("a process that is killed is started again, and said so; one that is stopped stays away", async () => {
  const remarks: string[] = [];
  const child = start(
    await writeScript("setInterval(() => {}, 1000);"),
    (remark) => remarks.push(remark),
  );
  await child.ready();
  child.kill();
  await until(() => pidsSeen().length === 2);
  expect(remarks).toEqual([
    expect.stringContaining("web was ended by SIGKILL; starting it again"),
  ]);

  await child.ready();
  await child.stop();
  await sleep(700);
  expect(pidsSeen()).toHaveLength(2);
  expect(pidsSeen().some(isAlive)).toBe(false);
});

test("a process that cannot start is given up, with the end of its log", async () => {
  const child = start(
    await writeScript(`console.error("no configuration"); process.exit(3);`),
  );
  child.ready().catch(() => {});
  const never = startChild({
    name: "worker",
    script: path.join(folder, "script.mjs"),
    env: {},
    logFile: path.join(folder, "web.log"),
    isReady: async () => false,
    onCrash: () => {},
    onStarted: () => {},
  });
  await expect(never.ready()).rejects.toThrow(
    /ended with code 3 again and again[\s\S]*no configuration/,
  );
});

test("when the demo is killed, its processes end by themselves", async () => {
  const script = await writeScript("setInterval(() => {}, 1000);");
  const parent = `import { startChild } from "#dev/demo/child.ts";
    startChild({ name: "web", script: ${JSON.stringify(script)}, env: {}, logFile: ${JSON.stringify(path.join(folder, "web.log"))},
      isReady: async () => true, onCrash() {}, onStarted() {} });`;
  const demo = spawn(
    process.execPath,
    ["--input-type=module-typescript", "-e", parent],
    { stdio: "ignore" },
  );
  await until(() => pidsSeen().length === 1);
  demo.kill("SIGKILL");
  await until(() => !pidsSeen().some(isAlive));
});

test("the next start ends what an earlier one left, and nobody else's process", async () => {
  const script = await writeScript(
    `process.removeAllListeners("disconnect"); setInterval(() => {}, 1000);`,
  );
  const left = start(script);
  await left.ready();
  const stranger = spawn(
    process.execPath,
    ["-e", "setInterval(() => {}, 1000)"],
    { stdio: "ignore" },
  );
  onTestFinished(() => void stranger.kill("SIGKILL"));

  const file = path.join(folder, "pids.json");
  const leftPid = left.pid ?? 0;
  await fs.writeFile(file, JSON.stringify([leftPid, stranger.pid, 4_000_000]));
  await openPidFile(file);
  expect(isAlive(leftPid)).toBe(false);
  expect(isAlive(stranger.pid ?? 0)).toBe(true);
});
