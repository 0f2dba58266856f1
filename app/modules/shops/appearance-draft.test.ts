import fc from "fast-check";
import { expect, test } from "vitest";
import { parseAppearance } from "./appearance.ts";
import {
  appearanceDraftOf,
  appearanceInputOf,
  lookOf,
} from "./appearance-draft.ts";

const colour = fc.stringMatching(/^#[0-9a-f]{6}$/);
const appearances = fc.record({
  interruptions: fc.record({
    perVisit: fc.integer({ min: 1, max: 3 }),
    gapSeconds: fc.integer({ min: 0, max: 3600 }),
  }),
  look: fc.record(
    {
      position: fc.constantFrom(
        "start" as const,
        "center" as const,
        "end" as const,
      ),
      paper: colour,
      ink: colour,
      button: colour,
      buttonInk: colour,
      radius: fc.integer({ min: 0, max: 32 }),
    },
    { requiredKeys: ["position"] },
  ),
});

test("comes back as it was when nothing is typed, and is shown as it is", () => {
  fc.assert(
    fc.property(appearances, (appearance) => {
      const draft = appearanceDraftOf(appearance);
      expect(parseAppearance(appearanceInputOf(draft))).toEqual({
        ok: true,
        appearance,
      });
      expect(lookOf(draft)).toEqual(appearance.look);
    }),
  );
});

test("what is half typed is not shown, and refused when it is saved", () => {
  const draft = appearanceDraftOf({
    interruptions: { perVisit: 2, gapSeconds: 60 },
    look: { position: "end" },
  });
  const typing = { ...draft, paper: "#ff", radius: "round", perVisit: "" };
  expect(lookOf(typing)).toEqual({ position: "end" });
  const result = parseAppearance(appearanceInputOf(typing));
  expect(result.ok ? [] : Object.keys(result.errors).sort()).toEqual([
    "interruptions.perVisit",
    "look.paper",
    "look.radius",
  ]);
});
