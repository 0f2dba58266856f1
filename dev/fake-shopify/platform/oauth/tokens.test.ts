import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { makeTestPlatform, SHOP, type TestPlatform } from "../test-platform.ts";
import { uninstall } from "./installation.ts";
import { issueSessionToken } from "./session-token.ts";
import { answerAccessToken, findByAccessToken } from "./tokens.ts";

const OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token";

// Answers are read by their path; a missing one fails the comparison.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = any;

function post(
  { ctx }: TestPlatform,
  fields: object,
): { status: number; body: Json } {
  const answer = answerAccessToken({
    ctx,
    method: "POST",
    url: new URL("http://localhost:4500/admin/oauth/access_token"),
    headers: { "content-type": "application/json", "x-forwarded-host": SHOP },
    params: [],
    body: Buffer.from(
      JSON.stringify({
        client_id: "client-id",
        client_secret: "hush",
        ...fields,
      }),
    ),
  });
  return { status: answer.status, body: JSON.parse(String(answer.body)) };
}

const exchange = (platform: TestPlatform, more: object = {}) =>
  post(platform, {
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: issueSessionToken(platform.ctx, platform.shop),
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: OFFLINE,
    expiring: "1",
    ...more,
  });
const refresh = (platform: TestPlatform, token: string) =>
  post(platform, { grant_type: "refresh_token", refresh_token: token });

test("a session token has Shopify's claims and lives a minute", async () => {
  const { ctx, shop } = await makeTestPlatform();
  const [head, body, signature] = issueSessionToken(ctx, shop).split(".");
  expect(JSON.parse(Buffer.from(head!, "base64url").toString())).toEqual({
    alg: "HS256",
    typ: "JWT",
  });
  expect(signature).toBe(
    createHmac("sha256", "hush").update(`${head}.${body}`).digest("base64url"),
  );
  const claims = JSON.parse(Buffer.from(body!, "base64url").toString());
  expect(claims).toEqual({
    iss: `https://${SHOP}/admin`,
    dest: `https://${SHOP}`,
    aud: "client-id",
    sub: expect.stringMatching(/^\d+$/),
    exp: claims.iat + 60,
    nbf: claims.iat,
    iat: Date.parse("2026-11-21T20:00:00Z") / 1000,
    jti: expect.any(String),
    sid: expect.any(String),
  });
});

test("exchange gives an expiring offline token", async () => {
  const platform = await makeTestPlatform();
  const { status, body } = exchange(platform);
  expect(status).toBe(200);
  expect(body).toEqual({
    access_token: expect.stringMatching(/^shpat_/),
    scope: platform.installation.scopes.join(","),
    expires_in: 3600,
    refresh_token: expect.stringMatching(/^shprt_/),
    refresh_token_expires_in: 90 * 24 * 3600,
  });
  expect(findByAccessToken(platform.ctx, SHOP, body.access_token)).toBe(
    platform.installation,
  );
  platform.ctx.clock.jump(3600_000);
  expect(findByAccessToken(platform.ctx, SHOP, body.access_token)).toBeNull();
});

test("an online token tells whose it is", async () => {
  const { body } = exchange(await makeTestPlatform(), {
    requested_token_type:
      "urn:shopify:params:oauth:token-type:online-access-token",
  });
  expect(body).toMatchObject({
    access_token: expect.stringMatching(/^shpua_/),
    associated_user_scope: expect.any(String),
    associated_user: {
      account_owner: true,
      collaborator: false,
      email: "owner@test-shop.example",
    },
  });
  expect(body).not.toHaveProperty("refresh_token");
});

test.each([
  ["a foreign signature", (token: string) => `${token}x`],
  ["no token", () => ""],
  [
    "other claims under the old signature",
    (token: string) =>
      token.replace(
        /\.[^.]+\./,
        `.${Buffer.from('{"aud":"client-id","exp":9999999999}').toString("base64url")}.`,
      ),
  ],
])("%s is refused", async (_name, change) => {
  const platform = await makeTestPlatform();
  const { status, body } = exchange(platform, {
    subject_token: change(issueSessionToken(platform.ctx, platform.shop)),
  });
  expect({ status, error: body.error }).toEqual({
    status: 400,
    error: "invalid_subject_token",
  });
});

test("an expired session token, or one from before the app was removed, is refused", async () => {
  const platform = await makeTestPlatform();
  const old = issueSessionToken(platform.ctx, platform.shop);
  platform.ctx.clock.jump(61_000);
  expect(exchange(platform, { subject_token: old }).body.error).toBe(
    "invalid_subject_token",
  );
  const fresh = issueSessionToken(platform.ctx, platform.shop);
  uninstall(platform.ctx, platform.shop);
  expect(exchange(platform, { subject_token: fresh }).body.error).toBe(
    "invalid_subject_token",
  );
});

test("wrong client id, secret or grant", async () => {
  const platform = await makeTestPlatform();
  expect(exchange(platform, { client_secret: "wrong" }).body.error).toBe(
    "invalid_client",
  );
  expect(exchange(platform, { client_id: "wrong" }).body.error).toBe(
    "application_cannot_be_found",
  );
  expect(post(platform, { grant_type: "client_credentials" }).body.error).toBe(
    "unsupported_grant_type",
  );
});

test("refresh tokens rotate; the old one is good until the new one is used", async () => {
  const platform = await makeTestPlatform();
  const first = exchange(platform).body;
  const second = refresh(platform, first.refresh_token).body;
  expect(second.refresh_token).not.toBe(first.refresh_token);
  const again = refresh(platform, first.refresh_token);
  expect(again.status).toBe(200);
  expect(refresh(platform, second.refresh_token).status).toBe(200);
  expect(refresh(platform, first.refresh_token)).toMatchObject({
    status: 400,
    body: { error: "invalid_grant" },
  });
});

test("a refresh token ends after 90 days, and with the app", async () => {
  const platform = await makeTestPlatform();
  const { refresh_token } = exchange(platform).body;
  platform.ctx.clock.jump(90 * 24 * 3600_000);
  expect(refresh(platform, refresh_token).status).toBe(400);
  const later = exchange(platform).body;
  uninstall(platform.ctx, platform.shop);
  expect(refresh(platform, later.refresh_token).status).toBe(400);
  expect(findByAccessToken(platform.ctx, SHOP, later.access_token)).toBeNull();
});
