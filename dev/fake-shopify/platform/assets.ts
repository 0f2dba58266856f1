/** Scripts, styles and the font of the platform's pages. Scripts are TypeScript here and are bundled once, when first asked for. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { buildSync } from "esbuild";
import { Refusal, type Answer, type Route } from "./http.ts";

const HERE = import.meta.dirname;
const SCRIPTS: Record<string, string> = {
  admin: "admin/client/main.ts",
  "theme-editor": "theme/client.ts",
  inbox: "inbox/client.ts",
  control: "control/client.ts",
};
/** Served as one sheet, in this order: later parts may refine earlier ones. */
const STYLES = [
  "base",
  "fields",
  "pieces",
  "admin",
  "app-frame",
  "theme-editor",
  "start-and-inbox",
  "narrow",
];
const FONT = createRequire(import.meta.url).resolve(
  "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
);

const built = new Map<string, string>();

function bundle(entry: string): string {
  let script = built.get(entry);
  if (script === undefined) {
    const result = buildSync({
      entryPoints: [path.join(HERE, entry)],
      bundle: true,
      format: "iife",
      target: "es2022",
      write: false,
      logLevel: "silent",
    });
    script = result.outputFiles[0]!.text;
    built.set(entry, script);
  }
  return script;
}

const serve = (type: string, body: string | Buffer, seconds = 0): Answer => ({
  status: 200,
  headers: {
    "content-type": type,
    "cache-control": seconds ? `public, max-age=${seconds}` : "no-cache",
    "access-control-allow-origin": "*",
  },
  body,
});

export function assetRoutes(): Route[] {
  return [
    {
      method: "GET",
      path: /^\/app-bridge\.js$/,
      handle: () =>
        serve("text/javascript; charset=utf-8", bundle("app-bridge/main.ts")),
    },
    {
      method: "GET",
      path: /^\/assets\/([\w-]+)\.js$/,
      handle: ({ params }) => {
        const entry = SCRIPTS[params[0] ?? ""];
        if (!entry) throw new Refusal(404, "There is no such script.");
        return serve("text/javascript; charset=utf-8", bundle(entry));
      },
    },
    {
      method: "GET",
      path: /^\/assets\/platform\.css$/,
      handle: () =>
        serve(
          "text/css; charset=utf-8",
          Buffer.concat(
            STYLES.map((name) =>
              readFileSync(path.join(HERE, `assets/style/${name}.css`)),
            ),
          ),
        ),
    },
    {
      method: "GET",
      path: /^\/assets\/icon\.svg$/,
      handle: () =>
        serve(
          "image/svg+xml",
          readFileSync(path.join(HERE, "assets/icon.svg")),
          3600,
        ),
    },
    {
      method: "GET",
      path: /^\/assets\/inter\.woff2$/,
      handle: () => serve("font/woff2", readFileSync(FONT), 86_400),
    },
  ];
}
