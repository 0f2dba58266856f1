import { mkdtemp, readdir } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseAppConfig } from "./app-config.ts";
import { openClock, readClockFile } from "./clock.ts";
import {
  addShop,
  createWorld,
  fromGid,
  gid,
  loadWorld,
  newId,
  saveWorld,
  toStoredNamespace,
} from "./world.ts";

test("ids are 13 digits, grow and never repeat", () => {
  const world = createWorld({ seed: 1 });
  const ids = Array.from({ length: 1000 }, () => newId(world));
  expect(new Set(ids).size).toBe(1000);
  expect(ids.every((id) => /^\d{13}$/.test(id))).toBe(true);
  expect(ids).toEqual(ids.toSorted());
});

test("a gid gives its id back, and only for its own type", () => {
  expect(fromGid(gid("Product", "8123450000001"), "Product")).toBe(
    "8123450000001",
  );
  expect(fromGid(gid("Product", "8123450000001"), "Order")).toBeNull();
  expect(fromGid("8123450000001", "Order")).toBe("8123450000001");
  expect(fromGid("gid://other/Product/1")).toBeNull();
});

test("the app's own namespaces are stored under its id", () => {
  expect(toStoredNamespace("$app", "77")).toBe("app--77");
  expect(toStoredNamespace("$app:custom", "77")).toBe("app--77--custom");
  expect(toStoredNamespace("reviews", "77")).toBe("reviews");
});

test("a world is saved whole and read again", async () => {
  const dir = await mkdtemp(path.join(os.tmpdir(), "world-"));
  const file = path.join(dir, "deep", "world.json");
  expect(await loadWorld(file)).toBeNull();
  const world = createWorld({ seed: 7 });
  addShop(world, {
    shop: "lumen-living.myshopify.com",
    name: "Lumen Living",
    email: "hello@lumen.test",
  });
  await saveWorld(world, file);
  expect(await loadWorld(file)).toEqual(world);
  expect(await readdir(path.dirname(file))).toEqual(["world.json"]);
});

test("the clock keeps its time over jumps, rates and other readers, and never runs back", async () => {
  const file = path.join(
    await mkdtemp(path.join(os.tmpdir(), "clock-")),
    "clock.json",
  );
  const step = fc.oneof(
    fc.record({ kind: fc.constant("wait" as const), ms: fc.nat(100_000) }),
    fc.record({ kind: fc.constant("jump" as const), ms: fc.nat(10_000_000) }),
    fc.record({ kind: fc.constant("rate" as const), ms: fc.nat(3600) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let real = 1_000_000;
      const clock = openClock({
        startAt: new Date("2026-11-21T20:00:00Z"),
        realNow: () => real,
      });
      let expected = Date.parse("2026-11-21T20:00:00Z");
      let rate = 1;
      for (const { kind, ms } of steps) {
        if (kind === "wait") {
          real += ms;
          expected += ms * rate;
        } else if (kind === "jump") {
          clock.jump(ms);
          expected += ms;
        } else {
          clock.setRate(ms);
          rate = ms;
        }
        expect(clock.now().getTime()).toBe(expected);
      }
    }),
  );
  const clock = openClock({ file, realNow: () => 5000, startAt: new Date(0) });
  clock.jump(60_000);
  clock.setRate(60);
  expect(readClockFile(file)).toEqual({
    anchorReal: 5000,
    anchorLocal: 60_000,
    rate: 60,
  });
  expect(
    openClock({ file, realNow: () => 6000 })
      .now()
      .getTime(),
  ).toBe(120_000);
  expect(() => clock.jump(-1)).toThrow(RangeError);
});

const TOML = `
client_id = "abc123"
name = "Second Thought"
application_url = "https://app.example"
[access_scopes]
scopes = "read_orders, write_app_proxy"
[app_proxy]
url = "/proxy"
prefix = "apps"
subpath = "sub"
[webhooks]
api_version = "2026-10"
[[webhooks.subscriptions]]
topics = ["orders/create", "app/uninstalled"]
uri = "/webhooks"
[[webhooks.subscriptions]]
compliance_topics = ["shop/redact"]
uri = "/webhooks"
`;

test("shopify.app.toml is read, and its faults are named", () => {
  const config = parseAppConfig(TOML);
  expect(config.scopes).toEqual(["read_orders", "write_app_proxy"]);
  expect(config.handle).toBe("second-thought");
  expect(config.webhooks.map((webhook) => webhook.topic)).toEqual([
    "orders/create",
    "app/uninstalled",
    "shop/redact",
  ]);
  expect(config.appId).toMatch(/^\d{12}$/);
  expect(() => parseAppConfig(TOML.replace('"sub"', '"admin"'))).toThrow(
    /subpath/,
  );
});
