import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { runLoop } from "./worker-loop.ts";

test("it goes on at once while there is more, and rests when there is not", async () => {
  const stop = new AbortController();
  let runs = 0;
  const loop = runLoop({
    pauseMs: 10_000,
    signal: stop.signal,
    onError: () => {},
    work: async () => ++runs < 5,
  });
  await sleep(30);
  expect(runs).toBe(5);
  stop.abort();
  await loop;
});

test("a failure is told, and the next run comes all the same", async () => {
  const stop = new AbortController();
  const errors: unknown[] = [];
  let runs = 0;
  const work = async () => {
    if (++runs < 3) throw new Error(`run ${runs}`);
    return false;
  };
  const loop = runLoop({
    pauseMs: 2,
    signal: stop.signal,
    onError: (error) => errors.push(error),
    work,
  });
  await sleep(80);
  stop.abort();
  await loop;
  expect(errors).toHaveLength(2);
  expect(runs).toBeGreaterThan(3);
});

test("stopping waits for the run under way", async () => {
  const stop = new AbortController();
  let ended = false;
  const work = async () => {
    await sleep(30);
    ended = true;
    return true;
  };
  const loop = runLoop({
    pauseMs: 1,
    signal: stop.signal,
    onError: () => {},
    work,
  });
  await sleep(5);
  stop.abort();
  await loop;
  expect(ended).toBe(true);
});
