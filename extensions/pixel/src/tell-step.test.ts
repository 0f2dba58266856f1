import { createHash } from "node:crypto";
import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import type { CheckoutEvent, PixelApi } from "./pixel-api.ts";
import { sha256 } from "./sha256.ts";
import { STEPS, tellStep } from "./tell-step.ts";

const visitId = "0193a1f0-0000-4000-8000-000000000001";
const refuse = () => Promise.reject(new Error("blocked"));

function makeApi(change: Partial<PixelApi> = {}) {
  const kept: Record<string, string> = {};
  const sent: { url: string; init: RequestInit }[] = [];
  vi.stubGlobal("fetch", (url: string, init: RequestInit) => {
    sent.push({ url, init });
    return Promise.resolve(new Response(null, { status: 204 }));
  });
  const api: PixelApi = {
    settings: { accountID: "abc", endpoint: "https://app.example/pixel" },
    analytics: { subscribe: () => {} },
    browser: {
      localStorage: {
        setItem: (key, value) => Promise.resolve((kept[key] = value)),
      },
      sessionStorage: { getItem: () => Promise.resolve(null) },
    },
    init: { data: { shop: { myshopifyDomain: "a.myshopify.com" } } },
    ...change,
  };
  return { api, kept, sent };
}

const event = (checkout: object = {}): CheckoutEvent => ({
  timestamp: "2026-11-21T12:00:00.000Z",
  data: {
    checkout: {
      token: "token-1",
      attributes: [{ key: "__second_thought", value: `v1.${visitId}.c.t` }],
      ...checkout,
    },
  },
});

afterEach(() => void vi.unstubAllGlobals());

test("it tells the step, the hash of the token and the visit, and nothing else", async () => {
  const { api, kept, sent } = makeApi();
  const personal = {
    email: "ada@example.com",
    shippingAddress: { city: "Paris" },
  };
  await tellStep(api, "shipping", event(personal));
  expect(sent.map(({ url }) => url)).toEqual(["https://app.example/pixel"]);
  expect(sent[0]?.init).toMatchObject({ method: "POST", keepalive: true });
  expect(JSON.parse(String(sent[0]?.init.body))).toEqual({
    v: 1,
    shop: "a.myshopify.com",
    account: "abc",
    checkout: createHash("sha256").update("token-1").digest("hex").slice(0, 32),
    step: "shipping",
    visitId,
  });
  expect(kept).toEqual({});
});

test("a purchase leaves its mark on the device", async () => {
  const { api, kept, sent } = makeApi();
  await tellStep(api, "completed", event());
  expect(kept).toEqual({ "second-thought.bought": "2026-11-21T12:00:00.000Z" });
  expect(sent).toHaveLength(1);
});

test("without our attribute the tab's own note names the visit", async () => {
  const { api, sent } = makeApi();
  api.browser.sessionStorage.getItem = () => Promise.resolve(`v1.${visitId}`);
  await tellStep(api, "contact", event({ attributes: [] }));
  expect(String(sent[0]?.init.body)).toContain(visitId);
});

test("blocked storage, no network and missing fields pass in silence", async () => {
  const { api, sent } = makeApi();
  api.browser.localStorage.setItem = refuse;
  api.browser.sessionStorage.getItem = refuse;
  await tellStep(api, "completed", event({ attributes: null }));
  expect(sent).toHaveLength(1);
  await tellStep(api, "completed", {});
  await tellStep(api, "completed", { data: { checkout: { token: null } } });
  await tellStep({ ...api, settings: {} }, "contact", event());
  expect(sent).toHaveLength(1);
  vi.stubGlobal("fetch", refuse);
  await tellStep(api, "completed", event());
});

test("every event of the checkout has its step", () => {
  expect(Object.values(STEPS)).toEqual([
    "started",
    "contact",
    "address",
    "shipping",
    "payment",
    "completed",
  ]);
});

test("the hash is SHA-256", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300, unit: "grapheme" }), (text) => {
      expect(sha256(text)).toBe(
        createHash("sha256").update(text).digest("hex"),
      );
    }),
  );
});
