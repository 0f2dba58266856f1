/** When a campaign may speak: the moments of app/shared/storefront-config.ts, checked at the edge. */
import { z } from "zod";
import type { MomentKind } from "#app/shared/storefront-config.ts";
import { whole } from "./schema-parts.ts";

const PLAIN = [
  "exit",
  "coupon-focus",
  "coupon-failed",
  "cart-changed",
  "line-changed",
  "return-visit",
  "time-on-page",
  "page-load",
  "after-purchase",
] as const satisfies MomentKind[];

/** The device counts idle time in steps of so many seconds (app/shared/signals.ts). */
export const IDLE_STEP_SECONDS = 15;

const afterSeconds = whole("seconds", 0, 600);

export const momentSchema = z.discriminatedUnion(
  "kind",
  [
    z.object({ kind: z.enum(PLAIN), afterSeconds }),
    // Noticed as a page opens: a wait on that page would let it pass unanswered.
    z.object({
      kind: z.literal("back-and-forth"),
      afterSeconds: z.unknown().transform(() => 0),
    }),
    z.object({
      kind: z.literal("idle"),
      afterSeconds,
      idleSeconds: whole(
        "seconds",
        IDLE_STEP_SECONDS,
        20 * IDLE_STEP_SECONDS,
      ).multipleOf(
        IDLE_STEP_SECONDS,
        `Enter a multiple of ${IDLE_STEP_SECONDS}`,
      ),
    }),
    z.object({
      kind: z.literal("intent-fell"),
      afterSeconds,
      byPoints: whole("points", 5, 95),
    }),
  ],
  { error: "Choose a moment" },
);
