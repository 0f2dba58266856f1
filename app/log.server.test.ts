import { expect, test } from "vitest";
import { createLog } from "#app/log.server.ts";

function collect() {
  const lines: string[] = [];
  const log = createLog({ level: "info", write: (line) => lines.push(line) });
  return {
    log,
    lines,
    last: () => JSON.parse(lines.at(-1) ?? "{}") as Record<string, unknown>,
  };
}

test("a line is one JSON object with the request, the shop and the time", () => {
  const { log, last } = collect();
  log
    .child({ requestId: "r-1", shop: "a.myshopify.com" })
    .info({ ms: 12 }, "answered");
  expect(last()).toMatchObject({
    level: "info",
    requestId: "r-1",
    shop: "a.myshopify.com",
    ms: 12,
    msg: "answered",
  });
  expect(new Date(String(last().time)).getTime()).toBeGreaterThan(0);
});

test("what is private never reaches the line, wherever it stands", () => {
  const { log, lines } = collect();
  const secrets = [
    "ann@example.com",
    "shpat_abc123",
    "12 Long Lane",
    "Hello Ann",
    "eyJh.eyJi.c2ln",
  ];
  log.info(
    {
      session: {
        accessToken: "shpat_abc123",
        nested: {
          customer: {
            email: "ann@example.com",
            shipping_address: { line: "12 Long Lane" },
          },
        },
      },
      mail: { to: "ann@example.com", html: "<p>Hello Ann</p>" },
      list: ["sent to ann@example.com"],
    },
    "mail to ann@example.com with shpat_abc123",
  );
  log.error({
    err: new Error("refused: ann@example.com", {
      cause: new Error("shpat_abc123"),
    }),
  });
  log.error(new Error("GET /app?id_token=eyJh.eyJi.c2ln failed"));
  log.warn("GET /x?hmac=ann@example.com");
  expect(lines).toHaveLength(4);
  for (const secret of secrets) expect(lines.join("")).not.toContain(secret);
});

test("an error keeps what helps to find the fault", () => {
  const { log, last } = collect();
  log.error(
    { err: Object.assign(new TypeError("no such column"), { code: "42703" }) },
    "failed",
  );
  expect(last().err).toMatchObject({
    name: "TypeError",
    code: "42703",
    message: "no such column",
  });
  expect(JSON.stringify(last().err)).toContain("log.server.test");
});

test("the signed part of a mail's link, which opens a basket for whoever has it, is not written", () => {
  const { log, lines } = collect();
  log.error(
    { url: "/email/restore/AQBm9-_x", path: "/email/unsubscribe/AQFm" },
    "failed",
  );
  expect(lines.join("")).not.toMatch(/AQBm|AQFm/);
  expect(lines.join("")).toContain("/email/restore/[private]");
});
