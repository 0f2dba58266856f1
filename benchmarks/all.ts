/** `npm run bench`: every benchmark there is, one after the other, each alone on the machine. */
import { spawnSync } from "node:child_process";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { type Figure, jsonFileFromArguments } from "./figures.ts";

const BENCHMARKS = ["storefront", "server"];

const jsonFile = jsonFileFromArguments();
const folder = await fs.mkdtemp(
  path.join(os.tmpdir(), "second-thought-figures-"),
);
const figures: Figure[] = [];
for (const name of BENCHMARKS) {
  console.log(`\n${name}`);
  const file = path.join(folder, `${name}.json`);
  const { status } = spawnSync(
    process.execPath,
    [path.join("benchmarks", `${name}.ts`), "--json", file],
    { stdio: "inherit" },
  );
  // One that missed a target has still measured; one that broke down has no file.
  if (status !== 0) process.exitCode = 1;
  const text = await fs.readFile(file, "utf8").catch(() => "[]");
  figures.push(...(JSON.parse(text) as Figure[]));
}
await fs.rm(folder, { recursive: true, force: true });
if (jsonFile)
  await fs.writeFile(jsonFile, `${JSON.stringify(figures, null, 2)}\n`);
