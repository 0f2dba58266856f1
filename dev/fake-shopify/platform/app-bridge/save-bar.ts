/** The contextual save bar: the element, the form attribute, and the calls. The admin draws it. */
import { ask, onMessage, tell } from "./channel.ts";

interface Bar {
  save: HTMLElement | null;
  discard: HTMLElement | null;
  saveFallback?: () => void;
  discardFallback?: () => void;
  confirmDiscard: boolean;
  owner: HTMLElement;
}

let open: Bar | null = null;

function show(bar: Bar): void {
  open = bar;
  tell({
    type: "save-bar",
    open: true,
    saveLabel: bar.save?.textContent?.trim() || "Save",
    saveDisabled: bar.save?.hasAttribute("disabled") ?? false,
    saving: bar.save?.hasAttribute("loading") ?? false,
    confirmDiscard: bar.confirmDiscard,
  });
}

function hide(owner?: HTMLElement): boolean {
  if (!open || (owner && open.owner !== owner)) return false;
  open = null;
  tell({
    type: "save-bar",
    open: false,
    saveLabel: "",
    saveDisabled: false,
    saving: false,
    confirmDiscard: false,
  });
  return true;
}

class SaveBarElement extends HTMLElement {
  #observer: MutationObserver | undefined;

  get showing(): boolean {
    return open?.owner === this;
  }

  #describe(): Bar {
    const buttons = [...this.querySelectorAll("button")];
    const save =
      buttons.find((button) => button.getAttribute("variant") === "primary") ??
      null;
    return {
      owner: this,
      save,
      discard: buttons.find((button) => button !== save) ?? null,
      confirmDiscard: this.hasAttribute("discardconfirmation"),
    };
  }

  show(): Promise<void> {
    if (!this.showing) {
      show(this.#describe());
      // The app may disable a button or show it busy while the bar is open.
      this.#observer = new MutationObserver(
        () => this.showing && show(this.#describe()),
      );
      this.#observer.observe(this, {
        subtree: true,
        attributes: true,
        childList: true,
        characterData: true,
      });
      this.dispatchEvent(new CustomEvent("show"));
    }
    return Promise.resolve();
  }

  hide(): Promise<void> {
    this.#observer?.disconnect();
    if (hide(this)) this.dispatchEvent(new CustomEvent("hide"));
    return Promise.resolve();
  }

  toggle(): Promise<void> {
    return this.showing ? this.hide() : this.show();
  }
}

/** `form[data-save-bar]` opens a bar by itself as soon as something in it changes. */
function watchForms(): void {
  const formOf = (event: Event) =>
    (event.target as Element | null)?.closest?.<HTMLFormElement>(
      "form[data-save-bar]",
    ) ?? null;
  const changed = (event: Event) => {
    const form = formOf(event);
    if (form)
      show({
        owner: form,
        save: null,
        discard: null,
        saveFallback: () => form.requestSubmit(),
        discardFallback: () => form.reset(),
        confirmDiscard: form.hasAttribute("data-discard-confirmation"),
      });
  };
  document.addEventListener("input", changed);
  document.addEventListener("change", changed);
  for (const name of ["submit", "reset"])
    document.addEventListener(
      name,
      (event) => hide(formOf(event) ?? undefined) && undefined,
    );
}

const find = (id: string): SaveBarElement => {
  const bar = document.getElementById(id);
  if (!(bar instanceof SaveBarElement))
    throw new Error(`There is no ui-save-bar with the id ${id}.`);
  return bar;
};

export const saveBar = {
  show: (id: string) => find(id).show(),
  hide: (id: string) => find(id).hide(),
  toggle: (id: string) => find(id).toggle(),
  /** Resolves when nothing is unsaved, or the merchant leaves all the same. */
  async leaveConfirmation(): Promise<void> {
    if (!open) return;
    const leaves = await ask<boolean>({ ask: "leave-confirmation" });
    if (!leaves) return new Promise(() => {});
    hide();
  },
};

export function startSaveBar(): void {
  customElements.define("ui-save-bar", SaveBarElement);
  watchForms();
  onMessage((message) => {
    if (message.type !== "save-bar-click" || !open) return;
    const bar = open;
    if (message.button === "save")
      (bar.save ? () => bar.save?.click() : bar.saveFallback)?.();
    else (bar.discard ? () => bar.discard?.click() : bar.discardFallback)?.();
  });
}
