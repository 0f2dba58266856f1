import { execFile } from "node:child_process";
import fs from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

/**
 * Generates Prisma's client when prisma/schema.prisma has changed since. `npm install` does it too, but not
 * where install scripts are switched off, nor after a pull that changed the schema.
 */
export async function ensurePrismaClient(): Promise<boolean> {
  const schema = await fs.readFile("prisma/schema.prisma", "utf8");
  const stamp = path.join(
    "node_modules",
    ".prisma",
    "client",
    "generated-from.prisma",
  );
  if ((await fs.readFile(stamp, "utf8").catch(() => "")) === schema)
    return false;
  await promisify(execFile)(
    path.join("node_modules", ".bin", "prisma"),
    ["generate"],
    {
      env: {
        ...process.env,
        CHECKPOINT_DISABLE: "1",
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
      },
      shell: process.platform === "win32",
    },
  );
  await fs.writeFile(stamp, schema);
  return true;
}
