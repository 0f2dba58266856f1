import net from "node:net";
import nodemailer from "nodemailer";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { makeTestPlatform, SHOP, type TestPlatform } from "./test-platform.ts";
import { startPlatform } from "./start.ts";

let platform: TestPlatform;
let url: string;
let smtpUrl: string;

beforeEach(async () => {
  platform = await makeTestPlatform();
  const running = await startPlatform(platform.ctx, { platform: 0, smtp: 0 });
  url = platform.ctx.urls.platform;
  smtpUrl = running.smtpUrl;
  onTestFinished(() => running.close());
});

const graphql = (token: string, query: string) =>
  fetch(`${url}/admin/api/2026-10/graphql.json`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-forwarded-host": SHOP,
      "x-shopify-access-token": token,
    },
    body: JSON.stringify({ query }),
  });
const control = (path: string, body: object) =>
  fetch(`${url}/control/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
const state = async () =>
  (await (await fetch(`${url}/control/state`)).json()) as Record<
    string,
    unknown
  >;
const send = (subject = "Hello") =>
  nodemailer.createTransport(smtpUrl).sendMail({
    from: "shop@example.com",
    to: "ada@example.com",
    subject,
    text: "Grüße",
  });

test("a wrong token is 401 with Shopify's words, a right one is answered", async () => {
  const refused = await graphql("wrong", "{ shop { name } }");
  expect(refused.status).toBe(401);
  expect(await refused.json()).toEqual({
    errors:
      "[API] Invalid API key or access token (unrecognized login or wrong password)",
  });
  const answered = await graphql(
    platform.installation.tokens[0]!.access,
    "{ shop { name primaryDomain { url } } }",
  );
  expect(await answered.json()).toMatchObject({
    data: {
      shop: {
        name: "Test shop",
        primaryDomain: { url: platform.ctx.urls.storefront },
      },
    },
  });
});

test("API faults: failing is 500, throttled is 200 with THROTTLED, slow waits", async () => {
  const { access } = platform.installation.tokens[0]!;
  await control("faults", { api: { mode: "failing" } });
  expect((await graphql(access, "{ shop { name } }")).status).toBe(500);
  await control("faults", { api: { mode: "throttled" } });
  const throttled = await graphql(access, "{ shop { name } }");
  expect(throttled.status).toBe(200);
  expect(await throttled.json()).toMatchObject({
    errors: [{ extensions: { code: "THROTTLED" } }],
  });
  await control("faults", { api: { mode: "slow", delayMs: 300 } });
  const began = performance.now();
  await graphql(access, "{ shop { name } }");
  expect(performance.now() - began).toBeGreaterThan(290);
});

test("the clock jumps ahead and runs faster, but never back", async () => {
  expect(
    await (await control("clock", { jumpMs: 3_600_000 })).json(),
  ).toMatchObject({ now: expect.stringMatching(/^2026-11-21T21:00/), rate: 1 });
  expect(await (await control("clock", { rate: 60 })).json()).toMatchObject({
    rate: 60,
  });
  const back = await control("clock", { setTo: "2026-01-01T00:00:00Z" });
  expect(back.status).toBe(409);
  expect(await back.json()).toMatchObject({
    error: { message: expect.stringContaining("only moves ahead") },
  });
});

test.each([
  ["clock", {}],
  ["clock", { jumpMs: -1 }],
  ["faults", { api: { mode: "sulking" } }],
  ["faults", { weather: "rain" }],
  ["compliance", { topic: "orders/create" }],
])("control/%s refuses %j with a sentence", async (path, body) => {
  const answer = await control(path, body);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toEqual({
    error: { message: expect.any(String) },
  });
});

test("unknown shops, blocks and paths are named", async () => {
  expect(
    await (await control("uninstall", { shop: "nobody.myshopify.com" })).json(),
  ).toEqual({
    error: { message: "There is no shop named nobody.myshopify.com here." },
  });
  expect(
    await (
      await control("theme", { embeds: { nothing: { disabled: false } } })
    ).json(),
  ).toMatchObject({
    error: { message: expect.stringContaining("no embed named nothing") },
  });
  expect((await fetch(`${url}/nowhere`)).status).toBe(404);
  expect((await fetch(`${url}/control/clock`)).status).toBe(405);
});

test("uninstalling takes the tokens and the app's data; installing again starts anew", async () => {
  const token = platform.installation.tokens[0]!.access;
  platform.shop.metafields.push({
    id: "1",
    ownerType: "APP_INSTALLATION",
    ownerId: platform.installation.appInstallationId,
    namespace: "storefront",
    key: "config_en",
    type: "json",
    value: "{}",
    createdAt: "",
    updatedAt: "",
  });
  expect((await control("uninstall", {})).status).toBe(200);
  expect(platform.shop.metafields).toEqual([]);
  expect((await graphql(token, "{ shop { name } }")).status).toBe(401);
  expect((await control("uninstall", {})).status).toBe(409);
  expect(
    (await fetch(`${url}/store/test-shop/id-token`, { method: "POST" })).status,
  ).toBe(409);
  await control("install", {});
  expect(platform.ctx.world.installations[SHOP]!.appInstallationId).not.toBe(
    platform.installation.appInstallationId,
  );
  expect(await state()).toMatchObject({ shops: [{ installed: true }] });
});

test("the frame opens the app with Shopify's parameters, signed", async () => {
  const page = await (
    await fetch(`${url}/store/test-shop/apps/test-app/app/campaigns?x=1`)
  ).text();
  const src =
    /<iframe[^>]*src="([^"]+)"/.exec(page)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const { pathname, searchParams, origin } = new URL(src);
  expect({ origin, pathname }).toEqual({
    origin: "http://localhost:4502",
    pathname: "/app/campaigns",
  });
  expect(Buffer.from(searchParams.get("host")!, "base64url").toString()).toBe(
    "admin.shopify.com/store/test-shop",
  );
  expect(Object.fromEntries(searchParams)).toMatchObject({
    embedded: "1",
    shop: SHOP,
    x: "1",
    hmac: expect.stringMatching(/^[0-9a-f]{64}$/),
    id_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
  });
});

test.each([
  [
    `https://${SHOP}/admin/themes/current/editor?context=apps`,
    "/store/test-shop/themes/current/editor?context=apps",
  ],
  [
    "https://admin.shopify.com/store/test-shop/orders",
    "/store/test-shop/orders",
  ],
  ["shopify://admin/products", "/store/test-shop/products"],
])("%s is opened here", async (address, path) => {
  const answer = await fetch(`${url}/open?url=${encodeURIComponent(address)}`, {
    redirect: "manual",
  });
  expect([answer.status, answer.headers.get("location")]).toEqual([303, path]);
});

