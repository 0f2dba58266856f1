import { pickLocale, textDirection, translator } from "./texts.ts";

/** What the page knows about the mail it was opened from; nothing personal is on it. */
export interface UnsubscribeView {
  locale: string;
  shopName: string;
  shopUrl: string;
  /** "asked" nothing yet, "reminders" or "everything" are stopped. */
  stopped: "nothing" | "reminders" | "everything";
}

// One small page, no script, no font, no picture: it must work in any mail app's own browser.
export const PAGE_STYLE = `
:root { color-scheme: light dark; --ink: #1f2328; --soft: #5c6470; --paper: #fff; --ground: #f3f2ef; --line: #d9d5cd; --button: #1f2328; --on-button: #fff; --focus: #1a66d6; }
@media (prefers-color-scheme: dark) { :root { --ink: #f1f1ef; --soft: #a9b0b9; --paper: #1d2023; --ground: #131517; --line: #3a3f45; --button: #f1f1ef; --on-button: #1f2328; --focus: #8ab8ff; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 24px 16px 48px; background: var(--ground); color: var(--ink); font: 16px/1.5 -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif; }
main { max-width: 520px; margin: 6vh auto 0; padding: clamp(24px, 6vw, 44px); background: var(--paper); border-radius: 14px; overflow-wrap: anywhere; }
.shop { margin: 0 0 20px; color: var(--soft); font-weight: 600; }
h1 { margin: 0 0 10px; font-size: clamp(22px, 5vw, 27px); line-height: 1.25; letter-spacing: -0.01em; text-wrap: balance; }
p { margin: 0 0 14px; }
.soft { color: var(--soft); }
label { display: flex; gap: 12px; align-items: flex-start; padding: 10px 0; margin: 6px 0 16px; cursor: pointer; }
input { flex: none; width: 22px; height: 22px; margin: 1px 0 0; accent-color: var(--button); }
button { width: 100%; min-height: 48px; padding: 12px 20px; border: 0; border-radius: 10px; background: var(--button); color: var(--on-button); font: inherit; font-weight: 600; cursor: pointer; }
button.quiet { background: none; color: var(--ink); border: 1px solid var(--line); font-weight: 500; }
a { display: inline-block; padding: 10px 0; color: var(--ink); text-underline-offset: 3px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
`;

export function drawUnsubscribePage(view: UnsubscribeView): string {
  const t = translator(view.locale);
  const named = { shop: view.shopName };
  const { stopped } = view;
  const question = `
    <h1>${escapeHtml(t("unsubscribe.question"))}</h1>
    <p class="soft">${escapeHtml(t("unsubscribe.explain", named))}</p>
    <form method="post">
      <label><input type="checkbox" name="everything" value="yes"> <span>${escapeHtml(t("unsubscribe.everything"))}</span></label>
      <button>${escapeHtml(t("unsubscribe.confirm"))}</button>
    </form>`;
  const more = `
    <form method="post">
      <input type="hidden" name="everything" value="yes">
      <button class="quiet">${escapeHtml(t("unsubscribe.everything"))}</button>
    </form>`;
  const done = `
    <h1>${escapeHtml(t("unsubscribe.done"))}</h1>
    <p role="status">${escapeHtml(t(stopped === "everything" ? "unsubscribe.doneEverything" : "unsubscribe.doneReminders", named))}</p>
    <p class="soft">${escapeHtml(t("unsubscribe.orders"))}</p>
    ${stopped === "reminders" ? more : ""}
    <p><a href="${escapeHtml(view.shopUrl)}" rel="noreferrer">${escapeHtml(t("unsubscribe.backToShop", named))}</a></p>`;
  return drawPage({
    locale: view.locale,
    title: t("unsubscribe.title", named),
    body: `<p class="shop">${escapeHtml(view.shopName)}</p>${stopped === "nothing" ? question : done}`,
  });
}

/** For a link that was cut off or made up: we know neither shop nor shopper, only what her browser prefers. */
export function drawInvalidLinkPage(locale: string): string {
  const t = translator(locale);
  return drawPage({
    locale,
    title: t("link.invalidTitle"),
    body: `<h1>${escapeHtml(t("link.invalidTitle"))}</h1><p class="soft">${escapeHtml(t("link.invalid"))}</p>`,
  });
}

function drawPage({
  locale,
  title,
  body,
}: {
  locale: string;
  title: string;
  body: string;
}): string {
  return `<!doctype html>
<html lang="${pickLocale(locale)}" dir="${textDirection(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${escapeHtml(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body><main>${body}</main></body>
</html>`;
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}

/** The first language of an Accept-Language header that we have. */
export function localeOfHeader(header: string | null): string {
  const wanted = (header ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...rest] = part.trim().split(";");
      const weight = /q=([\d.]+)/.exec(rest.join(";"))?.[1];
      return { tag, weight: weight === undefined ? 1 : Number(weight) };
    })
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
  const known = wanted.find(
    (tag) => pickLocale(tag) !== "en" || /^en\b/i.test(tag),
  );
  return pickLocale(known);
}
