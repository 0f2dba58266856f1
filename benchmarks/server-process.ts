import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { findFreePort } from "#dev/ports.ts";
import { SECRET } from "./requests.ts";

const START_MS = 20_000;

/** The configuration both servers get; the same pool size, or the comparison would be of pools. */
export function serverEnvironment(databaseUrl: string): Record<string, string> {
  return {
    NODE_ENV: "production",
    HOST: "127.0.0.1",
    DATABASE_URL: databaseUrl,
    DATABASE_POOL_SIZE: "10",
    SHOPIFY_API_KEY: "bench-client",
    SHOPIFY_API_SECRET: SECRET,
    SHOPIFY_APP_URL: "https://bench.example",
    SHOPIFY_APP_HANDLE: "second-thought",
    SCOPES: "read_orders,read_products,write_discounts",
    ENCRYPTION_KEYS: Buffer.alloc(32, "bench").toString("base64"),
    SMTP_URL: "smtp://127.0.0.1:1",
    MAIL_FROM: "hello@bench.example",
    LOG_LEVEL: "warn",
  };
}

/** Starts a server process on a free port and waits until it answers at all. */
export async function startServer(
  file: string,
  environment: Record<string, string>,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const port = await findFreePort(4760);
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, ...environment, PORT: String(port) },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = new Promise<void>((resolve) =>
    child.on("exit", () => resolve()),
  );
  const url = `http://127.0.0.1:${port}`;
  const until = Date.now() + START_MS;
  while (!(await answers(url))) {
    if (child.exitCode !== null || Date.now() > until)
      throw new Error(`${file} did not start (exit code ${child.exitCode})`);
    await sleep(100);
  }
  return {
    url,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    await fetch(`${url}/healthz`);
    return true;
  } catch {
    return false;
  }
}
