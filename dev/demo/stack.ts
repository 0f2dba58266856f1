import { execFile } from "node:child_process";
import fs from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { startChild, type Child } from "#dev/demo/child.ts";
import type { LocalShopifyOptions } from "#dev/demo/local-shopify.ts";
import { openPidFile } from "#dev/demo/leftovers.ts";
import type { DemoState } from "#dev/demo/state.ts";
import { readAppConfig } from "#dev/fake-shopify/world/app-config.ts";
import { findFreePort } from "#dev/ports.ts";
import { ensureDatabase } from "#dev/postgres.ts";

/** Everything that runs, as the demo, the browser tests and the benchmarks start it: one set of processes each. */
export interface StackOptions {
  /** Database, world, clock, logs: all of it lies here. */
  dataDir: string;
  state: Pick<DemoState, "clientSecret" | "encryptionKey">;
  /** A theme to mount instead of the stand-in's own. */
  themeDir?: string | undefined;
  /** Where a new world's clock starts (an old one goes on). */
  startAt?: Date;
  /** false: data need not survive a failing machine; for tests. */
  durable?: boolean;
  logLevel?: string;
  /** "small": six products, for tests. */
  catalogue?: "full" | "small";
  onCrash: (remark: string) => void;
}

export interface Ports {
  platform: number;
  storefront: number;
  app: number;
  mail: number;
}

export interface Stack {
  ports: Ports;
  urls: { platform: string; storefront: string; app: string };
  databaseUrl: string;
  /** Where PostgreSQL's files really are; undefined with a DATABASE_URL of the user's own. */
  databaseDirectory: string | undefined;
  /** What web and worker are configured with; for other processes that need the same. */
  env: Record<string, string>;
  shopify: Child;
  web: Child;
  worker: Child;
  stop(): Promise<void>;
}

/** The app's name towards the local Shopify, in place of the one that shopify.app.toml names on the real one. */
const CLIENT_ID = "second-thought-on-this-machine";

export const FIRST_PORT = 4500;

/** Ports of the whole stack, from `first` on; `remark` says which of the usual ones were taken. */
export async function choosePorts(
  first: number,
): Promise<{ ports: Ports; remark: string | undefined }> {
  const names = ["platform", "storefront", "app", "mail"] as const;
  const ports: Ports = {
    platform: 0,
    storefront: 0,
    app: 0,
    mail: 0,
  };
  const used = new Set<number>();
  const moved: string[] = [];
  for (const [i, name] of names.entries()) {
    ports[name] = await findFreePort(first + i, used);
    used.add(ports[name]);
    if (ports[name] !== first + i)
      moved.push(`${first + i} (now ${ports[name]})`);
  }
  const remark =
    moved.length > 0
      ? `In use by something else: port ${moved.join(", ")}.`
      : undefined;
  return { ports, remark };
}

/** The user's own database, or ours. */
export async function startDatabase(
  options: Pick<StackOptions, "dataDir" | "durable">,
  port = FIRST_PORT + 4,
): Promise<{
  url: string;
  directory: string | undefined;
  stop: () => Promise<void>;
}> {
  const own = process.env.DATABASE_URL;
  if (own) return { url: own, directory: undefined, stop: async () => {} };
  return ensureDatabase({
    dataDir: path.join(options.dataDir, "pg"),
    port,
    durable: options.durable ?? true,
  });
}

