import { expect, test } from "vitest";
import { parseEnv } from "#app/env.server.ts";

const complete = {
  DATABASE_URL: "postgresql://localhost/x",
  SHOPIFY_API_KEY: "key",
  SHOPIFY_API_SECRET: "a-very-secret-value",
  SHOPIFY_APP_URL: "https://app.example.com/",
  SCOPES: "read_products",
  ENCRYPTION_KEYS: Buffer.alloc(32, 7).toString("base64"),
  SMTP_URL: "smtp://127.0.0.1:2525",
  MAIL_FROM: "shop@example.com",
};

test("a complete configuration is read once, with defaults and a bare app address", () => {
  const env = parseEnv(complete);
  expect(env.SHOPIFY_APP_URL).toBe("https://app.example.com");
  expect(env.PORT).toBe(3000);
  expect(env.ENCRYPTION_KEYS).toEqual([Buffer.alloc(32, 7)]);
  expect(env.APP_BRIDGE_URL).toBeUndefined();
});

test("every fault is listed at once", () => {
  const read = () =>
    parseEnv({
      ...complete,
      DATABASE_URL: "",
      MAIL_FROM: "nobody",
      PORT: "http",
      DATABASE_POOL_SIZE: "5",
      SMTP_URL: "https://x",
    });
  expect(read).toThrow(/DATABASE_URL is missing/);
  expect(read).toThrow(/MAIL_FROM: should be one plain e-mail address/);
  expect(read).toThrow(/PORT: /);
  expect(read).toThrow(/DATABASE_POOL_SIZE: /);
  expect(read).toThrow(/SMTP_URL: should be an address such as smtps:/);
});

test("a wrong key is refused without being shown", () => {
  const read = () => parseEnv({ ...complete, ENCRYPTION_KEYS: "c2hvcnQ=" });
  expect(read).toThrow(/32 bytes/);
  expect(read).not.toThrow(/c2hvcnQ=/);
});

test("several keys may stand beside each other while one is being replaced", () => {
  const [a, b] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const list = `${a.toString("base64")}, ${b.toString("base64")}`;
  expect(
    parseEnv({ ...complete, ENCRYPTION_KEYS: list }).ENCRYPTION_KEYS,
  ).toEqual([a, b]);
});
