/** The files of the editor's preview: a page that stands in for a shop's cart, and the very code that shops load. */
import { readFile } from "node:fs/promises";
import path from "node:path";

const EXTENSION = path.join("extensions", "storefront");
/** Closed: no name that comes from outside becomes a path. */
const FILES: Record<string, string> = {
  "dialog.js": path.join(EXTENSION, "assets", "dialog.js"),
  "offer.js": path.join(EXTENSION, "assets", "offer.js"),
  "preview.js": path.join("public", "build", "preview.js"),
};
const LOCALES = ["ar", "de", "es", "fr", "it", "ja", "nl", "pt-BR"];

/** Undefined for what is no file of the preview. */
export async function readPreviewFile(
  name: string,
): Promise<{ body: string; type: string } | undefined> {
  if (name === "page") return { body: PAGE, type: "text/html; charset=utf-8" };
  const [, locale] = /^words\.([A-Za-z-]{2,12})\.json$/.exec(name) ?? [];
  if (locale)
    return {
      body: JSON.stringify(await readWords(locale)),
      type: "application/json",
    };
  const file = Object.hasOwn(FILES, name) ? FILES[name] : undefined;
  if (!file) return undefined;
  return {
    body: await readFile(file, "utf8"),
    type: "text/javascript; charset=utf-8",
  };
}

/** The extension's own words, as the embed writes them into a page. */
async function readWords(locale: string): Promise<Record<string, string>> {
  const own =
    LOCALES.find((one) => one.toLowerCase() === locale.toLowerCase()) ??
    LOCALES.find((one) => one.split("-")[0] === locale.split("-")[0]);
  const file = path.join(EXTENSION, "locales", `${own ?? "en.default"}.json`);
  const { offer, quiet } = JSON.parse(await readFile(file, "utf8")) as Record<
    string,
    Record<string, string>
  >;
  return { ...offer, ...quiet };
}

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Preview</title>
<style>
:root{--paper:#fff;--ink:#1c1c1c;--button:#1c1c1c;--buttonInk:#fff}
*{box-sizing:border-box}
body{margin:0;min-block-size:100vh;background:var(--paper);color:var(--ink);font:400 1rem/1.5 Georgia,"Times New Roman",serif}
header{padding:1.1rem 5vw;border-block-end:1px solid color-mix(in srgb,var(--ink) 14%,transparent);letter-spacing:.02em}
main{max-inline-size:60rem;margin-inline:auto;padding:2rem 5vw}
h1{font-size:1.6rem;font-weight:400;margin:0 0 1.25rem}
.line{display:grid;grid-template-columns:4.5rem 1fr auto;gap:1rem;align-items:center;padding-block:.9rem;border-block-end:1px solid color-mix(in srgb,var(--ink) 12%,transparent)}
.thing{aspect-ratio:1;background:color-mix(in srgb,var(--ink) 9%,transparent);border-radius:4px}
.bar{block-size:.7rem;inline-size:min(11rem,60%);background:color-mix(in srgb,var(--ink) 16%,transparent);border-radius:4px}
.sum{display:flex;justify-content:flex-end;padding-block:1.25rem;font-size:1.1rem}
button{font:inherit;padding:.85rem 2rem;border:0;border-radius:6px;background:var(--button);color:var(--buttonInk);float:inline-end}
</style>
</head>
<body>
<header data-shop></header>
<main>
<h1><span class="bar" style="display:inline-block;block-size:1.2rem" aria-hidden="true"></span></h1>
<div class="line"><div class="thing"></div><div class="bar"></div><span data-price></span></div>
<div class="line"><div class="thing"></div><div class="bar"></div><span data-price></span></div>
<p class="sum"><span data-total></span></p>
<button type="button" name="checkout" aria-hidden="true" tabindex="-1"><span class="bar" style="display:inline-block;inline-size:6rem;background:currentColor"></span></button>
</main>
<script type="module" src="preview.js"></script>
</body>
</html>`;
