/**
 * Segments: named regions of intent, cut by percentile. Every boundary has two sides, one to enter and one to leave, so that
 * a shopper whose score trembles does not flicker between two segments.
 */
import type { Intent, Segment } from "./intent-model.ts";
import type { Lean } from "./intent-trace.ts";
import type { VisitState } from "./visit-state.ts";

/**
 * What she leans to: entered at the second number, left at the third. `momentum` in percentile points, the rest in percentiles.
 * Where leaving lies above entering, low values lean.
 */
export const LEANS: Record<
  Lean,
  [of: keyof Intent | "momentum", enter: number, leave: number]
> = {
  committed: ["purchase", 85, 76],
  interested: ["purchase", 45, 37],
  leaving: ["abandon", 56, 47],
  falling: ["momentum", -12, -5],
  "unlikely-back": ["return", 45, 53],
};

export function leansOf(
  before: Partial<Record<Lean, boolean>>,
  measured: Intent & { momentum: number },
): Partial<Record<Lean, boolean>> {
  const leans: Partial<Record<Lean, boolean>> = {};
  for (const lean of Object.keys(LEANS) as Lean[]) {
    const [of, enter, leave] = LEANS[lean];
    const bound = before[lean] ? leave : enter;
    if (enter > leave ? measured[of] >= bound : measured[of] <= bound)
      leans[lean] = true;
  }
  return leans;
}

/** A committed shopper is one only while nothing says that she leaves; with a basket, a fall is a sign of leaving too. */
export function segmentOf(
  state: VisitState,
  leans: Partial<Record<Lean, boolean>>,
): Segment {
  const { counts } = state;
  if (state.purchased || (leans.committed && !leans.leaving))
    return "committed";
  const hesitant = leans.leaving || leans.falling;
  if (counts["cart-count"]) {
    if (!hesitant) return "building";
    // Of whom nothing is known before this page, nobody can say that she will not be back.
    return leans["unlikely-back"] && state.returning !== undefined
      ? "last-chancer"
      : "basket-abandoner";
  }
  if (
    counts["back-and-forth"] ||
    counts["help-opened"] ||
    counts.copied ||
    (leans.interested && hesitant)
  )
    return "product-hesitant";
  return leans.interested ? "building" : "just-browsing";
}
