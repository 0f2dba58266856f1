import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { paint, say } from "#dev/print.ts";

export interface StepResult {
  name: string;
  ok: boolean;
  /** Real milliseconds. */
  ms: number;
  /** Why it failed. */
  error?: string;
}

export interface TourReport {
  /** Plays one step; after the first that failed the others are not played and count as failed. */
  step(name: string, play: () => Promise<void>): Promise<void>;
  /** Writes report.json; answers whether every step held. */
  finish(): Promise<boolean>;
}

/** `report.json` is `{steps: [{name, ok, ms, error?}]}`. */
export async function openReport(out: string): Promise<TourReport> {
  await mkdir(out, { recursive: true });
  const steps: StepResult[] = [];
  const failed = () => steps.some(({ ok }) => !ok);
  return {
    async step(name, play) {
      if (failed()) {
        steps.push({ name, ok: false, ms: 0, error: "not played" });
        return;
      }
      const started = performance.now();
      const end = (error?: unknown) => {
        const ms = Math.round(performance.now() - started);
        const text = error instanceof Error ? error.message : String(error);
        steps.push({
          name,
          ok: error === undefined,
          ms,
          ...(error !== undefined && { error: text }),
        });
        const mark =
          error === undefined ? paint("green", "✓") : paint("red", "✗");
        say(
          `  ${mark} ${name}  ${paint("dim", `${(ms / 1000).toFixed(1)} s`)}`,
        );
        if (error !== undefined) say(paint("red", indent(text)));
      };
      await play().then(() => end(), end);
    },
    async finish() {
      await writeFile(
        path.join(out, "report.json"),
        `${JSON.stringify({ steps }, null, 2)}\n`,
      );
      return !failed();
    },
  };
}

function indent(text: string): string {
  return text
    .split("\n")
    .slice(0, 12)
    .map((line) => `      ${line}`)
    .join("\n");
}
