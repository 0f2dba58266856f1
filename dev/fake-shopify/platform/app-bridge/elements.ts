/** ui-title-bar and ui-nav-menu: read from the page, drawn by the admin. */
import { onMessage, tell } from "./channel.ts";
import type { TitleBarButton } from "./protocol.ts";

/** Not a style element: React, which owns the whole document, would stumble over one it did not draw. */
export function addStyles(css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
}

const BUTTONS = "button, a";

/** The buttons of a title bar, and what to tell about them. */
export function readButtons(bar: Element): {
  elements: HTMLElement[];
  buttons: TitleBarButton[];
} {
  const elements = [...bar.querySelectorAll<HTMLElement>(BUTTONS)];
  const buttons = elements.map((element, index): TitleBarButton => {
    const variant = element.getAttribute("variant");
    return {
      index,
      label: element.textContent?.trim() ?? "",
      variant:
        variant === "primary" || variant === "breadcrumb" ? variant : "plain",
      disabled: element.hasAttribute("disabled"),
      critical: element.getAttribute("tone") === "critical",
    };
  });
  return { elements, buttons };
}

export function watchElements(): void {
  let told = "";
  const update = () => {
    const bar = [...document.querySelectorAll("ui-title-bar")].find(
      (one) => !one.closest("ui-modal"),
    );
    const title = bar?.getAttribute("title") ?? "";
    const buttons = bar ? readButtons(bar).buttons : [];
    const menu = document.querySelector("ui-nav-menu, s-app-nav");
    const links = [
      ...(menu?.querySelectorAll("a[href], s-link[href]") ?? []),
    ].filter((link) => link.getAttribute("rel") !== "home");
    const items = links.map((link) => ({
      label: link.textContent?.trim() ?? "",
      path: link.getAttribute("href") ?? "/",
    }));
    const next = JSON.stringify([title, buttons, items]);
    if (next === told) return;
    told = next;
    tell({ type: "title-bar", title, buttons });
    if (menu) tell({ type: "nav-menu", items });
  };
  new MutationObserver(update).observe(document.documentElement, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
  });
  document.addEventListener("DOMContentLoaded", update);
  onMessage((message) => {
    if (message.type !== "title-bar-click") return;
    const bar = [...document.querySelectorAll("ui-title-bar")].find(
      (one) => !one.closest("ui-modal"),
    );
    if (bar) readButtons(bar).elements[message.index]?.click();
  });
  addStyles(
    "ui-title-bar,ui-nav-menu,s-app-nav,ui-save-bar,ui-modal{display:none}",
  );
}
