import { expect, test } from "vitest";
import { contrastFaults } from "./contrast-faults.ts";

const plain = {
  paper: "#ffffff",
  ink: "#111111",
  button: "#111111",
  buttonInk: "#ffffff",
};

test("what can be read is no fault", () => {
  expect(contrastFaults(plain)).toEqual([]);
});

test("what cannot is named with its contrast, never rounded up", () => {
  // 4.48 to 1 by the formula of WCAG.
  const faults = contrastFaults({ ...plain, ink: "#777777" });
  expect(faults).toMatchObject([{ what: "text" }]);
  expect(faults[0]!.message).toContain("4.4 to 1");
  expect(
    contrastFaults({ ...plain, button: "#ffee88" }).map(({ what }) => what),
  ).toEqual(["button"]);
});

test("a colour that is still being typed is nobody's fault", () => {
  expect(contrastFaults({ ...plain, ink: "#77" })).toEqual([]);
});
