import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { createBatch } from "./batch.ts";

test("one item is written at once, what comes meanwhile goes together", async () => {
  const writes: number[][] = [];
  const add = createBatch<number>({
    maxItems: 3,
    maxWriters: 1,
    write: async (items) => {
      writes.push(items);
      await sleep(20);
    },
  });
  const first = add(1);
  await sleep(5);
  await Promise.all([first, ...[2, 3, 4, 5].map(add)]);
  expect(writes).toEqual([[1], [2, 3, 4], [5]]);
});

test("nobody hears that it is written before it is", async () => {
  const written = new Set<number>();
  const add = createBatch<number>({
    maxItems: 10,
    maxWriters: 2,
    write: async (items) => {
      await sleep(5);
      items.forEach((item) => written.add(item));
    },
  });
  await Promise.all(
    Array.from({ length: 50 }, async (_, i) => {
      await sleep(i % 7);
      await add(i);
      expect(written.has(i)).toBe(true);
    }),
  );
  expect(written.size).toBe(50);
});

test("a bad item fails alone", async () => {
  const written: number[] = [];
  const add = createBatch<number>({
    maxItems: 10,
    maxWriters: 1,
    write: async (items) => {
      await sleep(1);
      if (items.includes(13)) throw new Error("thirteen");
      written.push(...items);
    },
  });
  const outcomes = await Promise.allSettled([12, 13, 14].map(add));
  expect(outcomes.map(({ status }) => status)).toEqual([
    "fulfilled",
    "rejected",
    "fulfilled",
  ]);
  expect(written).toEqual([12, 14]);
});

test("everybody hears the answer to her own item", async () => {
  const double = createBatch<number, number>({
    maxItems: 4,
    maxWriters: 2,
    write: async (items) => {
      await sleep(1);
      if (items.length > 1 && items.includes(7)) throw new Error("one by one");
      return items.map((item) => item * 2);
    },
  });
  const numbers = Array.from({ length: 20 }, (_, i) => i);
  expect(await Promise.all(numbers.map(double))).toEqual(
    numbers.map((i) => i * 2),
  );
});

test("what is no item's fault fails all at once, not one after the other", async () => {
  let tries = 0;
  const add = createBatch<number>({
    maxItems: 50,
    maxWriters: 1,
    isOfItem: (error) => error instanceof RangeError,
    write: async () => {
      tries += 1;
      await sleep(1);
      throw new Error("no database");
    },
  });
  const outcomes = await Promise.allSettled(
    Array.from({ length: 50 }, (_, i) => add(i)),
  );
  expect(outcomes.every(({ status }) => status === "rejected")).toBe(true);
  expect(tries).toBe(1);
});
