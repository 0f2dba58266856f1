import { z } from "zod";
import {
  CART_ATTRIBUTE,
  CLAIM_ATTRIBUTE,
  CLAIM_ATTRIBUTE_MOST,
} from "#app/shared/events.ts";
import { parseMoney } from "#app/shared/money.ts";

/**
 * Webhook payloads, read kindly: fields may be missing (other API version) or null (no approval for customers' data), and
 * only what no row can do without is an error. @see https://shopify.dev/docs/api/webhooks
 */

/** Numbers in webhooks, text after parseExactJson where they are too large. */
const id = z.union([z.string().min(1), z.number().int()]).transform(String);
const text = z
  .string()
  .nullish()
  .transform((value) => value || null);
const time = z.iso
  .datetime({ offset: true })
  .transform((value) => new Date(value));
const amount = z.union([z.string(), z.number()]).transform(String);

/** Cart tokens come as `<token>?key=<secret>`; only the first part is the same everywhere. */
export function cleanCartToken(
  token: string | null | undefined,
): string | null {
  return token?.split("?")[0] || null;
}

const email = text.transform((value) => value?.trim().toLowerCase() || null);
const cartToken = text.transform(cleanCartToken);
const optionalId = id.nullish().transform((value) => value ?? null);

const addressSchema = z.object({ country_code: text }).nullish();
const customerSchema = z
  .object({
    id: optionalId,
    email,
    phone: text,
    default_address: addressSchema,
  })
  .partial()
  .nullish();
const codesSchema = z
  .array(z.object({ code: text }))
  .nullish()
  .transform((codes) => (codes ?? []).flatMap(({ code }) => code ?? []).sort());
const attributesSchema = z
  .array(z.object({ name: z.string(), value: z.unknown().optional() }))
  .nullish()
  .transform((attributes) => ({
    attribution: readAttribute(attributes, CART_ATTRIBUTE),
    claimIds: readClaimIds(readAttribute(attributes, CLAIM_ATTRIBUTE)),
  }));