/** Starts everything and waits until it answers; when a part does not start, what was started is ended again. */
export async function startStack(
  options: StackOptions & {
    ports: Ports;
    databaseUrl: string;
    report?: (text: string) => void;
  },
): Promise<Omit<Stack, "databaseDirectory">> {
  const { dataDir, ports, databaseUrl, report = () => {} } = options;
  const logs = path.join(dataDir, "logs");
  await fs.mkdir(logs, { recursive: true });
  const pids = await openPidFile(path.join(dataDir, "pids.json"));
  const urls = {
    platform: `http://localhost:${ports.platform}`,
    storefront: `http://localhost:${ports.storefront}`,
    app: `http://localhost:${ports.app}`,
  };
  const env = await appEnv(options, urls);
  const children: Child[] = [];
  const start = (
    name: string,
    script: string,
    isReady: () => Promise<boolean>,
    more: { preload?: string[]; env: Record<string, string> },
  ) => {
    const logFile = path.join(logs, `${name}.log`);
    const child = startChild({
      name,
      script,
      logFile,
      isReady,
      onCrash: options.onCrash,
      onStarted: pids.add,
      ...more,
    });
    children.push(child);
    return child;
  };
  const stop = async () => {
    // The local Shopify last: what web and worker still end may ask it something.
    const [shopify, ...rest] = children;
    await Promise.all(rest.map((child) => child.stop()));
    await shopify?.stop();
    await pids.remove();
  };
  try {
    report("tables");
    await migrate(env);
    report("local Shopify");
    const shopify = start(
      "shopify",
      "dev/demo/local-shopify.ts",
      () => answers(`${urls.platform}/`),
      {
        env: {
          LOCAL_SHOPIFY: JSON.stringify(shopifyOptions(options, urls)),
        },
      },
    );
    await shopify.ready();
    report("web and worker");
    const preload = ["./dev/fake-shopify/preload.ts"];
    const web = start(
      "web",
      "app/server.ts",
      () => answers(`${urls.app}/readyz`),
      { preload, env },
    );
    const worker = start(
      "worker",
      "build/worker.js",
      () => answers(`${urls.app}/readyz`),
      { preload, env },
    );
    await Promise.all([web.ready(), worker.ready()]);
    return { ports, urls, databaseUrl, env, shopify, web, worker, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function shopifyOptions(
  options: StackOptions & { ports: Ports },
  urls: Stack["urls"],
): LocalShopifyOptions {
  const { platform, storefront, mail } = options.ports;
  return {
    dataDir: options.dataDir,
    ports: { platform, storefront, smtp: mail },
    appUrl: urls.app,
    clientId: CLIENT_ID,
    clientSecret: options.state.clientSecret,
    themeDir: path.resolve(options.themeDir ?? "dev/fake-shopify/theme"),
    foreignTheme: options.themeDir !== undefined,
    startAt: options.startAt?.toISOString(),
    catalogue: options.catalogue ?? "full",
  };
}

async function appEnv(
  options: StackOptions & { ports: Ports; databaseUrl: string },
  urls: Stack["urls"],
): Promise<Record<string, string>> {
  const { scopes, handle } = await readAppConfig("shopify.app.toml");
  return {
    NODE_ENV: "production",
    HOST: "127.0.0.1",
    PORT: String(options.ports.app),
    DATABASE_URL: options.databaseUrl,
    SHOPIFY_API_KEY: CLIENT_ID,
    SHOPIFY_API_SECRET: options.state.clientSecret,
    SHOPIFY_APP_URL: urls.app,
    SHOPIFY_APP_HANDLE: handle,
    SCOPES: scopes.join(","),
    ENCRYPTION_KEYS: options.state.encryptionKey,
    SMTP_URL: `smtp://127.0.0.1:${options.ports.mail}`,
    MAIL_FROM: "basket@second-thought.test",
    LOG_LEVEL: options.logLevel ?? "info",
    APP_BRIDGE_URL: `${urls.platform}/app-bridge.js`,
    FAKE_SHOPIFY_URL: urls.platform,
    CLOCK_FILE: path.resolve(options.dataDir, "clock.json"),
  };
}

async function migrate(env: Record<string, string>): Promise<void> {
  await promisify(execFile)(process.execPath, ["app/migrate.ts"], {
    env: { ...process.env, ...env },
  });
}

async function answers(url: string): Promise<boolean> {
  const response = await fetch(url, {
    signal: AbortSignal.timeout(3000),
    redirect: "manual",
  });
  await response.body?.cancel();
  return response.status < 400;
}
