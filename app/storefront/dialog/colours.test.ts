import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contrast, type Rgb } from "../../shared/contrast.ts";
import { choosePalette, parseColour } from "./colours.ts";

describe("colours", () => {
  test("are read as browsers write them, opaque only", () => {
    expect(parseColour("rgb(1, 2, 3)")).toEqual([1, 2, 3]);
    expect(parseColour("rgba(1, 2, 3, 1)")).toEqual([1, 2, 3]);
    expect(parseColour("rgb(1 2 3 / 0.99)")).toEqual([1, 2, 3]);
    for (const text of [
      "rgba(0, 0, 0, 0)",
      "transparent",
      "oklch(0.5 0.1 20)",
      "",
    ])
      expect(parseColour(text)).toBeUndefined();
  });

  test("contrast is WCAG's", () => {
    expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21);
    expect(contrast([119, 119, 119], [255, 255, 255])).toBeCloseTo(4.48, 2);
  });

  test("whatever the theme looks like, our words can be read", () => {
    const part = fc.integer({ min: 0, max: 255 });
    const colour = fc.option(fc.tuple(part, part, part) as fc.Arbitrary<Rgb>, {
      nil: undefined,
    });
    fc.assert(
      fc.property(
        colour,
        colour,
        colour,
        colour,
        (paper, ink, button, buttonInk) => {
          const chosen = choosePalette({ paper, ink, button, buttonInk });
          expect(contrast(chosen.ink, chosen.paper)).toBeGreaterThanOrEqual(7);
          expect(
            contrast(chosen.buttonInk, chosen.button),
          ).toBeGreaterThanOrEqual(4.5);
          expect(contrast(chosen.button, chosen.paper)).toBeGreaterThanOrEqual(
            1.5,
          );
        },
      ),
    );
  });

  test("a theme that can be read is left as it is", () => {
    const theme = {
      paper: [251, 248, 243],
      ink: [43, 38, 34],
      button: [61, 79, 58],
      buttonInk: [255, 255, 255],
    } satisfies Record<string, Rgb>;
    expect(choosePalette(theme)).toEqual(theme);
  });
});
