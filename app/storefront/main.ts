/**
 * The loader: waits for consent and for a moment of hesitation, decides, and only then fetches the code that shows something.
 * Whatever goes wrong here, the shop goes on: this is the one place that catches, and it says nothing on the console.
 */
import { readPage } from "./page.ts";
import { startVisit } from "./visit.ts";

/** Runs `work`, also when it is called later or answers later; a failure is kept for `SecondThought.why()`. */
export type Guard = <Args extends unknown[], Result>(
  work: (...args: Args) => Result,
) => (...args: Args) => Result | undefined;

const failures: unknown[] = [];

const guard: Guard =
  (work) =>
  (...args) => {
    try {
      const result = work(...args);
      return result instanceof Promise
        ? (result.catch((error) => failures.push(error)) as typeof result)
        : result;
    } catch (error) {
      failures.push(error);
      return undefined;
    }
  };

/** The one global name: `SecondThought.why()` answers "why did nothing show?". */
const global = window as { SecondThought?: { why: () => unknown } };

const begin = guard(() => {
  const data = document.getElementById("second-thought-page")?.textContent;
  const page = data && !global.SecondThought && readPage(JSON.parse(data));
  if (!page) return;
  const why = startVisit(page, guard);
  global.SecondThought = { why: () => ({ ...why(), failures }) };
});

if (document.readyState === "loading")
  document.addEventListener("DOMContentLoaded", begin);
else begin();
