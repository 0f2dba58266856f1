/**
 * The one clock. Everything that depends on the time asks here and hands the answer on as an argument, so that
 * rules stay pure and a month can pass in a test within a second.
 */
let read: () => number = Date.now;

export function now(): Date {
  return new Date(read());
}

/** For tests: let `clock` say the time (milliseconds since 1970) until it is called again without one. */
export function setClock(clock: () => number = Date.now): void {
  read = clock;
}
