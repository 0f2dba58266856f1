import { makeDrop, type ShopifyDrop } from "./drop.ts";
import { attachState, type RenderState } from "./state.ts";

/** The variables of one section or block: the page's, with a few on top that snippets see too. */
export function nestGlobals(
  state: RenderState,
  base: ShopifyDrop,
  fields: Record<string, unknown>,
): ShopifyDrop {
  const drop = makeDrop({
    type: "globals",
    fields,
    find(name) {
      const value: unknown =
        name in base
          ? base[name]
          : base.liquidMethodMissing(name, undefined as never);
      // A value that is there and null must not look missing, or it would be looked for again.
      return value;
    },
  });
  attachState(drop, state);
  return drop;
}
