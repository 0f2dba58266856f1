import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { chromium } from "@playwright/test";

const run = promisify(execFile);

/**
 * A Chromium for the tour, the browser tests and the benchmarks: the one CHROME_PATH names, Playwright's own, or
 * the machine's. Where there is none it is fetched: Debian's package as root, Playwright's own elsewhere.
 */
export async function findOrInstallBrowser(
  say: (text: string) => void = () => {},
): Promise<string> {
  const found = findBrowser();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    say("getting Chromium (apt-get install chromium)");
    await installDebian();
  } else {
    say("getting Chromium (playwright install chromium)");
    await installPlaywright();
  }
  const installed = findBrowser();
  if (installed) return installed;
  throw new Error(
    "There is no browser here and none could be fetched. Please install Chromium or Chrome (Debian, Ubuntu: apt-get install chromium), or name one: CHROME_PATH=/path/to/chrome",
  );
}

export function findBrowser(): string | undefined {
  const named = process.env.CHROME_PATH;
  if (named && !existsSync(named))
    throw new Error(`CHROME_PATH names ${named}, and there is nothing.`);
  return [named, chromium.executablePath(), ...usualPlaces()].find(
    (place) => place && existsSync(place),
  );
}

function usualPlaces(): string[] {
  if (process.platform === "darwin")
    return ["Google Chrome", "Chromium", "Microsoft Edge"].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  if (process.platform === "win32") {
    const roots = [
      process.env.PROGRAMFILES,
      process.env["PROGRAMFILES(X86)"],
      process.env.LOCALAPPDATA,
    ];
    const names = [
      "Google/Chrome/Application/chrome.exe",
      "Microsoft/Edge/Application/msedge.exe",
    ];
    return roots.flatMap((root) =>
      root ? names.map((name) => path.join(root, name)) : [],
    );
  }
  const names = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
  ];
  return (process.env.PATH ?? "/usr/bin")
    .split(path.delimiter)
    .flatMap((folder) => names.map((name) => path.join(folder, name)));
}

async function installDebian(): Promise<void> {
  // Another apt may be at work, as on a machine that has just booted.
  const apt = (...args: string[]) =>
    run("apt-get", ["-o", "DPkg::Lock::Timeout=300", ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      maxBuffer: 64 * 1024 * 1024,
    });
  await apt("update", "-q").catch(() => {}); // an old list may still know it
  await apt(
    "install",
    "-y",
    "-q",
    "--no-install-recommends",
    "chromium",
    "fonts-liberation",
  ).catch(() => {});
  if (!findBrowser()) await installPlaywright();
}

async function installPlaywright(): Promise<void> {
  const cli = path.resolve("node_modules", "@playwright", "test", "cli.js");
  await run(process.execPath, [cli, "install", "chromium"], {
    maxBuffer: 64 * 1024 * 1024,
  }).catch(() => {});
}

/** Containers and root have no sandbox to offer, and a small /dev/shm. */
export const BROWSER_ARGS = ["--no-sandbox", "--disable-dev-shm-usage"];

/** What a person's browser says: Shopify's library (isbot) answers "HeadlessChrome" with 410 Gone. */
export const USER_AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";
