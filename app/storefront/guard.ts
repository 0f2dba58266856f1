/**
 * The one place of the loader that catches. Whatever goes wrong, the shop goes on and the console stays silent; what went wrong
 * is kept for `SecondThought.why()`.
 */

/** Wraps work that is done now, later, or answers later. */
export type Guard = <Args extends unknown[], Result>(
  work: (...args: Args) => Result,
) => (...args: Args) => Result | undefined;

export const failures: unknown[] = [];

export const guard: Guard =
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
