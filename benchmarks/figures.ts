import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";

/** One measured number. `name` is stable: closing notes and dashboards quote it. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
}

/** What a figure must reach; a figure without one is only reported. */
export type Target = { atMost: number } | { atLeast: number };

/** Reads `--json FILE`, the one option every benchmark has. */
export function jsonFileFromArguments(): string | undefined {
  const { values } = parseArgs({
    options: { json: { type: "string" } },
    allowPositionals: true,
  });
  return values.json;
}

export function meets(value: number, target: Target | undefined): boolean {
  if (!Number.isFinite(value)) return false;
  if (!target) return true;
  return "atMost" in target ? value <= target.atMost : value >= target.atLeast;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2
    ? sorted[middle]!
    : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Prints the table, writes the JSON, and sets exit code 1 when a target is missed. */
export async function report(
  figures: Figure[],
  targets: Record<string, Target>,
  jsonFile: string | undefined,
): Promise<void> {
  const width = Math.max(...figures.map((figure) => figure.name.length));
  for (const { name, value, unit } of figures) {
    const target = targets[name];
    const verdict = target ? (meets(value, target) ? "ok" : "MISSED") : "";
    console.log(
      `${name.padEnd(width)}  ${String(round(value)).padStart(10)} ${unit.padEnd(7)} ${wanted(target).padEnd(16)} ${verdict}`,
    );
  }
  if (jsonFile)
    await writeFile(jsonFile, `${JSON.stringify(figures, null, 2)}\n`);
  if (figures.some(({ name, value }) => !meets(value, targets[name])))
    process.exitCode = 1;
}

function wanted(target: Target | undefined): string {
  if (!target) return "";
  return "atMost" in target
    ? `at most ${target.atMost}`
    : `at least ${target.atLeast}`;
}

function round(value: number): number {
  return Math.abs(value) >= 100
    ? Math.round(value)
    : Number(value.toPrecision(3));
}
