import { expect, test } from "vitest";
import { createInsert } from "./insert-rows.ts";

test("as many tuples as rows, each number of rows under a name of its own", () => {
  const insert = createInsert({
    name: "a",
    table: "T",
    columns: ["x", "yZ"],
    suffix: "on conflict do nothing",
  });
  expect(insert([[1, 2]])).toEqual({
    name: "a-1",
    text: 'insert into "T" ("x", "yZ") values ($1, $2) on conflict do nothing',
    values: [1, 2],
  });
  expect(
    insert([
      [1, 2],
      [3, 4],
    ]),
  ).toEqual({
    name: "a-2",
    text: 'insert into "T" ("x", "yZ") values ($1, $2), ($3, $4) on conflict do nothing',
    values: [1, 2, 3, 4],
  });
});
