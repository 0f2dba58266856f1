import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** Files git knows or would add, so that build output and data never matter. */
export function listFiles(pattern: RegExp = /./): string[] {
  const output = execFileSync(
    "git",
    ["ls-files", "--cached", "--others", "--exclude-standard"],
    { encoding: "utf8" },
  );
  return output
    .split("\n")
    .filter((file) => file !== "" && pattern.test(file) && existsSync(file));
}

export const readText = (file: string): string => readFileSync(file, "utf8");
