/**
 * Builds the shopper's script into the theme app extension and refuses what would weigh on a shopper's page.
 * `node dev/build-storefront.ts`; no source maps (Shopify's CLI refuses them), and names are never mangled by pattern:
 * Shopify's private line item properties begin with an underscore.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build, transform, type Plugin } from "esbuild";

interface Script {
  /** File in extensions/storefront/assets. */
  name: string;
  entry: string;
  format: "iife" | "esm";
  limits: { raw?: number; gzip: number };
}

export interface BuiltScript {
  name: string;
  rawBytes: number;
  gzipBytes: number;
  limits: Script["limits"];
}

/** The loader's limits are promise 1 of the product; 10,000 raw bytes is also where Theme Check calls it an error. */
const SCRIPTS: Script[] = [
  {
    name: "loader.js",
    entry: "app/storefront/main.ts",
    format: "iife",
    limits: { raw: 10_000, gzip: 4096 },
  },
  ...["mind", "arbiter", "senses", "dialog", "offer", "explain"].map(chunk),
];

/** Loaded at the moment it is needed; what a treatment needs beside it is the shell, so that no chunk carries it twice. */
function chunk(name: string): Script {
  return {
    name: `${name}.js`,
    entry: `app/storefront/${name}/${name}.ts`,
    format: "esm",
    limits: { gzip: 6144 },
  };
}

const ROOT = join(import.meta.dirname, "..");

/** Builds all scripts into `outdir`; sizes are checked by the caller with `findOversized`. */
export async function buildStorefront(
  outdir = join(ROOT, "extensions/storefront/assets"),
): Promise<BuiltScript[]> {
  return Promise.all(
    SCRIPTS.map(async ({ name, entry, format, limits }) => {
      const outfile = join(outdir, name);
      await build({
        absWorkingDir: ROOT,
        entryPoints: [entry],
        outfile,
        bundle: true,
        minify: true,
        format,
        target: "es2020",
        charset: "utf8",
        legalComments: "none",
        logLevel: "warning",
        plugins: [INLINE_STYLES],
      });
      const bytes = await readFile(outfile);
      return {
        name,
        rawBytes: bytes.length,
        gzipBytes: gzipSync(bytes, { level: 9 }).length,
        limits,
      };
    }),
  );
}

/** `import css from "./x.css?inline"` gives the minified text, as it does in Vite. */
const INLINE_STYLES: Plugin = {
  name: "inline-styles",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\.css\?inline$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.replace("?inline", "")),
      namespace: "inline-styles",
    }));
    onLoad(
      { filter: /.*/, namespace: "inline-styles" },
      async ({ path: file }) => {
        const { code } = await transform(await readFile(file, "utf8"), {
          loader: "css",
          minify: true,
        });
        return { contents: code.trim(), loader: "text" };
      },
    );
  },
};

/** What the admin's editor shows an offer with: it runs in a frame of the app, so it is no part of the extension. */
export async function buildPreview(
  outfile = join(ROOT, "public/build/preview.js"),
): Promise<void> {
  await build({
    absWorkingDir: ROOT,
    entryPoints: ["app/storefront/preview/preview.ts"],
    outfile,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    logLevel: "warning",
  });
}

/** One sentence per broken limit. */
export function findOversized(scripts: BuiltScript[]): string[] {
  return scripts.flatMap(({ name, rawBytes, gzipBytes, limits }) => [
    ...(limits.raw && rawBytes > limits.raw
      ? [
          `${name} is ${rawBytes} bytes, ${rawBytes - limits.raw} over its limit of ${limits.raw}. It loads on every page of every shop: move code into the lazy chunk.`,
        ]
      : []),
    ...(gzipBytes > limits.gzip
      ? [
          `${name} is ${gzipBytes} bytes gzipped, ${gzipBytes - limits.gzip} over its limit of ${limits.gzip}.`,
        ]
      : []),
  ]);
}

if (import.meta.main) {
  const [scripts] = await Promise.all([buildStorefront(), buildPreview()]);
  for (const { name, rawBytes, gzipBytes, limits } of scripts)
    console.log(
      `${name.padEnd(10)} ${String(rawBytes).padStart(6)} bytes${limits.raw ? ` of ${limits.raw}` : ""}, ${gzipBytes} gzipped of ${limits.gzip}`,
    );
  const faults = findOversized(scripts);
  for (const fault of faults) console.error(fault);
  if (faults.length) process.exitCode = 1;
}
