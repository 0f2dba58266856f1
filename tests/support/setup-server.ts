import pg from "pg";
import { inject } from "vitest";
import { databaseNamed } from "#tests/support/global-database.ts";

// Runs before the test file is loaded, so that app/env.server.ts finds a configuration and app/db.server.ts the
// database of this very file: files run side by side and never see each other's rows.
const server = inject("databaseServer");
const name = `test_${crypto.randomUUID().replaceAll("-", "")}`;
const client = new pg.Client({
  connectionString: databaseNamed(server, "postgres"),
});
await client.connect();
await client.query(`create database "${name}" template "template"`);
await client.end();

Object.assign(process.env, {
  NODE_ENV: "test",
  DATABASE_URL: databaseNamed(server, name),
  DATABASE_POOL_SIZE: "8",
  SHOPIFY_API_KEY: "test-client-id",
  SHOPIFY_API_SECRET: "test-client-secret",
  SHOPIFY_APP_URL: "https://second-thought.test",
  SHOPIFY_APP_HANDLE: "second-thought",
  SCOPES: "read_orders,read_products,write_discounts",
  ENCRYPTION_KEYS: Buffer.alloc(32, "test-key").toString("base64"),
  SMTP_URL: "smtp://127.0.0.1:1", // nobody listens there; startTestMail() gives a real one
  MAIL_FROM: "hello@second-thought.test",
  LOG_LEVEL: "silent",
});