function readAttribute(
  attributes: { name: string; value?: unknown }[] | null | undefined,
  wanted: string,
): string | null {
  const value = attributes?.find(({ name }) => name === wanted)?.value;
  return typeof value === "string" && value.length <= 2000 ? value : null;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The ids in the claims' attribute, whatever else stands there: a browser wrote it. */
export function readClaimIds(text: string | null | undefined): string[] {
  const ids = (text ?? "")
    .slice(0, 2000)
    .split(/\s+/)
    .filter((part) => UUID.test(part))
    .map((id) => id.toLowerCase());
  return [...new Set(ids)].slice(0, CLAIM_ATTRIBUTE_MOST).sort();
}

const allocationsSchema = z.array(z.object({ amount })).nullish();

const lineShape = {
  product_id: optionalId,
  variant_id: optionalId,
  quantity: z.number().int(),
  price: amount.nullish(),
  discount_allocations: allocationsSchema,
};

interface PricedLine {
  quantity: number;
  price?: string | null | undefined;
  total_discount?: string | null | undefined;
  discount_allocations?: { amount: string }[] | null | undefined;
}

/** What the line costs together, after every discount that Shopify laid on it. */
function lineTotal(line: PricedLine, currency: string): bigint {
  const read = (value: string) => parseMoney({ amount: value, currency });
  const full = read(line.price ?? "0") * BigInt(line.quantity);
  const allocated = line.discount_allocations?.reduce(
    (sum, allocation) => sum + read(allocation.amount),
    0n,
  );
  const off = allocated ?? read(line.total_discount ?? "0");
  return full - off;
}

const checkoutSchema = z.object({
  token: z.string().min(1),
  cart_token: cartToken,
  email,
  phone: text,
  customer: customerSchema,
  shipping_address: addressSchema,
  billing_address: addressSchema,
  customer_locale: text,
  currency: z.string().length(3),
  total_price: amount,
  total_discounts: amount.nullish(),
  note_attributes: attributesSchema,
  discount_codes: codesSchema,
  line_items: z
    .array(
      z.object({
        ...lineShape,
        title: text,
        presentment_title: text,
        variant_title: text,
        properties: z.unknown().optional(),
      }),
    )
    .nullish(),
  abandoned_checkout_url: text,
  buyer_accepts_marketing: z.boolean().nullish(),
  created_at: time,
  updated_at: time,
  completed_at: time.nullish(),
});

/** `Checkout` without its shop. */
export function readCheckout(payload: unknown) {
  const checkout = checkoutSchema.parse(payload);
  const { currency } = checkout;
  return {
    token: checkout.token,
    cartToken: checkout.cart_token,
    email: checkout.email ?? checkout.customer?.email ?? null,
    phone: checkout.phone ?? checkout.customer?.phone ?? null,
    customerId: checkout.customer?.id ?? null,
    countryCode: countryOf(checkout),
    locale: checkout.customer_locale,
    currency,
    totalMinor: parseMoney({ amount: checkout.total_price, currency }),
    discountMinor: parseMoney({
      amount: checkout.total_discounts ?? "0",
      currency,
    }),
    lines: (checkout.line_items ?? []).map((line) => ({
      productId: line.product_id,
      variantId: line.variant_id,
      title: line.presentment_title ?? line.title ?? "",
      variantTitle: line.variant_title,
      quantity: line.quantity,
      lineMinor: Number(lineTotal(line, currency)),
      fullMinor: Number(
        parseMoney({ amount: line.price ?? "0", currency }) *
          BigInt(line.quantity),
      ),
      properties: readProperties(line.properties),
    })),
    discountCodes: checkout.discount_codes,
    attribution: checkout.note_attributes.attribution,
    recoveryUrl: checkout.abandoned_checkout_url,
    acceptsMarketing: checkout.buyer_accepts_marketing ?? false,
    createdAt: checkout.created_at,
    updatedAt: checkout.updated_at,
    completedAt: checkout.completed_at ?? null,
  };
}

/** A list of {name, value} in webhooks, an object elsewhere. */
function readProperties(properties: unknown): Record<string, string> {
  const pairs: unknown[][] = Array.isArray(properties)
    ? properties.map((property: { name?: unknown; value?: unknown }) => [
        property?.name,
        property?.value,
      ])
    : Object.entries(properties ?? {});
  return Object.fromEntries(
    pairs.flatMap(([name, value]) =>
      typeof name === "string" && typeof value === "string"
        ? [[name, value]]
        : [],
    ),
  );
}

const refundSchema = z.object({
  id,
  order_id: optionalId,
  created_at: time,
  refund_line_items: z
    .array(z.object({ line_item_id: id, quantity: z.number().int() }))
    .nullish(),
  transactions: z
    .array(z.object({ kind: text, status: text, amount, currency: text }))
    .nullish(),
});

const orderSchema = z.object({
  id,
  name: text,
  checkout_token: text,
  cart_token: cartToken,
  email,
  contact_email: email,
  phone: text,
  customer: customerSchema,
  shipping_address: addressSchema,
  billing_address: addressSchema,
  currency: z.string().length(3),
  total_price: amount,
  total_discounts: amount.nullish(),
  discount_codes: codesSchema,
  note_attributes: attributesSchema,
  test: z.boolean().nullish(),
  line_items: z
    .array(z.object({ ...lineShape, id, total_discount: amount.nullish() }))
    .nullish(),
  refunds: z.array(refundSchema).nullish(),
  processed_at: time.nullish(),
  created_at: time,
  updated_at: time,
  cancelled_at: time.nullish(),
});

export interface RefundFacts {
  id: string;
  orderId: string;
  amountMinor: bigint;
  lines: Record<string, number>;
  refundedAt: Date;
}

export interface OrderFacts {
  id: string;
  name: string;
  checkoutToken: string | null;
  cartToken: string | null;
  email: string | null;
  phone: string | null;
  customerId: string | null;
  countryCode: string | null;
  currency: string;
  totalMinor: bigint;
  discountMinor: bigint;
  discountCodes: string[];
  attribution: string | null;
  claimIds: string[];
  test: boolean;
  placedAt: Date;
  cancelledAt: Date | null;
  updatedAt: Date;
  lines: {
    id: string;
    productId: string | null;
    variantId: string | null;
    quantity: number;
    totalMinor: bigint;
  }[];
}

export function readOrder(payload: unknown): {
  order: OrderFacts;
  refunds: RefundFacts[];
} {
  const order = orderSchema.parse(payload);
  const { currency } = order;
  const facts: OrderFacts = {
    id: order.id,
    name: order.name ?? `#${order.id}`,
    checkoutToken: order.checkout_token,
    cartToken: order.cart_token,
    email: order.email ?? order.contact_email ?? order.customer?.email ?? null,
    phone: order.phone ?? order.customer?.phone ?? null,
    customerId: order.customer?.id ?? null,
    countryCode: countryOf(order),
    currency,
    totalMinor: parseMoney({ amount: order.total_price, currency }),
    discountMinor: parseMoney({
      amount: order.total_discounts ?? "0",
      currency,
    }),
    discountCodes: order.discount_codes,
    ...order.note_attributes,
    test: order.test ?? false,
    placedAt: order.processed_at ?? order.created_at,
    cancelledAt: order.cancelled_at ?? null,
    updatedAt: order.updated_at,
    lines: (order.line_items ?? [])
      .map((line) => ({
        id: line.id,
        productId: line.product_id,
        variantId: line.variant_id,
        quantity: line.quantity,
        totalMinor: lineTotal(line, currency),
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
  return {
    order: facts,
    refunds: (order.refunds ?? []).map((refund) =>
      refundOf(refund, order.id, currency),
    ),
  };
}

/** Webhook refunds/create. Its transactions name their currency; `currency` is used where they do not. */
export function readRefund(payload: unknown, currency: string): RefundFacts {
  const refund = refundSchema.extend({ order_id: id }).parse(payload);
  return refundOf(refund, refund.order_id, currency);
}

function refundOf(
  refund: z.output<typeof refundSchema>,
  orderId: string,
  currency: string,
): RefundFacts {
  const paidBack = (refund.transactions ?? []).filter(
    ({ kind, status }) =>
      kind === "refund" && (status ?? "success") === "success",
  );
  const lines: Record<string, number> = {};
  for (const { line_item_id, quantity } of refund.refund_line_items ?? [])
    lines[line_item_id] = (lines[line_item_id] ?? 0) + quantity;
  return {
    id: refund.id,
    orderId,
    amountMinor: paidBack.reduce(
      (sum, transaction) =>
        sum +
        parseMoney({
          amount: transaction.amount,
          currency: transaction.currency ?? currency,
        }),
      0n,
    ),
    lines,
    refundedAt: refund.created_at,
  };
}

function countryOf(payload: {
  shipping_address?: z.output<typeof addressSchema>;
  billing_address?: z.output<typeof addressSchema>;
  customer?: z.output<typeof customerSchema>;
}): string | null {
  const { shipping_address, billing_address, customer } = payload;
  return (
    shipping_address?.country_code ??
    billing_address?.country_code ??
    customer?.default_address?.country_code ??
    null
  );
}
