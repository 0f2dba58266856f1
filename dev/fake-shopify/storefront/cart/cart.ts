import { createHash } from "node:crypto";
import type { Cart, CartLine, Id, Iso, ShopWorld } from "../../world/types.ts";
import { newToken } from "../../world/world.ts";
import {
  findVariant,
  isAvailable,
  lineTitle,
  sellableQuantity,
} from "../catalogue-lookup.ts";

/** An answer of the Ajax API that is no cart: `{status, message, description}`. */
export class CartError extends Error {
  readonly status: number;
  readonly description: string;
  constructor(status: number, message: string, description: string) {
    super(message);
    this.status = status;
    this.description = description;
  }
}

export interface ItemToAdd {
  id: Id;
  quantity: number;
  properties: Record<string, string>;
}

export function createCart(options: { now: Iso; customerId: Id | null }): Cart {
  return {
    token: newToken(),
    key: newToken(),
    lines: [],
    note: "",
    attributes: {},
    discountCodes: [],
    customerId: options.customerId,
    createdAt: options.now,
    updatedAt: options.now,
  };
}

/** What shoppers and webhooks see of a cart's token. */
export function publicToken(cart: Pick<Cart, "token" | "key">): string {
  return `${cart.token}?key=${cart.key}`;
}

/** Lines of one variant with the same properties are one line. */
export function lineKey(
  variantId: Id,
  properties: Record<string, string>,
): string {
  const hash = createHash("md5").update(
    JSON.stringify(Object.entries(properties).sort()),
  );
  return `${variantId}:${hash.digest("hex")}`;
}

/** Adds all or nothing. @throws CartError 404 unknown variant, 422 sold out or more than there are. */
export function addItems(
  shop: ShopWorld,
  cart: Cart,
  items: ItemToAdd[],
): CartLine[] {
  if (items.length === 0)
    throw new CartError(400, "Required parameter missing or invalid", "items");
  const next = structuredClone(cart.lines);
  const touched: string[] = [];
  for (const item of items) {
    const hit = findVariant(shop, item.id);
    if (!hit || hit.product.status !== "ACTIVE")
      throw new CartError(404, "Cart Error", "Cannot find variant");
    if (!Number.isInteger(item.quantity) || item.quantity < 1)
      throw new CartError(422, "Cart Error", "Quantity must be 1 or more");
    const title = lineTitle(hit.product, hit.variant);
    if (!isAvailable(hit.variant))
      throw new CartError(
        422,
        "Cart Error",
        `The product '${title}' is already sold out.`,
      );
    const inCart = next.reduce(
      (sum, line) => sum + (line.variantId === item.id ? line.quantity : 0),
      0,
    );
    const most = sellableQuantity(hit.variant);
    if (inCart + item.quantity > most) {
      const description =
        inCart >= most
          ? `All ${most} ${title} are in your cart.`
          : `You can only add ${most - inCart} ${title} to the cart.`;
      throw new CartError(422, "Cart Error", description);
    }
    const key = lineKey(item.id, item.properties);
    const existing = next.find((line) => line.key === key);
    if (existing) existing.quantity += item.quantity;
    else
      next.unshift({
        key,
        variantId: item.id,
        quantity: item.quantity,
        properties: item.properties,
      });
    touched.push(key);
  }
  cart.lines = next;
  return cart.lines.filter((line) => touched.includes(line.key));
}

export interface LineChange {
  /** Variant id or line key. */
  id?: string;
  /** Counted from 1. */
  line?: number;
  quantity?: number;
  properties?: Record<string, string>;
}

/** @throws CartError 400 no such line, 422 more than there are. */
export function changeLine(
  shop: ShopWorld,
  cart: Cart,
  change: LineChange,
): void {
  const index =
    change.line !== undefined
      ? change.line - 1
      : cart.lines.findIndex(
          (line) => line.key === change.id || line.variantId === change.id,
        );
  const line = cart.lines[index];
  if (!line)
    throw new CartError(400, "Bad Request", "no valid id or line parameter");
  const quantity = change.quantity ?? line.quantity;
  assertInStock(shop, cart, line, quantity);
  if (quantity <= 0) {
    cart.lines.splice(index, 1);
    return;
  }
  line.quantity = quantity;
  if (change.properties) {
    line.properties = change.properties;
    line.key = lineKey(line.variantId, change.properties);
  }
}

/**
 * Quantities by variant id or key, or one per line in order. A variant that is not in the cart is added, as Shopify does.
 * All or nothing. @throws CartError 404 unknown variant, 422 more than there are.
 */
export function updateQuantities(
  shop: ShopWorld,
  cart: Cart,
  updates: Record<string, number> | number[],
): void {
  const next: Cart = { ...cart, lines: structuredClone(cart.lines) };
  const wanted = Array.isArray(updates)
    ? updates.map(
        (quantity, index) => [cart.lines[index]?.key, quantity] as const,
      )
    : Object.entries(updates);
  for (const [id, quantity] of wanted) {
    if (id === undefined) continue;
    if (!Number.isInteger(quantity) || quantity < 0)
      throw new CartError(
        400,
        "Bad Request",
        "quantity must be a whole number of 0 or more",
      );
    if (next.lines.some((line) => line.key === id || line.variantId === id))
      changeLine(shop, next, { id, quantity });
    else if (!findVariant(shop, id))
      throw new CartError(404, "Cart Error", "Cannot find variant");
    else if (quantity > 0)
      addItems(shop, next, [{ id, quantity, properties: {} }]);
  }
  cart.lines = next.lines;
}

/** Sets what is given; an empty or null value takes the attribute away. */
export function updateAttributes(
  cart: Cart,
  attributes: Record<string, string | null>,
): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === "") delete cart.attributes[name];
    else cart.attributes[name] = value;
  }
}

/** `"A, B"`: replaces the whole set, as `discount` of update.js does; "" removes all. */
export function replaceDiscountCodes(cart: Cart, list: string): void {
  const codes = list
    .split(",")
    .map((code) => code.trim())
    .filter(Boolean);
  cart.discountCodes = codes.filter(
    (code, index) =>
      codes.findIndex((other) => other.toLowerCase() === code.toLowerCase()) ===
      index,
  );
}

/** Attributes that begin with two underscores are private: kept for checkouts and orders, hidden from Liquid and Ajax. */
export function publicAttributes(
  attributes: Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).filter(([name]) => !name.startsWith("__")),
  );
}

function assertInStock(
  shop: ShopWorld,
  cart: Cart,
  line: CartLine,
  quantity: number,
): void {
  const hit = findVariant(shop, line.variantId);
  if (!hit) return;
  const others = cart.lines.reduce(
    (sum, other) =>
      sum +
      (other !== line && other.variantId === line.variantId
        ? other.quantity
        : 0),
    0,
  );
  const most = sellableQuantity(hit.variant);
  if (quantity > line.quantity && quantity + others > most) {
    const title = lineTitle(hit.product, hit.variant);
    throw new CartError(
      422,
      "Cart Error",
      `You can only add ${Math.max(0, most - others)} ${title} to the cart.`,
    );
  }
}
