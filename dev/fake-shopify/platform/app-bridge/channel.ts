/** The line from the app's page to the admin around it. */
import {
  unwrap,
  type Question,
  type ToAdmin,
  type ToApp,
  type Wrapped,
} from "./protocol.ts";

/** Origin of the admin: where this script came from. */
export const ADMIN = new URL(
  (document.currentScript as HTMLScriptElement | null)?.src ?? location.href,
).origin;
export const FRAMED = window.top !== window;

const waiting = new Map<
  string,
  { resolve: (value: unknown) => void; reject: (error: Error) => void }
>();
const listeners: ((message: ToApp) => void)[] = [];

export function tell(message: ToAdmin): void {
  if (FRAMED)
    window.parent.postMessage(
      { localShopify: 1, message } satisfies Wrapped<ToAdmin>,
      ADMIN,
    );
}

export function ask<T>(question: Question): Promise<T> {
  const id = crypto.randomUUID();
  return new Promise<T>((resolve, reject) => {
    if (!FRAMED) {
      reject(new Error("This page is not inside the local Shopify admin."));
      return;
    }
    waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
    window.parent.postMessage(
      { localShopify: 1, message: question, id } satisfies Wrapped<Question>,
      ADMIN,
    );
  });
}

export function onMessage(listener: (message: ToApp) => void): void {
  listeners.push(listener);
}

window.addEventListener("message", (event) => {
  if (event.origin !== ADMIN || event.source !== window.parent) return;
  const message = unwrap<ToApp>(event.data)?.message;
  if (!message) return;
  if (message.type !== "answer") {
    for (const listener of listeners) listener(message);
    return;
  }
  const question = waiting.get(message.to);
  waiting.delete(message.to);
  if (message.error === undefined) question?.resolve(message.value);
  else question?.reject(new Error(message.error));
});
