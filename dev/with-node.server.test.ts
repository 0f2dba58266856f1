import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";

/** Runs the entry of all commands as a Node of another version, on another system, would. */
function run(
  args: string[],
  pretend: { version?: string; platform?: string } = {},
) {
  const lies = Object.entries({
    version: pretend.version,
    platform: pretend.platform,
  }).flatMap(([what, value]) =>
    value
      ? [
          `Object.defineProperty(${what === "version" ? "process.versions, 'node'" : "process, 'platform'"}, { value: '${value}' });`,
        ]
      : [],
  );
  const preload = `data:text/javascript,${encodeURIComponent(lies.join(""))}`;
  const { NODE_ENV: _, ...rest } = process.env;
  const env = rest as NodeJS.ProcessEnv;
  return spawnSync(
    process.execPath,
    ["--import", preload, "dev/with-node.mjs", ...args],
    { encoding: "utf8", env },
  );
}

function writeScript(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "script-"));
  onTestFinished(() => fs.rmSync(folder, { recursive: true }));
  const file = path.join(folder, "script.ts");
  fs.writeFileSync(
    file,
    `const said: unknown = [process.argv.slice(2), process.env.NODE_ENV ?? "unset"];\nconsole.log(JSON.stringify(said));`,
  );
  return file;
}

test("a script gets its own arguments, and production when asked for", () => {
  const script = writeScript();
  expect(JSON.parse(run([script, "--tour", "--out", "x"]).stdout)).toEqual([
    ["--tour", "--out", "x"],
    "unset",
  ]);
  expect(JSON.parse(run(["--production", script, "a"]).stdout)).toEqual([
    ["a"],
    "production",
  ]);
});

test("an old Node is told what to do", () => {
  const script = writeScript();
  const old = run([script], { version: "20.19.0" });
  expect(old).toMatchObject({ status: 1, stdout: "" });
  expect(old.stderr).toContain("needs Node 22.18 or newer, this is 20.19.0");
  expect(old.stderr).toContain("npm run");

  const mac = run([script], { version: "22.17.1", platform: "darwin" });
  expect(mac.stderr).toContain("please install Node 22.18");
  expect(run([script], { version: "22.18.0" }).status).toBe(0);
});
