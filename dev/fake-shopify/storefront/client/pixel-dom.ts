/** Clicks, forms and fields, as customer events of type "dom". Passwords and card numbers are never among them. */
import type { Publish } from "./pixel-cart.ts";

export function watchDom(publish: Publish): void {
  document.addEventListener(
    "click",
    (event) => {
      const { clientX, clientY, movementX, movementY, offsetX, offsetY } =
        event;
      const { pageX, pageY, screenX, screenY } = event;
      const element = event.target as HTMLElement;
      publish("clicked", {
        element: {
          href:
            (element.closest("a") as HTMLAnchorElement | null)?.href ?? null,
          ...named(element),
        },
        clientX,
        clientY,
        movementX,
        movementY,
        offsetX,
        offsetY,
        pageX,
        pageY,
        screenX,
        screenY,
      });
    },
    { capture: true, passive: true },
  );
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target as HTMLFormElement;
      publish("form_submitted", {
        element: {
          action: form.getAttribute("action"),
          // Not form.id: a field named "id", as every product form has, stands in its place.
          id: form.getAttribute("id"),
          elements: [...form.elements].flatMap((one) =>
            isField(one) ? [named(one)] : [],
          ),
        },
      });
    },
    { capture: true, passive: true },
  );
  for (const [type, name] of [
    ["focusin", "input_focused"],
    ["focusout", "input_blurred"],
    ["change", "input_changed"],
  ] as const)
    document.addEventListener(
      type,
      (event) => {
        if (isField(event.target))
          publish(name, { element: named(event.target) });
      },
      { capture: true, passive: true },
    );
}

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const isField = (target: unknown): target is Field =>
  target instanceof HTMLInputElement ||
  target instanceof HTMLSelectElement ||
  target instanceof HTMLTextAreaElement;

function named(element: Element) {
  const text = (name: string) => element.getAttribute(name);
  const secret =
    element instanceof HTMLInputElement &&
    (element.type === "password" || /^cc-/.test(element.autocomplete));
  return {
    id: element.id || null,
    name: text("name"),
    tagName: element.tagName,
    type: text("type"),
    value: isField(element) && !secret ? element.value : null,
  };
}
