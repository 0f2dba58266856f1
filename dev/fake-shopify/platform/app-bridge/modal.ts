/** ui-modal: drawn inside the app's frame, over the page, with the content the app puts into `modal.content`. */
import { addStyles, readButtons } from "./elements.ts";

const CSS = `
.ls-modal{position:fixed;inset:0;z-index:380;display:none;align-items:center;justify-content:center;background:rgb(20 22 28/.5);padding:16px;font-family:inherit}
.ls-modal[data-open]{display:flex}
.ls-modal__box{background:#fff;border-radius:16px;width:min(620px,100%);max-height:100%;display:flex;flex-direction:column;overflow:hidden;box-shadow:0 24px 60px rgb(0 0 0/.28)}
.ls-modal[data-variant=small] .ls-modal__box{width:min(420px,100%)}.ls-modal[data-variant=large] .ls-modal__box{width:min(980px,100%)}
.ls-modal[data-variant=max] .ls-modal__box{width:100%;height:100%}
.ls-modal__head{display:flex;align-items:center;gap:12px;padding:14px 16px;border-bottom:1px solid #e6e7ea;font-weight:600;font-size:15px}
.ls-modal__head span{flex:1}.ls-modal__body{overflow:auto;flex:1}
.ls-modal__body iframe{border:0;width:100%;height:70vh;display:block}
.ls-modal__foot{display:flex;justify-content:flex-end;gap:8px;padding:12px 16px;border-top:1px solid #e6e7ea}.ls-modal__foot:empty{display:none}
.ls-modal button.ls-b{font:inherit;font-size:13px;font-weight:600;min-height:34px;padding:6px 14px;border-radius:9px;border:1px solid #c9ccd2;background:#fff;cursor:pointer}
.ls-modal button.ls-b[data-variant=primary]{background:#24272e;border-color:#24272e;color:#fff}.ls-modal button.ls-b[data-critical]{background:#b42318;border-color:#b42318;color:#fff}
.ls-modal button.ls-b:disabled{opacity:.5;cursor:default}`;

const FOCUSABLE =
  "a[href],button:not([disabled]),input:not([disabled]),select:not([disabled]),textarea:not([disabled]),[tabindex]:not([tabindex='-1'])";

class ModalElement extends HTMLElement {
  readonly content = document.createElement("div");
  readonly #overlay = document.createElement("div");
  readonly #title = document.createElement("span");
  readonly #foot = document.createElement("div");
  #focusBefore: Element | null = null;
  #observer: MutationObserver | undefined;

  constructor() {
    super();
    this.#overlay.className = "ls-modal";
    const box = document.createElement("div");
    box.className = "ls-modal__box";
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-modal", "true");
    const head = document.createElement("div");
    head.className = "ls-modal__head";
    const close = button("Close", "plain", () => void this.hide());
    head.append(this.#title, close);
    this.content.className = "ls-modal__body";
    this.#foot.className = "ls-modal__foot";
    box.append(head, this.content, this.#foot);
    this.#overlay.append(box);
    this.#overlay.addEventListener(
      "click",
      (event) => event.target === this.#overlay && void this.hide(),
    );
    this.#overlay.addEventListener("keydown", (event) => {
      if (event.key === "Escape") void this.hide();
      if (event.key === "Tab") this.#keepFocus(event);
    });
  }

  get showing(): boolean {
    return "open" in this.#overlay.dataset;
  }

  #keepFocus(event: KeyboardEvent): void {
    const all = [...this.#overlay.querySelectorAll<HTMLElement>(FOCUSABLE)];
    const [first, last] = [all[0], all.at(-1)];
    if (event.shiftKey && document.activeElement === first) {
      event.preventDefault();
      last?.focus();
    } else if (!event.shiftKey && document.activeElement === last) {
      event.preventDefault();
      first?.focus();
    }
  }

  #draw(): void {
    const bar = this.querySelector("ui-title-bar");
    this.#title.textContent =
      bar?.getAttribute("title") ?? this.getAttribute("heading") ?? "";
    this.#overlay.dataset["variant"] = this.getAttribute("variant") ?? "base";
    const { elements, buttons } = bar
      ? readButtons(bar)
      : { elements: [], buttons: [] };
    this.#foot.replaceChildren(
      ...buttons
        .toSorted(
          (a, b) =>
            Number(a.variant === "primary") - Number(b.variant === "primary"),
        )
        .map((one) => {
          const made = button(one.label, one.variant, () =>
            elements[one.index]?.click(),
          );
          made.disabled = one.disabled;
          made.toggleAttribute("data-critical", one.critical);
          return made;
        }),
    );
    // Without React the content stands in the element itself; React draws it into `content`.
    if (this.content.childNodes.length === 0)
      this.content.append(
        ...[...this.children].filter(
          (child) =>
            !/^ui-(title|save)-bar$/i.test(child.tagName) &&
            child.childNodes.length > 0,
        ),
      );
    const src = this.getAttribute("src");
    if (src && !this.content.querySelector("iframe")) {
      const frame = document.createElement("iframe");
      frame.src = src;
      this.content.replaceChildren(frame);
    }
  }

  show(): Promise<void> {
    if (this.showing) return Promise.resolve();
    this.#focusBefore = document.activeElement;
    this.#draw();
    this.#observer = new MutationObserver(() => this.#draw());
    this.#observer.observe(this, {
      subtree: true,
      attributes: true,
      childList: true,
      characterData: true,
    });
    document.body.append(this.#overlay);
    this.#overlay.dataset["open"] = "";
    this.#overlay.querySelector<HTMLElement>(FOCUSABLE)?.focus();
    this.dispatchEvent(new CustomEvent("show"));
    return Promise.resolve();
  }

  hide(): Promise<void> {
    if (!this.showing) return Promise.resolve();
    this.#observer?.disconnect();
    delete this.#overlay.dataset["open"];
    this.#overlay.remove();
    (this.#focusBefore as HTMLElement | null)?.focus?.();
    this.dispatchEvent(new CustomEvent("hide"));
    return Promise.resolve();
  }

  toggle(): Promise<void> {
    return this.showing ? this.hide() : this.show();
  }
}

function button(
  label: string,
  variant: string,
  onClick: () => void,
): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "ls-b";
  made.dataset["variant"] = variant;
  made.textContent = label;
  made.addEventListener("click", onClick);
  return made;
}

const find = (id: string): ModalElement => {
  const modal = document.getElementById(id);
  if (!(modal instanceof ModalElement))
    throw new Error(`There is no ui-modal with the id ${id}.`);
  return modal;
};

export const modal = {
  show: (id: string) => find(id).show(),
  hide: (id: string) => find(id).hide(),
  toggle: (id: string) => find(id).toggle(),
};

export function startModals(): void {
  addStyles(CSS);
  customElements.define("ui-modal", ModalElement);
}
