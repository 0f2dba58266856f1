import { Logger, runOnce } from "graphile-worker";
import { expect, test, vi } from "vitest";
import { z } from "zod";
import { db, pool, transaction } from "#app/db.server.ts";
import { defineJob } from "#app/job.ts";
import { enqueue, handle } from "#app/queue.server.ts";

const logger = new Logger(() => () => {});
const greet = defineJob({
  id: "tests.greet",
  schema: z.object({ shop: z.string(), n: z.number() }),
});

async function work(): Promise<{ shop: string; n: number }[]> {
  const seen: { shop: string; n: number }[] = [];
  await runOnce({
    pgPool: pool,
    taskList: handle(greet, async (payload) => void seen.push(payload)),
    useNodeTime: false,
  });
  return seen;
}

test("a job exists exactly when its transaction was committed", async () => {
  await transaction((tx) => enqueue(tx, greet, { shop: "a", n: 1 }));
  const failed = transaction(async (tx) => {
    await enqueue(tx, greet, { shop: "a", n: 2 });
    throw new Error("changed my mind");
  });
  await expect(failed).rejects.toThrow("changed my mind");
  expect(await work()).toEqual([{ shop: "a", n: 1 }]);
});

test("one waiting job per key, with the newest payload", async () => {
  await enqueue(db, greet, { shop: "a", n: 1 }, { jobKey: "a" });
  await enqueue(db, greet, { shop: "a", n: 2 }, { jobKey: "a" });
  await enqueue(db, greet, { shop: "b", n: 3 }, { jobKey: "b" });
  expect(await work()).toEqual([
    { shop: "a", n: 2 },
    { shop: "b", n: 3 },
  ]);
});

test("a payload that does not fit is refused before anything is stored", async () => {
  await expect(
    enqueue(db, greet, { shop: "a", n: "1" } as never),
  ).rejects.toThrow(z.ZodError);
  expect(await work()).toEqual([]);
});

test("a job of which one is enough is asked for again after it failed for good", async () => {
  const failing = handle(greet, () => Promise.reject(new Error("not today")));
  const ask = () =>
    enqueue(
      db,
      greet,
      { shop: "a", n: 5 },
      { jobKey: "failed", onlyOne: true, maxAttempts: 1 },
    );
  await ask();
  await runOnce({ pgPool: pool, taskList: failing, logger });
  // runOnce does not wait until the job it ran is let go.
  await vi.waitFor(async () => {
    const { rows } = await pool.query(
      "select from graphile_worker.jobs where locked_at is not null",
    );
    expect(rows).toEqual([]);
  });
  expect(await work()).toEqual([]);
  await ask();
  await ask();
  expect(await work()).toEqual([{ shop: "a", n: 5 }]);
});

test("a job of which one is enough is not added again while it runs", async () => {
  const addedWhileRunning: number[] = [];
  const again = () =>
    enqueue(db, greet, { shop: "a", n: 9 }, { jobKey: "once", onlyOne: true });
  await again();
  await runOnce({
    pgPool: pool,
    taskList: handle(greet, async () => {
      await again();
      const { rows } = await pool.query<{ count: number }>(
        "select count(*)::int as count from graphile_worker.jobs where key like '%:once'",
      );
      addedWhileRunning.push(rows[0]?.count ?? -1);
    }),
  });
  expect(addedWhileRunning).toEqual([1]);
});
