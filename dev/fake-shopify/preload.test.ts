import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";

const PRELOAD = path.join(import.meta.dirname, "preload.ts");

async function run(
  script: string,
  env: Record<string, string>,
): Promise<unknown> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      "--disable-warning=ExperimentalWarning",
      "--import",
      PRELOAD,
      "--input-type=module",
      "-e",
      script,
    ],
    { env: { ...process.env, ...env } },
  );
  return JSON.parse(stdout) as unknown;
}

function clockFile(state: object): string {
  const dir = mkdtempSync(path.join(tmpdir(), "clock-"));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const file = path.join(dir, "clock.json");
  writeFileSync(file, JSON.stringify(state));
  return file;
}

test("requests to a shop and to Shopify go to the local one; others stay as they are", async () => {
  const seen: unknown[] = [];
  const server = http.createServer((request, response) => {
    seen.push([
      request.url,
      request.headers["x-forwarded-host"] ?? null,
      request.headers["x-shopify-access-token"] ?? null,
    ]);
    response.end("ok");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const script = `
    const post = (url) => fetch(url, { method: "POST", body: "{}", headers: { "X-Shopify-Access-Token": "t" } }).then((r) => r.text());
    const answers = [await post("https://one.myshopify.com/admin/api/x"), await post("https://admin.shopify.com/a"), await post("${url}/plain")];
    console.log(JSON.stringify(answers));`;
  expect(await run(script, { FAKE_SHOPIFY_URL: url })).toEqual([
    "ok",
    "ok",
    "ok",
  ]);
  expect(seen).toEqual([
    ["/admin/api/x", "one.myshopify.com", "t"],
    ["/a", "admin.shopify.com", "t"],
    ["/plain", null, "t"],
  ]);
});

test("the app may be framed from the local admin, and pages outside it lead there", async () => {
  const script = `
    import http from "node:http";
    const server = http.createServer((q, r) => {
      r.setHeader("Content-Security-Policy", "frame-ancestors https://one.myshopify.com https://admin.shopify.com;");
      r.setHeader("Link", '<https://cdn.shopify.com/shopifycloud/app-bridge.js>; rel="preload"; as="script";');
      r.setHeader("Location", "https://admin.shopify.com/store/one/apps/id/app");
      r.end();
    }).listen(0, async () => {
      const { headers } = await fetch("http://127.0.0.1:" + server.address().port, { redirect: "manual" });
      console.log(JSON.stringify(["content-security-policy", "link", "location"].map((name) => headers.get(name))));
      server.close();
    });`;
  expect(
    await run(script, { FAKE_SHOPIFY_URL: "http://localhost:4500" }),
  ).toEqual([
    "frame-ancestors http://localhost:4500 https://one.myshopify.com https://admin.shopify.com;",
    null,
    "http://localhost:4500/store/one/apps/id/app",
  ]);
});

test("Date tells the local time, follows a jump and never runs back", async () => {
  const local = Date.parse("2031-05-06T07:08:09Z");
  const file = clockFile({
    anchorReal: Date.now(),
    anchorLocal: local,
    rate: 0,
  });
  const script = `
    import { writeFileSync } from "node:fs";
    import { setTimeout as sleep } from "node:timers/promises";
    const first = [Date.now(), new Date().toISOString(), new Date(0).toISOString(), new Date(2020, 1).getFullYear(), new Date() instanceof Date, Date().slice(11, 15)];
    const write = (anchorLocal) => writeFileSync(${JSON.stringify(file)}, JSON.stringify({ anchorReal: 0, anchorLocal, rate: 0 }));
    write(${local + 3_600_000}); await sleep(60);
    const jumped = Date.now();
    write(${local}); await sleep(60);
    console.log(JSON.stringify([...first, jumped, Date.now()]));`;
  expect(await run(script, { CLOCK_FILE: file })).toEqual([
    local,
    "2031-05-06T07:08:09.000Z",
    "1970-01-01T00:00:00.000Z",
    2020,
    true,
    "2031",
    local + 3_600_000,
    local + 3_600_000,
  ]);
});

test("a fast clock is fast", async () => {
  const file = clockFile({
    anchorReal: Date.now(),
    anchorLocal: 0,
    rate: 1000,
  });
  const passed = await run(
    `const a = Date.now(); await new Promise((r) => setTimeout(r, 100)); console.log(Date.now() - a);`,
    { CLOCK_FILE: file },
  );
  expect(passed).toBeGreaterThan(90_000);
  expect(passed).toBeLessThan(2_000_000);
});
