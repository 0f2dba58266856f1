import { readFile } from "node:fs/promises";
import { transform } from "esbuild";

const built = new Map<string, Promise<string>>();

/** One of the scripts beside this file, as a browser runs it. */
export function clientScript(
  name: "consent-tracking-api" | "privacy-banner" | "checkout",
): Promise<string> {
  const known = built.get(name);
  if (known) return known;
  const building = readFile(new URL(`./${name}.ts`, import.meta.url), "utf8")
    .then((source) =>
      transform(source, { loader: "ts", minify: true, target: "es2022" }),
    )
    .then((result) => result.code);
  built.set(name, building);
  return building;
}
