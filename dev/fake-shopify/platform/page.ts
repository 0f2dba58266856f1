/** The skeleton of every page of the platform. */
import { html, type Answer } from "./http.ts";
import { h, type Markup } from "./markup.ts";

export interface PageOptions {
  title: string;
  body: Markup;
  /** Client scripts by name, see assets.ts. */
  scripts?: string[];
  status?: number;
  bodyClass?: string;
}

export function page({
  title,
  body,
  scripts = [],
  status,
  bodyClass,
}: PageOptions): Answer {
  const document = h`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Local Shopify</title>
<link rel="icon" href="/assets/icon.svg">
<link rel="stylesheet" href="/assets/platform.css">
${scripts.map((name) => h`<script src="/assets/${name}.js" defer></script>`)}
</head>
<body class="${bodyClass}">${body}</body>
</html>`;
  return html(document.markup, status);
}

/** A page that says why something did not work. */
export function troublePage(message: string, status: number): Answer {
  const body = h`<main class="narrow"><section class="card"><h1>That did not work</h1><p>${message}</p><p><a class="button" href="/">To the start page</a></p></section></main>`;
  return page({ title: "That did not work", body, status });
}
