import { expect, test } from "vitest";
import {
  add,
  countPlaywright,
  countVitest,
  settle,
} from "#dev/guards/count.ts";

test("a test file that does not load counts as a failure, though it has no tests", () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 0,
    testResults: [
      { status: "failed", assertionResults: [{}, {}] },
      { status: "failed", assertionResults: [] },
      { status: "passed", assertionResults: [{}] },
    ],
  };
  expect(countVitest(report)).toEqual({ passed: 3, failed: 2, skipped: 1 });
});

test("a flaky story and an error outside of one are failures", () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 };
  expect(countPlaywright({ stats, errors: [{ message: "x" }] })).toEqual({
    passed: 4,
    failed: 3,
    skipped: 2,
  });
});

test("a guard that ended badly fails whatever it counted, and so does one that looked at nothing", () => {
  const green = { passed: 2, failed: 0, skipped: 0 };
  expect(settle(green, 0)).toEqual(green);
  expect(settle(green, 1).failed).toBe(1);
  expect(settle(undefined, 0)).toEqual({ passed: 1, failed: 0, skipped: 0 });
  expect(settle(undefined, 2)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(settle({ passed: 0, failed: 0, skipped: 5 }, 0).failed).toBe(1);
  expect(settle({ passed: 1, failed: 3, skipped: 0 }, 1).failed).toBe(3);
});

test("counts add up", () => {
  expect(
    add(
      { passed: 1, failed: 2, skipped: 3 },
      { passed: 4, failed: 5, skipped: 6 },
    ),
  ).toEqual({ passed: 5, failed: 7, skipped: 9 });
});
