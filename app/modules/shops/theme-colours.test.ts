import fc from "fast-check";
import { expect, test } from "vitest";
import { PLAIN_COLOURS, readThemeColours } from "./theme-colours.ts";

test("a theme with colour schemes shows its first, the comment before it notwithstanding", () => {
  const schemes = {
    "scheme-1": {
      settings: {
        background: "#FFF8F0",
        background_gradient: "",
        text: "#121212",
        button: "rgb(20, 40, 60)",
        button_label: "#fff",
      },
    },
    "scheme-2": { settings: { background: "#000000" } },
  };
  const file = `/* Do not edit */ ${JSON.stringify({ current: { color_schemes: schemes } })}`;
  expect(readThemeColours(file)).toEqual({
    paper: "#fff8f0",
    ink: "#121212",
    button: "#14283c",
    buttonInk: "#ffffff",
  });
});

test("an older theme is read by the names it uses, and a preset by its own", () => {
  const settings = {
    color_paper: "#faf6ee",
    color_ink: "#2c2621",
    color_accent: "#a3482a",
  };
  const colours = {
    paper: "#faf6ee",
    ink: "#2c2621",
    button: "#a3482a",
    buttonInk: "#faf6ee",
  };
  expect(readThemeColours(JSON.stringify({ current: settings }))).toEqual(
    colours,
  );
  const preset = { current: "Warm", presets: { Warm: settings } };
  expect(readThemeColours(JSON.stringify(preset))).toEqual(colours);
});

test("whatever else a file says, there are four colours", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const colours = readThemeColours(text);
      for (const colour of Object.values(colours))
        expect(colour).toMatch(/^#[0-9a-f]{6}$/);
    }),
  );
  expect(readThemeColours("nothing")).toEqual(PLAIN_COLOURS);
});
