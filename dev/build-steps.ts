import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { build as bundle } from "esbuild";
import { ensurePrismaClient } from "#dev/prisma-client.ts";

/** What the build is made from: when none of these changed, neither does the build. */
const SOURCES = [
  "app",
  "extensions",
  "public",
  "prisma/schema.prisma",
  "vite.config.ts",
  "tsconfig.json",
  "package-lock.json",
];
const IGNORED =
  /(\.test\.tsx?|[/\\]assets[/\\][^/\\]+\.js|[/\\]public[/\\]build[/\\].*)$/;
const STAMP = path.join("build", ".sources");

/** Builds everything; `report` hears what is under way. Throws with the output of the step that failed. */
export async function build(
  report: (text: string) => void = () => {},
): Promise<void> {
  await fs.rm(STAMP, { force: true });
  const stamp = await readSources();
  report("database client");
  await ensurePrismaClient();
  report("storefront script");
  await run(process.execPath, ["dev/build-storefront.ts"]);
  report("admin and server");
  await run(path.join("node_modules", ".bin", "remix"), [
    "vite:build",
    "--logLevel",
    "warn",
  ]);
  report("worker");
  await buildWorker();
  await fs.writeFile(STAMP, stamp);
}

/** The same, unless nothing changed since the last one. Answers whether it built. */
export async function buildIfStale(
  report?: (text: string) => void,
): Promise<boolean> {
  const before = await fs.readFile(STAMP, "utf8").catch(() => "");
  if (before === (await readSources())) return false;
  await build(report);
  return true;
}

/** The worker renders mails (.tsx), which Node cannot run by itself; packages stay outside of the bundle. */
async function buildWorker(): Promise<void> {
  await bundle({
    entryPoints: { worker: "app/worker.ts" },
    outdir: "build",
    bundle: true,
    packages: "external",
    platform: "node",
    target: "node22",
    format: "esm",
    jsx: "automatic",
    sourcemap: true,
    logLevel: "silent",
  });
}

async function readSources(): Promise<string> {
  const hash = createHash("sha256");
  for (const source of SOURCES) {
    for (const file of await listFiles(source))
      hash.update(file).update(await fs.readFile(file));
  }
  return hash.digest("hex");
}

async function listFiles(source: string): Promise<string[]> {
  const stat = await fs.stat(source).catch(() => undefined);
  if (!stat) return [];
  if (stat.isFile()) return [source];
  const entries = await fs.readdir(source, {
    recursive: true,
    withFileTypes: true,
  });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !IGNORED.test(file))
    .sort();
}

function run(command: string, args: string[]): Promise<void> {
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_ENV: "production" },
    shell: process.platform === "win32" && command !== process.execPath,
  });
  let output = "";
  child.stdout.on("data", (data: Buffer) => (output += data.toString()));
  child.stderr.on("data", (data: Buffer) => (output += data.toString()));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve();
      else
        reject(
          new Error(
            `${path.basename(command)} ${args.join(" ")} failed:\n${output.trimEnd()}`,
          ),
        );
    });
  });
}
