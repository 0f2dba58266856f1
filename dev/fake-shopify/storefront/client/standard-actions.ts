/**
 * `Shopify.actions` with Shopify's default behaviour; a theme puts its own in place with `configure`.
 * @see https://shopify.dev/docs/api/storefront-events-and-actions/actions
 */
import { type AjaxCart, type CartSummary, summaryOf } from "./cart-summary.ts";
import {
  CartDiscountUpdateEvent,
  CartErrorEvent,
  CartLinesUpdateEvent,
  CartNoteUpdateEvent,
  type CartChange,
} from "./standard-events.ts";

interface Line {
  merchandiseId?: string;
  id?: string;
  quantity?: number;
  attributes?: { key: string; value: string }[];
}
interface UpdateCart {
  lines?: Line[];
  note?: string;
  discountCodes?: string[];
}
interface Options {
  event?: { context?: string; detail?: Record<string, unknown> };
}
interface Configuration {
  handler?: (...args: never[]) => unknown;
  eventTarget?: EventTarget | (() => EventTarget);
}

(() => {
  const shopify = (
    window as unknown as {
      Shopify: { routes?: { root?: string }; actions?: unknown };
    }
  ).Shopify;
  if (shopify.actions) return;
  const root = () => shopify.routes?.root ?? "/";
  const bare = (id: string) => id.replace(/^gid:\/\/shopify\/\w+\//, "");

  async function ask<T>(path: string, body?: unknown): Promise<T> {
    const answer = await fetch(root() + path, {
      method: body ? "POST" : "GET",
      headers: {
        Accept: "application/json",
        "Content-Type": "application/json",
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const data = (await answer.json()) as T & { description?: string };
    if (answer.status >= 500)
      throw new Error(`The cart answered ${answer.status}.`);
    if (!answer.ok) throw new Declined(data.description ?? "");
    return data;
  }
  class Declined extends Error {}

  const configurations = new Map<string, Configuration>();
  const targetOf = (name: string): EventTarget => {
    const target = configurations.get(name)?.eventTarget;
    return (typeof target === "function" ? target() : target) ?? document;
  };

  /** One declined change does not undo the others: each is told by its own words. */
  async function change(wanted: UpdateCart): Promise<CartChange> {
    const userErrors: { message: string }[] = [];
    const attempt = (work: Promise<unknown>) =>
      work.catch((error: unknown) => {
        if (!(error instanceof Declined)) throw error;
        userErrors.push({ message: error.message });
      });
    const items = (wanted.lines ?? []).filter((line) => line.merchandiseId);
    if (items.length > 0)
      await attempt(
        ask("cart/add.js", {
          items: items.map((line) => ({
            id: Number(bare(line.merchandiseId ?? "")),
            quantity: line.quantity ?? 1,
            properties: propertiesOf(line),
          })),
        }),
      );
    for (const line of wanted.lines ?? []) {
      if (line.id)
        await attempt(
          ask("cart/change.js", {
            id: bare(line.id),
            ...(line.quantity === undefined ? {} : { quantity: line.quantity }),
            ...(line.attributes ? { properties: propertiesOf(line) } : {}),
          }),
        );
    }
    if (wanted.note !== undefined || wanted.discountCodes)
      await attempt(
        ask("cart/update.js", {
          ...(wanted.note === undefined ? {} : { note: wanted.note }),
          ...(wanted.discountCodes
            ? { discount: wanted.discountCodes.join(",") }
            : {}),
        }),
      );
    return { cart: summaryOf(await ask<AjaxCart>("cart.js")), userErrors };
  }

  const propertiesOf = (line: Line) =>
    Object.fromEntries(
      (line.attributes ?? []).map(({ key, value }) => [key, value]),
    );

  function announce(
    wanted: UpdateCart,
    options: Options,
    promise: Promise<CartChange>,
  ) {
    const target = targetOf("updateCart");
    const more = {
      promise,
      ...(options.event?.detail ? { detail: options.event.detail } : {}),
    };
    const context = options.event?.context ?? "standard-action";
    const kindOf = (line: Line) =>
      line.merchandiseId ? "add" : line.quantity === 0 ? "remove" : "update";
    for (const action of ["add", "update", "remove"]) {
      const lines = (wanted.lines ?? [])
        .filter((line) => kindOf(line) === action)
        .map(({ merchandiseId, id, quantity = 1 }) =>
          merchandiseId ? { merchandiseId, quantity } : { id, quantity },
        );
      if (lines.length > 0)
        target.dispatchEvent(
          new CartLinesUpdateEvent({ action, context, lines, ...more }),
        );
    }
    if (wanted.note !== undefined)
      target.dispatchEvent(
        new CartNoteUpdateEvent({ context, note: wanted.note, ...more }),
      );
    if (wanted.discountCodes)
      target.dispatchEvent(
        new CartDiscountUpdateEvent({
          discountCodes: wanted.discountCodes.map((code) => ({ code })),
          ...more,
        }),
      );
    promise.catch((error: unknown) =>
      target.dispatchEvent(
        new CartErrorEvent({
          error: error instanceof Error ? error.message : String(error),
          code: "SERVICE_UNAVAILABLE",
        }),
      ),
    );
  }

  function check(wanted: UpdateCart): void {
    const bad = (wanted.lines ?? []).find(
      (line) => Boolean(line.merchandiseId) === Boolean(line.id),
    );
    if (
      bad ||
      (!wanted.lines && wanted.note === undefined && !wanted.discountCodes)
    )
      throw new TypeError(
        "updateCart: give lines (each with merchandiseId or id), note or discountCodes.",
      );
  }

  async function getCart(): Promise<{ cart: CartSummary }> {
    return { cart: summaryOf(await ask<AjaxCart>("cart.js")) };
  }

  async function updateCart(
    wanted: UpdateCart,
    options: Options = {},
  ): Promise<CartChange> {
    check(wanted);
    const own = configurations.get("updateCart")?.handler as
      | ((wanted: UpdateCart, options: Options) => Promise<CartChange>)
      | undefined;
    const promise = own
      ? Promise.resolve(own(wanted, options))
      : change(wanted);
    announce(wanted, options, promise);
    const result = await promise;
    // Without the theme's own way of drawing its cart, only a new page shows the change.
    if (!own && result.userErrors?.length === 0)
      setTimeout(() => location.reload(), 0);
    return result;
  }

  async function openCart(): Promise<void> {
    const own = configurations.get("openCart")?.handler as
      (() => unknown) | undefined;
    if (own) await own();
    else location.assign(`${root()}cart`);
  }

  const configurable = <T extends (...args: never[]) => unknown>(
    name: string,
    action: T,
  ) =>
    Object.assign(action, {
      configure: (configuration: Configuration) =>
        configurations.set(name, {
          ...configurations.get(name),
          ...configuration,
        }),
      isDefault: () => !configurations.get(name)?.handler,
    });

  shopify.actions = {
    getCart: Object.assign(getCart, {
      isDefault: () => true,
      configure() {
        throw new TypeError("getCart cannot be configured.");
      },
    }),
    updateCart: configurable("updateCart", updateCart),
    openCart: configurable("openCart", openCart),
  };
})();
