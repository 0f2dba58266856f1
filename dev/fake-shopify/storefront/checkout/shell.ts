import { escapeHtml } from "../liquid/filter-arguments.ts";
import { directionOf, sayer } from "./words.ts";
import type { StoreRequest } from "../request.ts";

/** The frame of checkout and thank-you page: not the theme's, as at Shopify. */
export function shell(
  request: StoreRequest,
  {
    title,
    main,
    aside,
    script,
    pixels = "",
  }: {
    title: string;
    main: string;
    aside: string;
    script?: boolean;
    /** The script that runs the shop's web pixels. */
    pixels?: string;
  },
): string {
  const { shop, root, locale } = request;
  const say = sayer(locale);
  return `<!doctype html>
<html lang="${locale}" dir="${directionOf(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)} – ${escapeHtml(shop.name)}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
${script ? `<script src="/cdn/shopifycloud/checkout.js" defer></script>` : ""}
${pixels}
</head>
<body>
<header class="top"><div class="top__main"><a class="brand" href="${root}">${escapeHtml(shop.name)}</a></div><div class="top__side"><a class="bag" href="${root}cart" aria-label="${say("Back to the cart")}"><svg width="22" height="22" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.6" aria-hidden="true"><path d="M6 8h12l1 12H5L6 8Z"/><path d="M9 8a3 3 0 0 1 6 0"/></svg></a></div></header>
<div class="columns">
<main class="main"><div class="main__in">${main}</div></main>
<aside class="aside" aria-label="${say("Order summary")}"><div class="aside__in">${aside}</div></aside>
</div>
</body>
</html>`;
}

