import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Plain scripts are wrapped, so that nothing of theirs becomes global; modules keep what they export. */
const FORMATS = {
  "consent-tracking-api": "iife",
  "privacy-banner": "iife",
  checkout: "iife",
  "web-pixels-manager": "iife",
  "pixel-worker": "iife",
  "standard-events": "esm",
  "standard-actions": "esm",
} as const;

export type ClientScript = keyof typeof FORMATS;

const built = new Map<ClientScript, Promise<string>>();

/** One of the scripts beside this file with what it imports, as a browser runs it. */
export function clientScript(name: ClientScript): Promise<string> {
  const known = built.get(name);
  if (known) return known;
  const building = build({
    entryPoints: [fileURLToPath(new URL(`./${name}.ts`, import.meta.url))],
    bundle: true,
    write: false,
    minify: true,
    format: FORMATS[name],
    target: "es2022",
    legalComments: "none",
  }).then((result) => result.outputFiles[0]?.text ?? "");
  built.set(name, building);
  return building;
}
