import { z } from "zod";
import type { Signal } from "#app/shared/signals.ts";
import type { SignalKind } from "#app/shared/signals.ts";

/** A signal as it is typed; amounts in whole units of the shop's currency, like prices everywhere. */
export interface SignalDraft {
  /** One of CHOICES. */
  what: string;
  after: string;
  productId: string;
  price: string;
  count: string;
  total: string;
}

export const NEW_SIGNAL: SignalDraft = {
  what: "exit",
  after: "10",
  productId: "101",
  price: "49",
  count: "1",
  total: "49",
};

type Field = "productId" | "price" | "count" | "total";

interface Choice {
  value: string;
  label: string;
  fields: Field[];
  make: (typed: Typed) => { kind: SignalKind } & Record<string, unknown>;
}

interface Typed {
  productId: string;
  priceMinor: number;
  count: number;
  totalMinor: number;
}

const page = (value: string, label: string): Choice => ({
  value: `page-${value}`,
  label,
  fields: [],
  make: () => ({ kind: "page", page: value }),
});
const cart = (change: string, label: string): Choice => ({
  value: `cart-${change}`,
  label,
  fields: ["productId", "count", "total"],
  make: ({ productId, count, totalMinor }) => ({
    kind: "cart",
    change,
    count,
    totalMinor,
    productId,
  }),
});
const opened = (topic: string, label: string): Choice => ({
  value: `opened-${topic}`,
  label,
  fields: [],
  make: () => ({ kind: "opened", topic }),
});
const bare = (kind: SignalKind, label: string): Choice => ({
  value: kind,
  label,
  fields: [],
  make: () => ({ kind }),
});

/** What can be added by hand, in the order in which a visit tends to go. */
export const CHOICES: Choice[] = [
  page("home", "Opens the home page"),
  page("collection", "Opens a collection"),
  {
    value: "page-product",
    label: "Opens a product page",
    fields: ["productId", "price"],
    make: ({ productId, priceMinor }) => ({
      kind: "page",
      page: "product",
      productId,
      priceMinor,
    }),
  },
  page("cart", "Opens the cart"),
  page("search", "Opens the search"),
  {
    value: "scroll",
    label: "Scrolls to the half of the page",
    fields: [],
    make: () => ({ kind: "scroll", depth: 50 }),
  },
  bare("act", "Does something after a pause"),
  {
    value: "idle",
    label: "Does nothing for 30 seconds",
    fields: [],
    make: () => ({ kind: "idle", seconds: 30 }),
  },
  bare("hidden", "Turns to another tab"),
  bare("visible", "Looks at the page again"),
  opened("size", "Opens the sizes"),
  opened("delivery", "Opens the delivery information"),
  opened("returns", "Opens the returns information"),
  opened("warranty", "Opens the warranty"),
  opened("reviews", "Opens the reviews"),
  bare("copied", "Copies the product’s name"),
  bare("search-empty", "Searches without a result"),
  cart("add", "Adds to the basket"),
  cart("remove", "Removes from the basket"),
  cart("quantity", "Changes a quantity"),
  bare("coupon-focus", "Goes to the discount field"),
  bare("coupon-failed", "Has a discount code refused"),
  {
    value: "price-changed",
    label: "The price of a line changes",
    fields: ["productId"],
    make: ({ productId }) => ({
      kind: "line-changed",
      what: "price",
      productId,
    }),
  },
  {
    value: "stock-changed",
    label: "The stock of a line changes",
    fields: ["productId"],
    make: ({ productId }) => ({
      kind: "line-changed",
      what: "stock",
      productId,
    }),
  },
  {
    value: "exit",
    label: "The pointer leaves the page",
    fields: [],
    make: () => ({ kind: "exit", how: "pointer-left" }),
  },
  bare("checkout", "Goes to the checkout"),
  bare("purchased", "Buys"),
];

const number = (most: number, message: string) =>
  z
    .string()
    .trim()
    .regex(/^\d+([.,]\d+)?$/, message)
    .transform((text) => Number(text.replace(",", ".")))
    .refine((value) => value <= most, `Enter at most ${most}`);

const draftSchema = z.object({
  after: number(3600, "Enter a number of seconds"),
  productId: z
    .string()
    .trim()
    .regex(/^\d{1,20}$/, "Enter the number of a product"),
  price: number(1_000_000, "Enter a price"),
  count: number(1000, "Enter a number of pieces").refine(
    Number.isInteger,
    "Enter whole pieces",
  ),
  total: number(10_000_000, "Enter an amount"),
});

/**
 * The signal, `after` seconds behind the one before (milliseconds of the visit), or the first fault among its own fields.
 * @param minorUnits of one unit of the shop's currency: 100 for USD, 1 for JPY
 */
export function makeSignal(
  draft: SignalDraft,
  last: number,
  minorUnits = 100,
):
  | { signal: Signal }
  | { fault: { field: keyof SignalDraft; message: string } } {
  const choice = CHOICES.find(({ value }) => value === draft.what);
  if (!choice)
    return { fault: { field: "what", message: "Choose a signal of the list" } };
  const own: (keyof SignalDraft)[] = ["after", ...choice.fields];
  const parsed = draftSchema.safeParse({
    ...NEW_SIGNAL,
    ...Object.fromEntries(own.map((field) => [field, draft[field]])),
  });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return {
      fault: {
        field: issue?.path[0] as keyof SignalDraft,
        message: issue?.message ?? "",
      },
    };
  }
  const { after, productId, price, count, total } = parsed.data;
  const made = choice.make({
    productId,
    priceMinor: Math.round(price * minorUnits),
    count,
    totalMinor: Math.round(total * minorUnits),
  });
  return { signal: { ...made, at: last + Math.round(after * 1000) } as Signal };
}
