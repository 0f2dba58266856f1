import { randomBytes } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

const stateSchema = z.object({
  clientSecret: z.string(),
  encryptionKey: z.string(),
  /** Set when the month of sample data is complete; half a month is thrown away and made again. */
  seededAt: z.string().nullable(),
});

/** What the demo has to remember between starts beside its databases. */
export type DemoState = z.infer<typeof stateSchema>;

const fileIn = (dataDir: string) => path.join(dataDir, "demo.json");

/** The secrets made at the first start; null when there was none. */
export async function readState(dataDir: string): Promise<DemoState | null> {
  const text = await fs.readFile(fileIn(dataDir), "utf8").catch(() => null);
  return text === null ? null : stateSchema.parse(JSON.parse(text));
}

export function makeState(): DemoState {
  return {
    clientSecret: randomBytes(24).toString("hex"),
    encryptionKey: randomBytes(32).toString("base64"),
    seededAt: null,
  };
}

export async function writeState(
  dataDir: string,
  state: DemoState,
): Promise<void> {
  const draft = `${fileIn(dataDir)}.new`;
  await fs.writeFile(draft, JSON.stringify(state, null, 2), { mode: 0o600 });
  await fs.rename(draft, fileIn(dataDir));
}
