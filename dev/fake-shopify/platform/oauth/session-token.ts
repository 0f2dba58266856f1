/** Session tokens: what the admin hands to an embedded page as proof of who looks at it. */
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import type { LocalShopify } from "../../context.ts";
import type { ShopWorld } from "../../world/types.ts";

export interface SessionClaims {
  iss: string;
  dest: string;
  aud: string;
  sub: string;
  exp: number;
  nbf: number;
  iat: number;
  jti: string;
  sid: string;
}

/** The one member of staff of each local shop. */
export function staffOf(shop: ShopWorld) {
  return {
    id: 900_000_000 + (Number(shop.id) % 1_000_000),
    first_name: "Morgan",
    last_name: "Reed",
    email: shop.email,
    email_verified: true,
    account_owner: true,
    locale: shop.locales.find((locale) => locale.primary)?.code ?? "en",
    collaborator: false,
  };
}

const base64url = (value: object) =>
  Buffer.from(JSON.stringify(value)).toString("base64url");
const signature = (text: string, secret: string) =>
  createHmac("sha256", secret).update(text).digest("base64url");

/** Lives a minute of real time: on a fast clock a local minute would be over before the page has loaded. */
export function issueSessionToken(ctx: LocalShopify, shop: ShopWorld): string {
  const iat = Math.floor(ctx.clock.now().getTime() / 1000);
  const claims: SessionClaims = {
    iss: `https://${shop.shop}/admin`,
    dest: `https://${shop.shop}`,
    aud: ctx.appConfig.clientId,
    sub: String(staffOf(shop).id),
    exp: iat + Math.ceil(60 * Math.max(1, ctx.clock.rate)),
    nbf: iat,
    iat,
    jti: randomUUID(),
    sid: randomUUID(),
  };
  const text = `${base64url({ alg: "HS256", typ: "JWT" })}.${base64url(claims)}`;
  return `${text}.${signature(text, ctx.clientSecret)}`;
}

/** The claims of a token that is ours, for this app, and still valid; otherwise null. */
export function readSessionToken(
  ctx: LocalShopify,
  token: string,
): SessionClaims | null {
  const [head, body, signed] = token.split(".");
  if (!head || !body || !signed) return null;
  const expected = Buffer.from(signature(`${head}.${body}`, ctx.clientSecret));
  const given = Buffer.from(signed);
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    return null;
  try {
    const { alg } = JSON.parse(
      Buffer.from(head, "base64url").toString("utf8"),
    ) as { alg?: string };
    const claims = JSON.parse(
      Buffer.from(body, "base64url").toString("utf8"),
    ) as SessionClaims;
    const now = ctx.clock.now().getTime() / 1000;
    return alg === "HS256" &&
      claims.aud === ctx.appConfig.clientId &&
      claims.exp > now &&
      claims.nbf <= now + 10
      ? claims
      : null;
  } catch {
    return null;
  }
}
