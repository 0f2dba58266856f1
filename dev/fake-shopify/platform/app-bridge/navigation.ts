/** Keeps the admin's address in step with the app's, and sends what leaves the app to the top window. */
import { ADMIN, onMessage, tell } from "./channel.ts";
import { ownPath } from "./config.ts";

/** Anything the admin should open instead of the frame: absolute, shopify:, or a path of the app. */
export function openTop(url: string): void {
  tell({
    type: "open",
    url: /^(shopify|app):/.test(url) ? url : new URL(url, location.href).href,
  });
}

/** Asks the app to go to one of its own pages: its router listens; a page without one is loaded anew. */
function navigate(path: string): void {
  const link =
    document.querySelector(`ui-nav-menu a[href="${CSS.escape(path)}"]`) ??
    document.createElement("a");
  if (!link.isConnected) {
    link.setAttribute("href", path);
    (link as HTMLElement).hidden = true;
    document.body.append(link);
    setTimeout(() => link.remove(), 1000);
  }
  link.dispatchEvent(
    new CustomEvent("shopify:navigate", { bubbles: true, detail: { path } }),
  );
  if (!hasRouter()) location.assign(path);
}

const hasRouter = () =>
  "__remixContext" in window || "__reactRouterContext" in window;

export function watchNavigation(): void {
  let last = "";
  const report = () => {
    const path = ownPath();
    if (
      path === last ||
      new URLSearchParams(location.search).has("shopify-reload")
    )
      return;
    last = path;
    tell({ type: "navigated", path });
  };
  for (const name of ["pushState", "replaceState"] as const) {
    const original = history[name].bind(history);
    history[name] = (...args: Parameters<History["pushState"]>) => {
      original(...args);
      report();
    };
  }
  window.addEventListener("popstate", report);
  report();

  const plainOpen = window.open.bind(window);
  window.open = (url, target, features) => {
    const text = String(url ?? "");
    if (
      target === "_top" ||
      target === "_parent" ||
      /^(shopify|app):/.test(text)
    ) {
      openTop(text);
      return null;
    }
    return plainOpen(localAddress(text), target, features);
  };
  document.addEventListener("click", (event) => {
    const link = (event.target as Element | null)?.closest?.("a[href]");
    const href = link?.getAttribute("href") ?? "";
    if (!link || event.defaultPrevented || event.button !== 0) return;
    const target = link.getAttribute("target");
    if (
      /^(shopify|app):/.test(href) ||
      target === "_top" ||
      target === "_parent"
    ) {
      event.preventDefault();
      openTop(href);
    } else if (target === "_blank" && localAddress(href) !== href) {
      event.preventDefault();
      plainOpen(localAddress(href), "_blank");
    }
  });
  onMessage((message) => {
    if (message.type === "navigate") navigate(message.path);
  });
}

/** Shopify's own addresses, as they are here. */
function localAddress(url: string): string {
  return /^https:\/\/([\w-]+\.myshopify\.com\/admin|admin\.shopify\.com\/)/.test(
    url,
  )
    ? `${ADMIN}/open?url=${encodeURIComponent(url)}`
    : url;
}