const STYLE = `
*{box-sizing:border-box}
:root{--ink:#262320;--quiet:#6b645c;--line:#dcd7cf;--soft:#f6f3ee;--accent:#26486e;--bad:#a92a1a;--good:#3c6b43;color-scheme:light}
body{margin:0;font:15px/1.5 -apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:var(--ink);background:#fff}
h1,h2{line-height:1.2;margin:0}
h1{font-size:1.6rem;font-weight:600}
h2{font-size:1.25rem;font-weight:600}
a{color:var(--accent)}
.top{border-bottom:1px solid var(--line);background:#fff;display:grid;grid-template-columns:minmax(0,58fr) minmax(0,42fr);align-items:center;min-height:75px}
.top__main{width:100%;max-width:640px;margin-inline-start:auto;padding:0 1.5rem}
.top__side{width:100%;max-width:460px;padding:0 1.5rem;display:flex;justify-content:flex-end}
.brand{font-size:1.5rem;font-weight:600;letter-spacing:-.01em;color:var(--ink);text-decoration:none}
.bag{color:var(--ink);display:grid;place-items:center;width:44px;height:44px;margin:-.6rem}
.columns{display:grid;grid-template-columns:minmax(0,58fr) minmax(0,42fr);min-height:calc(100vh - 75px)}
.main__in{max-width:640px;margin-inline-start:auto;padding-block:2.2rem 3rem;padding-inline:1.5rem 2.6rem}
.aside{background:var(--soft);border-inline-start:1px solid var(--line)}
.aside__in{max-width:460px;padding:2.2rem 1.5rem 3rem 2.6rem;position:sticky;top:0}
section{margin:0 0 2rem}
section>h2{margin-bottom:.9rem}
.grid{display:grid;grid-template-columns:1fr 1fr;gap:.8rem}
.grid>.wide{grid-column:1/-1}
.field{display:block;position:relative}
.field span{display:block;font-size:.82rem;color:var(--quiet);margin-bottom:.25rem}
input[type=text],input[type=email],select{width:100%;font:inherit;color:inherit;background:#fff;border:1px solid #bfb8ae;border-radius:6px;padding:.72rem .8rem;min-height:48px}
input:focus-visible,select:focus-visible,button:focus-visible,a:focus-visible,summary:focus-visible{outline:3px solid #7aa7d9;outline-offset:1px}
[aria-invalid=true]{border-color:var(--bad)!important;box-shadow:0 0 0 1px var(--bad)}
.error{color:var(--bad);font-size:.87rem;margin:.3rem 0 0}
.check{display:flex;gap:.65rem;align-items:center;margin-top:.8rem;min-height:44px;cursor:pointer}
.check input,.choice input{width:20px;height:20px;accent-color:var(--accent);margin:0;flex:none}
.choices{border:1px solid var(--line);border-radius:8px;overflow:hidden}
.choice{display:flex;gap:.8rem;align-items:center;padding:.9rem 1rem;cursor:pointer}
.choice+.choice{border-top:1px solid var(--line)}
.choice:has(input:checked){background:#f0f5fb;box-shadow:inset 0 0 0 1px var(--accent)}
.choice small{display:block;color:var(--quiet)}
.choice b{margin-inline-start:auto;font-weight:600}
.card{border:1px solid var(--line);border-radius:8px;padding:1rem;background:var(--soft);color:var(--quiet)}
.card strong{color:var(--ink);display:block}
.pay{font:inherit;font-weight:600;font-size:1.1rem;width:100%;min-height:58px;border:0;border-radius:8px;background:var(--accent);color:#fff;cursor:pointer}
.pay:hover{background:#1d3a5a}
.plain{font:inherit;min-height:48px;padding:0 1.1rem;border:1px solid #bfb8ae;border-radius:6px;background:#fff;color:var(--ink);cursor:pointer}
.notice{border:1px solid #e2b4ad;background:#fdf3f1;color:#7d2015;border-radius:8px;padding:.9rem 1rem;margin:0 0 1.5rem}
.lines{list-style:none;margin:0 0 1.4rem;padding:0;display:grid;gap:1rem}
.line{display:grid;grid-template-columns:66px 1fr auto;gap:.9rem;align-items:center}
.line__pic{position:relative;width:64px;height:64px}
.line__pic img{width:64px;height:64px;object-fit:cover;border-radius:8px;border:1px solid var(--line);background:#fff;display:block}
.line__n{position:absolute;top:-8px;inset-inline-end:-8px;min-width:22px;height:22px;border-radius:11px;background:#55504a;color:#fff;font-size:.76rem;font-weight:600;display:grid;place-items:center;padding:0 .35rem}
.line p{margin:0}
.line small{color:var(--quiet)}
.line__price{text-align:end}
.line__price s{color:var(--quiet);font-size:.87rem;display:block}
.codes{display:grid;grid-template-columns:1fr auto;gap:.6rem;margin:0 0 1.2rem}
.tags{display:flex;flex-wrap:wrap;gap:.5rem;margin:-.4rem 0 1.2rem;padding:0;list-style:none}
.tag{display:inline-flex;gap:.4rem;align-items:center;background:#e7e1d7;border-radius:6px;padding:.2rem .3rem .2rem .65rem;font-size:.87rem;font-weight:600}
.tag button{border:0;background:none;font:inherit;font-size:1.1rem;line-height:1;width:28px;height:28px;cursor:pointer;color:var(--quiet)}
.tag--off{background:#fff;border:1px dashed #bfb8ae;color:var(--quiet);font-weight:400}
.sums{margin:0;display:grid;gap:.45rem}
.sums div{display:flex;justify-content:space-between;gap:1rem}
.sums dd{margin:0}
.sums .off dd,.sums .off dt{color:var(--good)}
.sums .total{font-size:1.2rem;font-weight:600;margin-top:.6rem;align-items:baseline}
.sums .total small{font-size:.78rem;font-weight:400;color:var(--quiet);margin-inline-end:.4rem}
.fold>summary{display:none}
.done{display:flex;gap:1rem;align-items:center;margin-bottom:1.6rem}
.done svg{flex:none;color:var(--good)}
.done p{margin:0;color:var(--quiet)}
.facts{border:1px solid var(--line);border-radius:8px;padding:1.1rem 1.2rem;display:grid;grid-template-columns:1fr 1fr;gap:1.1rem}
.facts h3{font-size:.95rem;margin:0 0 .2rem}
.facts p{margin:0;color:var(--quiet)}
.go{display:inline-flex;align-items:center;min-height:48px;padding:0 1.4rem;border-radius:8px;background:var(--accent);color:#fff;text-decoration:none;font-weight:600;margin-top:1.6rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media (max-width:899px){
.top{grid-template-columns:1fr auto}
.top__main{padding:0 1.1rem;margin:0}
.columns{display:flex;flex-direction:column-reverse;justify-content:flex-end;min-height:0}
.main__in,.aside__in{max-width:640px;margin:0 auto;padding:1.5rem 1.1rem}
.aside{border-inline-start:0;border-bottom:1px solid var(--line)}
.aside__in{padding:0 1.1rem;position:static}
.fold>summary{display:flex;justify-content:space-between;align-items:center;min-height:56px;cursor:pointer;color:var(--accent);font-weight:600}
.fold>summary b{color:var(--ink);font-size:1.1rem}
.fold[open]>summary{margin-bottom:.8rem}
.fold__body{padding-bottom:1.4rem}
.facts{grid-template-columns:1fr}
}
`;
