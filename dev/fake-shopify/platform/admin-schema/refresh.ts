/**
 * Fetches Shopify's published Admin schema anew from the npm package that carries it (ISC licence, see LICENSE beside this file):
 *   node dev/fake-shopify/platform/admin-schema/refresh.ts
 * The checksum is pinned, so that a changed file is a decision and never a surprise.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PACKAGE = "@shopify/dev-mcp@1.16.0";
const FILE = "admin_2026-10.json.gz";
const SHA256 =
  "f3b522f264556925eada700e795e4a002a9cba83444ebcc6c0d724254a0c6593";

const dir = mkdtempSync(join(tmpdir(), "admin-schema-"));
try {
  execFileSync("npm", ["pack", PACKAGE, "--silent"], {
    cwd: dir,
    shell: process.platform === "win32",
  });
  const tarball = readdirSync(dir).find((name) => name.endsWith(".tgz"));
  if (!tarball) throw new Error(`npm pack ${PACKAGE} left no archive behind`);
  execFileSync(
    "tar",
    ["-xzf", tarball, `package/dist/data/${FILE}`, "package/LICENSE"],
    { cwd: dir },
  );
  const found = createHash("sha256")
    .update(readFileSync(join(dir, "package/dist/data", FILE)))
    .digest("hex");
  if (found !== SHA256)
    throw new Error(
      `${FILE} of ${PACKAGE} has sha256 ${found}, expected ${SHA256}: read the difference, then pin it here`,
    );
  copyFileSync(
    join(dir, "package/dist/data", FILE),
    join(import.meta.dirname, FILE),
  );
  copyFileSync(
    join(dir, "package/LICENSE"),
    join(import.meta.dirname, "LICENSE"),
  );
  console.log(`${FILE} is the file of ${PACKAGE}`);
} finally {
  rmSync(dir, { recursive: true, force: true });
}
