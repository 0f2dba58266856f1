import { spawn, type ChildProcess } from "node:child_process";
import { build } from "esbuild";

/** app/worker.ts as dev/build.ts bundles it, into `directory`. */
export async function bundleWorker(directory: string): Promise<string> {
  await build({
    entryPoints: { worker: "app/worker.ts" },
    outdir: directory,
    bundle: true,
    packages: "external",
    platform: "node",
    target: "node22",
    format: "esm",
    jsx: "automatic",
    logLevel: "silent",
  });
  return `${directory}/worker.js`;
}

/** A worker process with this test's configuration, whose Shopify is at `shopifyUrl`. */
export function startWorkerProcess(
  script: string,
  { shopifyUrl }: { shopifyUrl: string },
): ChildProcess {
  return spawn(
    process.execPath,
    ["--import", "./dev/fake-shopify/preload.ts", script],
    {
      env: { ...process.env, FAKE_SHOPIFY_URL: shopifyUrl },
      stdio: "ignore",
    },
  );
}
