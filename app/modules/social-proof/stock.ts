/** What a product page may say of a variant's stock: "12 on Monday, 5 now". Pure. */
import { z } from "zod";
import { defineJob } from "#app/job.ts";

/** Reads what changed in a shop's stock, and brings its product metafields to it. */
export const refreshStockJob = defineJob({
  id: "social-proof.refresh-stock",
  schema: z.object({ shop: z.string() }),
});

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A week ago has the same name as today: "on Monday" would be two days at once. */
export const LOOK_BACK_DAYS = 6;
/** One piece less is one person's purchase, and no movement. */
const SMALLEST_DROP = 2;
/** Nobody decides by what is left of thousands; such variants need no row a day. */
export const MOST_COUNTED = 1000;
/** A reading of all variants comes sooner, so that no reading is ever this old while the worker lives. */
export const READING_MS = DAY_MS;
/** Twice before the block would fall silent. */
const RESTAMP_MS = 12 * HOUR_MS;

export interface Snapshot {
  /** YYYY-MM-DD on the shop's clock. */
  day: string;
  quantity: number;
  takenAt: Date;
}

export interface Sale {
  at: Date;
  /** Pieces that were not refunded. */
  pieces: number;
}

export interface StockState {
  /** Pieces now. */
  quantity: number;
  /** Tracked, and not sold beyond what is there. */
  counted: boolean;
  /** When Shopify told the quantity. */
  readAt: Date;
  snapshots: Snapshot[];
  /** Of orders that hold, in any order. */
  sales: Sale[];
}

/** One variant's entry in the metafield. */
export interface Movement {
  from: number;
  /** YYYY-MM-DD on the shop's clock. */
  day: string;
  /** Of that day, 1 = Monday … 7 = Sunday: Liquid would read a bare date in whichever zone it likes. */
  weekday: number;
  now: number;
}

export interface StockLimits {
  floor: number;
  ceiling: number;
}

/**
 * The day of the last six from which the most pieces went, all of them sold, and how many there were then; null when there
 * is nothing to say. A delivery, correction or transfer between leaves a difference that no order explains, or a count higher
 * than before: then a later day is tried, since which the stock fell by sales alone.
 */
export function stockMovement(
  { quantity, counted, readAt, snapshots, sales }: StockState,
  {
    floor,
    ceiling,
    today,
    now,
  }: StockLimits & {
    /** YYYY-MM-DD on the shop's clock. */
    today: string;
    now: Date;
  },
): Movement | null {
  if (!counted || quantity < Math.max(1, floor) || quantity > ceiling)
    return null;
  if (now.getTime() - readAt.getTime() >= READING_MS) return null;
  const days = snapshots
    .filter(({ day }) => daysBetween(day, today) >= 1)
    .filter(({ day }) => daysBetween(day, today) <= LOOK_BACK_DAYS)
    .sort((a, b) => (a.day < b.day ? -1 : 1));
  const fits = days.filter((base, index) => {
    const drop = base.quantity - quantity;
    const sold = sales.reduce(
      (sum, { at, pieces }) =>
        at > base.takenAt && at <= now ? sum + pieces : sum,
      0,
    );
    const course = [...days.slice(index).map((one) => one.quantity), quantity];
    return (
      drop >= SMALLEST_DROP &&
      drop === sold &&
      course.every((one, i) => i === 0 || one <= course[i - 1]!)
    );
  });
  const from = fits[0]?.quantity;
  // While nothing was sold the later day tells more.
  const day = fits.findLast((one) => one.quantity === from)?.day;
  return from === undefined || day === undefined
    ? null
    : { from, day, weekday: weekdayOf(day), now: quantity };
}

const weekdayOf = (day: string) => new Date(day).getUTCDay() || 7;

const daysBetween = (day: string, later: string) =>
  Math.round((Date.parse(later) - Date.parse(day)) / DAY_MS);

/**
 * Value of the product metafield `$app` / `stock`, as the block reads it. Beside it the block asks Liquid for the stock of
 * that very moment, and says nothing where the two differ.
 */
export interface StockProof {
  /** ISO 8601; silent when it is older than 24 hours. */
  countedAt: string;
  /** By variant id. */
  variants: Record<string, Movement>;
}

export type StockAction = "write" | "delete" | "keep";

export function planStock({
  variants,
  written,
  now,
}: {
  variants: Record<string, Movement>;
  written: StockProof | null;
  now: Date;
}): StockAction {
  if (Object.keys(variants).length === 0) return written ? "delete" : "keep";
  if (!written || textOf(written.variants) !== textOf(variants)) return "write";
  const age = now.getTime() - Date.parse(written.countedAt);
  // A clock that was set back must not keep a stamp from the future for ever.
  return age >= RESTAMP_MS || age < 0 ? "write" : "keep";
}

/** The same text for the same movements: the database keeps keys in an order of its own. */
const textOf = (variants: Record<string, Movement>) =>
  JSON.stringify(
    Object.entries(variants)
      .map(([id, { from, day, now }]) => [id, from, day, now] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
