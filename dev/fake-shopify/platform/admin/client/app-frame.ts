/** Talks with the App Bridge inside the app's iframe and draws what it asks for. */
import {
  unwrap,
  type PickerOptions,
  type Question,
  type ToAdmin,
  type ToApp,
  type TitleBarButton,
  type Wrapped,
} from "../../app-bridge/protocol.ts";
import { pickResources } from "./picker.ts";
import { hideToast, showToast } from "./toasts.ts";

interface FrameConfig {
  base: string;
  store: string;
  shop: string;
  appOrigin: string;
}

const one = <T extends HTMLElement>(selector: string) =>
  document.querySelector<T>(selector)!;

export function startAppFrame(): void {
  const data = document.getElementById("app-frame");
  if (!data) return;
  const config = JSON.parse(data.textContent ?? "{}") as FrameConfig;
  const frame = one<HTMLIFrameElement>("iframe[name=app-iframe]");
  const saveBar = one("[data-save-bar]");
  const progress = one("[data-progress]");
  let confirmDiscard = false;

  const tell = (message: ToApp) =>
    frame.contentWindow?.postMessage(
      { localShopify: 1, message } satisfies Wrapped<ToApp>,
      config.appOrigin,
    );
  const load = async (path: string, init?: RequestInit): Promise<unknown> => {
    const response = await fetch(config.store + path, init);
    const answer: unknown = await response.json();
    if (!response.ok)
      throw new Error((answer as { error: { message: string } }).error.message);
    return answer;
  };

  const closed = (dialog: HTMLDialogElement): Promise<string> => {
    dialog.returnValue = "";
    dialog.showModal();
    return new Promise((resolve) =>
      dialog.addEventListener("close", () => resolve(dialog.returnValue), {
        once: true,
      }),
    );
  };
  const mayLeave = async (): Promise<boolean> => {
    if (saveBar.hidden) return true;
    saveBar.classList.add("shake");
    setTimeout(() => saveBar.classList.remove("shake"), 400);
    return (await closed(one<HTMLDialogElement>("[data-leave]"))) === "leave";
  };

  async function answerQuestion(question: Question): Promise<unknown> {
    switch (question.ask) {
      case "id-token":
        return (
          (await load("/id-token", { method: "POST" })) as { token: string }
        ).token;
      case "user":
        return load("/user.json");
      case "extensions":
        return load("/extensions.json");
      case "scopes":
        return load("/scopes.json");
      case "leave-confirmation":
        return mayLeave();
      case "review": {
        const code =
          (await closed(one<HTMLDialogElement>("[data-review]"))) ||
          "cancelled";
        return {
          success: code === "success",
          code,
          message:
            code === "success"
              ? "Review modal shown successfully"
              : "The merchant closed it",
        };
      }
      case "resource-picker":
        return pickResources({
          store: config.store,
          dialog: one<HTMLDialogElement>("[data-picker]"),
          options: question.options satisfies PickerOptions,
        });
    }
  }

  function drawTitleBar(title: string, buttons: TitleBarButton[]): void {
    one("[data-title]").textContent = title;
    const order = { breadcrumb: 0, plain: 1, primary: 2 };
    const made = buttons
      .toSorted((a, b) => order[a.variant] - order[b.variant])
      .map((button) => {
        const element = document.createElement("button");
        element.type = "button";
        element.textContent =
          button.variant === "breadcrumb" ? `← ${button.label}` : button.label;
        element.disabled = button.disabled;
        if (button.variant === "primary") element.className = "primary";
        if (button.critical) element.classList.add("critical");
        element.addEventListener("click", () =>
          tell({ type: "title-bar-click", index: button.index }),
        );
        return element;
      });
    one("[data-actions]").replaceChildren(...made);
  }

  let items: { label: string; path: string }[] = [];
  let at = "";
  function drawNavigation(): void {
    const holder = document.querySelector("[data-app-nav]");
    const path = at.split("?")[0] ?? "";
    const current = items
      .filter((item) => path === item.path || path.startsWith(`${item.path}/`))
      .toSorted((a, b) => b.path.length - a.path.length)[0];
    holder?.replaceChildren(
      ...items.map((item) => {
        const link = document.createElement("a");
        link.className = "sub";
        link.href = config.base + item.path;
        link.textContent = item.label;
        if (item === current) link.setAttribute("aria-current", "page");
        link.addEventListener("click", (event) => {
          if (event.metaKey || event.ctrlKey) return;
          event.preventDefault();
          void mayLeave().then(
            (leaves) => leaves && tell({ type: "navigate", path: item.path }),
          );
        });
        return link;
      }),
    );
    const home = document.querySelector("[data-app-home]");
    if (current) home?.removeAttribute("aria-current");
    else home?.setAttribute("aria-current", "page");
  }

  function open(url: string): void {
    const app = new URL(config.appOrigin);
    if (
      /^(shopify:|https:\/\/([\w-]+\.myshopify\.com\/admin|admin\.shopify\.com\/))/.test(
        url,
      )
    )
      location.assign(`/open?url=${encodeURIComponent(url)}`);
    else if (url.startsWith("app:"))
      location.assign(config.base + url.slice(4).replace(/^\/*/, "/"));
    else if (new URL(url).origin === app.origin)
      location.assign(
        config.base + new URL(url).pathname + new URL(url).search,
      );
    else location.assign(url);
  }

  function follow(message: ToAdmin): void {
    switch (message.type) {
      case "navigated":
        at = message.path;
        history.replaceState(
          null,
          "",
          config.base + (message.path === "/" ? "" : message.path),
        );
        drawNavigation();
        return;
      case "toast":
        return showToast({
          ...message,
          onAction: () => tell({ type: "toast-action", id: message.id }),
          onDismiss: () => tell({ type: "toast-dismiss", id: message.id }),
        });
      case "toast-hide":
        return hideToast(message.id);
      case "loading":
        progress.hidden = !message.on;
        return;
      case "save-bar": {
        saveBar.hidden = !message.open;
        confirmDiscard = message.confirmDiscard;
        const save = one<HTMLButtonElement>("[data-save]");
        save.textContent = message.saving
          ? "Saving…"
          : message.saveLabel || "Save";
        save.disabled = message.saveDisabled || message.saving;
        return;
      }
      case "title-bar":
        return drawTitleBar(message.title, message.buttons);
      case "nav-menu":
        items = message.items;
        return drawNavigation();
      case "open":
        return open(message.url);
    }
  }

  window.addEventListener("message", (event) => {
    if (
      event.origin !== config.appOrigin ||
      event.source !== frame.contentWindow
    )
      return;
    const wrapped = unwrap<ToAdmin | Question>(event.data);
    if (!wrapped) return;
    const { message, id } = wrapped;
    if (!("ask" in message)) return follow(message);
    answerQuestion(message).then(
      (value) => tell({ type: "answer", to: id ?? "", value }),
      (error: Error) =>
        tell({ type: "answer", to: id ?? "", error: error.message }),
    );
  });
  one("[data-save]").addEventListener("click", () =>
    tell({ type: "save-bar-click", button: "save" }),
  );
  one("[data-discard]").addEventListener("click", () => {
    if (!confirmDiscard || window.confirm("Discard all unsaved changes?"))
      tell({ type: "save-bar-click", button: "discard" });
  });
  // Leaving by the admin's own navigation loses unsaved work as much as leaving by the app's.
  document.querySelector(".sidebar")?.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>(
      "a:not(.sub)",
    );
    if (!link || saveBar.hidden) return;
    event.preventDefault();
    void mayLeave().then((leaves) => leaves && location.assign(link.href));
  });
}
