import { expect, test } from "vitest";
import { parseOptions } from "#dev/demo/options.ts";

test("arguments have defaults and are named in the refusal of a wrong one", () => {
  expect(parseOptions([])).toMatchObject({
    reset: false,
    tour: false,
    out: "tour",
  });
  expect(
    parseOptions(["--tour", "--out", "pictures", "--reset"]),
  ).toMatchObject({ reset: true, tour: true, out: "pictures" });
  expect(() => parseOptions(["--rest"])).toThrow(/--rest[\s\S]*--reset/);
});
