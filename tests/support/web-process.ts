import { execFile, spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";
import { findFreePort } from "#dev/ports.ts";

const BUNDLE = "build/server/index.js";

/**
 * app/server.ts itself with this test's configuration, once it answers. Edges and routes are those of the build, which
 * `npm test` makes before the tests; a checkout without one gets it here.
 */
export async function startWebProcess({
  shopifyUrl,
}: {
  /** Where its Shopify is; without it none answers. */
  shopifyUrl?: string;
} = {}): Promise<{
  web: ChildProcess;
  origin: string;
}> {
  if (!existsSync(BUNDLE))
    await promisify(execFile)(process.execPath, [
      "dev/with-node.mjs",
      "dev/build.ts",
    ]);
  const port = await findFreePort(4700, new Set());
  const preload = shopifyUrl
    ? ["--import", "./dev/fake-shopify/preload.ts"]
    : [];
  const web = spawn(process.execPath, [...preload, "app/server.ts"], {
    env: {
      ...process.env,
      PORT: String(port),
      HOST: "127.0.0.1",
      ...(shopifyUrl && { FAKE_SHOPIFY_URL: shopifyUrl }),
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const origin = `http://127.0.0.1:${port}`;
  while (web.exitCode === null) {
    const answer = await fetch(`${origin}/healthz`).catch(() => null);
    if (answer?.ok) return { web, origin };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The web process ended with ${web.exitCode}.`);
}
