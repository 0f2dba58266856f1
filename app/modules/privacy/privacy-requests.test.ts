import { expect, test } from "vitest";
import { readText } from "#tests/support/tree.ts";
import { describeRequest, exportFileName } from "./privacy-requests.ts";

test("every kind that is noted has words of its own", () => {
  const kinds = [
    ...readText("app/modules/privacy/privacy.server.ts").matchAll(
      /kind: "([\w-]+)"/g,
    ),
  ].map(([, kind = ""]) => kind);
  expect(kinds.length).toBeGreaterThan(2);
  const titles = kinds.map((kind) => describeRequest(kind).title);
  expect(new Set(titles).size).toBe(kinds.length);
  for (const kind of kinds) {
    expect(describeRequest(kind).title).not.toBe(kind);
    expect(describeRequest(kind).done).not.toBe("");
  }
});

test("a kind without words is shown as it is", () => {
  expect(describeRequest("toString-like")).toEqual({
    title: "toString-like",
    done: "",
  });
});

test("the file's name says the day it was asked for", () => {
  expect(exportFileName({ receivedAt: new Date("2026-11-21T23:59:59Z") })).toBe(
    "customer-data-2026-11-21.json",
  );
});
