/** Steps of the checkout, told as the buyer takes them. */
import type { Publish } from "./pixel-cart.ts";

export interface Steps {
  contact: string;
  address: string;
  shipping: string;
}

/** What the checkout's script hands over after each saved change. */
export interface SavedCheckout {
  checkout: { token: string };
  steps: Steps;
}

const EVENTS: Record<keyof Steps, string> = {
  contact: "checkout_contact_info_submitted",
  address: "checkout_address_info_submitted",
  shipping: "checkout_shipping_info_submitted",
};

export function watchCheckout(first: SavedCheckout, publish: Publish): void {
  let known = first;
  const tellSteps = (saved: SavedCheckout) => {
    for (const step of ["contact", "address", "shipping"] as const)
      if (saved.steps[step] && saved.steps[step] !== known.steps[step])
        publish(EVENTS[step], { checkout: saved.checkout });
    known = saved;
  };
  document.addEventListener("checkout:saved", (event) =>
    tellSteps((event as CustomEvent<SavedCheckout>).detail),
  );
  document.addEventListener("checkout:paying", () =>
    publish("payment_info_submitted", { checkout: known.checkout }),
  );
}

/** Drawn on every visit of the page, told on the first. */
export function isFirst(name: string, token: string): boolean {
  const key = `_wpm_${name}_${token}`;
  try {
    if (sessionStorage.getItem(key)) return false;
    sessionStorage.setItem(key, "1");
  } catch {
    return true;
  }
  return true;
}
