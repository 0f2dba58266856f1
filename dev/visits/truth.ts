/** The true probabilities of a made-up visit: what a model of intent is judged by. */
import {
  SHOPPERS,
  STEPS,
  type Next,
  type ShopperKind,
  type Step,
} from "./shopper-kinds.ts";

const ROUNDS = 400;

/** Chance that a shopper of the kind who is at the step ends this visit with a purchase (absorption of her chain). */
export function purchaseChances(kind: ShopperKind): Record<Step, number> {
  const { chain } = SHOPPERS[kind];
  let chances = Object.fromEntries(STEPS.map((step) => [step, 0])) as Record<
    Step,
    number
  >;
  for (let round = 0; round < ROUNDS; round++)
    chances = Object.fromEntries(
      STEPS.map((step) => [
        step,
        Object.entries(chain[step]).reduce(
          (sum, [next, chance]) => sum + chance * worth(next as Next, chances),
          0,
        ),
      ]),
    ) as Record<Step, number>;
  return chances;
}

function worth(next: Next, chances: Record<Step, number>): number {
  if (next === "purchased") return 1;
  return next === "left" ? 0 : chances[next];
}
