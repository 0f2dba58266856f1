/**
 * Styles of the dialog, inside its shadow root: the theme cannot reach them, and they cannot reach the theme. Every length that
 * depends on a side is logical, so that it stands right in Arabic too.
 */
export const STYLES = `
:host { all: initial !important; display: contents !important; }
* { box-sizing: border-box; margin: 0; }
dialog {
  position: fixed; inset: 0; margin: auto; padding: 0; border: 0;
  inline-size: min(27rem, calc(100vw - 2rem)); max-block-size: calc(100dvh - 2rem);
  overflow: auto; overscroll-behavior: contain;
  color: var(--ink); background: var(--paper);
  border-radius: min(var(--button-radius, 0px), 12px);
  box-shadow: 0 1px 2px rgb(0 0 0 / .12), 0 24px 64px -16px rgb(0 0 0 / .36);
  font: 400 1rem/1.55 var(--font, sans-serif);
  -webkit-font-smoothing: antialiased; text-align: start;
}
dialog::backdrop { background: rgb(0 0 0 / .42); }
.card { padding: 2.25rem 2rem 1.5rem; }
h2 {
  font: var(--heading-style, normal) var(--heading-weight, 600) clamp(1.45rem, 1.1rem + 1.6vw, 1.75rem)/1.18 var(--heading-font, inherit);
  letter-spacing: var(--heading-spacing, normal);
  text-wrap: balance; overflow-wrap: anywhere; outline: 0; padding-inline-end: 1.75rem;
}
.body { margin-block-start: .7rem; opacity: .85; }
.sum {
  display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: .25rem 1rem;
  margin-block-start: 1.35rem; padding-block: .9rem;
  border-block: 1px solid color-mix(in srgb, currentColor 16%, transparent);
}
.sum b { font-weight: 600; font-size: 1.15rem; }
.sum s { margin-inline-end: .6rem; opacity: .85; }
.sum span { font-variant-numeric: tabular-nums; }
.note { margin-block-start: 1rem; padding-inline-start: .85rem; border-inline-start: 3px solid var(--button); }
.note:empty { display: none; }
.done .note { margin-block-start: 1.1rem; font-size: 1.05rem; }
.actions { display: grid; gap: .35rem; margin-block-start: 1.35rem; }
button { font: inherit; color: inherit; cursor: pointer; -webkit-tap-highlight-color: transparent; touch-action: manipulation; }
.accept {
  min-block-size: 50px; padding: .75rem 1.25rem; border: 0; border-radius: var(--button-radius, 0px);
  background: var(--button); color: var(--button-ink);
  font-family: var(--button-font, inherit); font-weight: var(--button-weight, 600);
  letter-spacing: var(--button-spacing, normal); text-transform: var(--button-case, none);
}
.accept[aria-disabled=true] { cursor: progress; opacity: .75; }
.decline {
  justify-self: center; min-block-size: 44px; min-inline-size: 44px; padding: .5rem 1rem; border: 0; background: none;
  text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: .25em;
}
.close {
  position: absolute; inset-block-start: .5rem; inset-inline-end: .5rem; inline-size: 44px; block-size: 44px;
  display: grid; place-items: center; padding: 0; border: 0; border-radius: 50%; background: none;
}
.close svg { inline-size: 18px; block-size: 18px; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round; fill: none; }
button:focus-visible { outline: 2px solid var(--ink); outline-offset: 3px; }
@media (hover: hover) {
  .accept:hover { filter: brightness(.94); }
  .decline:hover { text-decoration-thickness: 2px; }
  .close:hover { background: color-mix(in srgb, currentColor 9%, transparent); }
}
.hidden { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
[hidden] { display: none !important; }
@media (max-width: 640px) {
  dialog {
    inset: auto 0 0; margin: 0; inline-size: 100%; max-inline-size: 100%; max-block-size: 88dvh;
    border-end-start-radius: 0; border-end-end-radius: 0;
    border-start-start-radius: max(12px, min(var(--button-radius, 0px), 20px)); border-start-end-radius: max(12px, min(var(--button-radius, 0px), 20px));
  }
  .card { padding: 1.75rem 1.25rem max(1rem, env(safe-area-inset-bottom)); }
}
@media (prefers-reduced-motion: no-preference) {
  dialog[open] { animation: rise .32s cubic-bezier(.2, .8, .2, 1); }
  dialog[open]::backdrop { animation: dim .32s ease-out; }
}
@keyframes rise { from { opacity: 0; transform: translateY(14px); } }
@keyframes dim { from { opacity: 0; } }
@media (forced-colors: active) { dialog, .accept { border: 1px solid; } }
`;