test("a mail is kept as it came and read in parts", async () => {
  await send("Your basket");
  const { mails } = (await (
    await fetch(`${url}/inbox.json?to=ADA@example.com`)
  ).json()) as { mails: Record<string, string>[] };
  expect(mails).toMatchObject([
    {
      subject: "Your basket",
      to: ["ada@example.com"],
      from: "shop@example.com",
      text: expect.stringContaining("Grüße"),
    },
  ]);
  const raw = await (await fetch(`${url}/inbox/${mails[0]!["id"]}/raw`)).text();
  expect(raw).toMatch(/^Subject: Your basket\r$/m);
});

test.each([
  ["refusing", 550],
  ["temporary", 451],
] as const)(
  "a mail server that is %s answers %i and keeps nothing",
  async (mode, code) => {
    await control("faults", { mail: { mode } });
    await expect(send()).rejects.toMatchObject({ responseCode: code });
    expect(platform.ctx.world.inbox).toEqual([]);
  },
);

test("a mail server that hangs up after the data has the mail, and its sender does not know", async () => {
  await control("faults", { mail: { mode: "drop-after-data" } });
  await expect(send()).rejects.toThrow();
  expect(platform.ctx.world.inbox).toHaveLength(1);
});

test("a taken port is said, not swallowed", async () => {
  const blocker = net.createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void blocker.close());
  await new Promise((resolve) => blocker.once("listening", resolve));
  const { port } = blocker.address() as net.AddressInfo;
  const other = await makeTestPlatform();
  await expect(
    startPlatform(other.ctx, { platform: 0, smtp: port }),
  ).rejects.toMatchObject({ code: "EADDRINUSE" });
});
