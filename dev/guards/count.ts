import { z } from "zod";

export interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  /** A file that cannot even be loaded has no tests that could fail. */
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.unknown()) }),
  ),
});

export function countVitest(report: unknown): Count {
  const { testResults, ...numbers } = vitestReport.parse(report);
  const unloaded = testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && assertionResults.length === 0,
  );
  return {
    passed: numbers.numPassedTests,
    failed: numbers.numFailedTests + unloaded.length,
    skipped: numbers.numPendingTests + numbers.numTodoTests,
  };
}

const playwrightReport = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
  /** What went wrong outside of a test: the stack that did not start, a file with a syntax error. */
  errors: z.array(z.unknown()).default([]),
});

export function countPlaywright(report: unknown): Count {
  const { stats, errors } = playwrightReport.parse(report);
  // A story that only holds the second time is not one we may rely on.
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

export const add = (a: Count, b: Count): Count => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

/** What a guard is worth: its tests, and one failure at least when it did not end well. */
export function settle(counted: Count | undefined, exitCode: number): Count {
  const count = counted ?? {
    passed: exitCode === 0 ? 1 : 0,
    failed: 0,
    skipped: 0,
  };
  if (exitCode !== 0 && count.failed === 0) return { ...count, failed: 1 };
  // Nothing passed and nothing failed: it looked at nothing, which is no way to pass.
  if (count.passed + count.failed === 0) return { ...count, failed: 1 };
  return count;
}
