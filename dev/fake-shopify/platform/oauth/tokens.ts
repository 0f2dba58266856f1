/** POST /admin/oauth/access_token: session tokens and refresh tokens are exchanged for access tokens. */
import { randomBytes, timingSafeEqual } from "node:crypto";
import type { LocalShopify } from "../../context.ts";
import type { Installation, ShopWorld } from "../../world/types.ts";
import { toIso } from "../../world/world.ts";
import {
  json,
  readFields,
  shopOf,
  type Answer,
  type Request,
} from "../http.ts";
import { findInstallation, install } from "./installation.ts";
import { readSessionToken, staffOf } from "./session-token.ts";

type Token = Installation["tokens"][number];

const HOUR_S = 3600;
const REFRESH_S = 90 * 24 * 3600;
const EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
const ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";
const OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token";
const ONLINE = "urn:shopify:params:oauth:token-type:online-access-token";

const refuse = (error: string, description: string): Answer =>
  json({ error, error_description: description }, 400);
const secretToken = (prefix: string) =>
  `${prefix}_${randomBytes(16).toString("hex")}`;

export function answerAccessToken(request: Request): Answer {
  const { ctx } = request;
  const shop = shopOf(
    ctx,
    String(request.headers["x-forwarded-host"] ?? request.headers.host ?? ""),
  );
  const fields = readFields(request);
  const text = (name: string) =>
    typeof fields[name] === "string"
      ? fields[name]
      : String(fields[name] ?? "");
  if (text("client_id") !== ctx.appConfig.clientId)
    return refuse("application_cannot_be_found", "No app has this client id.");
  if (!isSame(text("client_secret"), ctx.clientSecret))
    return refuse("invalid_client", "The client secret is wrong.");
  switch (text("grant_type")) {
    case EXCHANGE:
      return exchange(ctx, shop, text);
    case "refresh_token":
      return refresh(ctx, shop, text("refresh_token"));
    default:
      return refuse(
        "unsupported_grant_type",
        `The local Shopify does not simulate the grant ${JSON.stringify(text("grant_type"))}.`,
      );
  }
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function exchange(
  ctx: LocalShopify,
  shop: ShopWorld,
  text: (name: string) => string,
): Answer {
  if (text("subject_token_type") !== ID_TOKEN)
    return refuse(
      "invalid_request",
      "subject_token_type should be an id_token.",
    );
  const kind = text("requested_token_type");
  if (kind !== OFFLINE && kind !== ONLINE)
    return refuse("invalid_request", "requested_token_type is unknown.");
  const claims = readSessionToken(ctx, text("subject_token"));
  // A token from before the app was removed must not bring it back.
  const removed = ctx.world.installations[shop.shop]?.uninstalledAt;
  if (!claims || claims.dest !== `https://${shop.shop}` || removed)
    return refuse(
      "invalid_subject_token",
      "The subject token is not a valid session token of this app and shop.",
    );
  const installation = findInstallation(ctx, shop.shop) ?? install(ctx, shop);
  const token = addToken(ctx, installation, {
    online: kind === ONLINE,
    expiring: kind === ONLINE || /^(1|true)$/.test(text("expiring")),
  });
  const answer = describe(ctx, installation, token);
  if (kind === OFFLINE) return json(answer);
  return json({
    ...answer,
    associated_user_scope: installation.scopes.join(","),
    associated_user: staffOf(shop),
  });
}

/** The old refresh token stays good until the new one is used, so that an answer that got lost can be asked for again. */
function refresh(
  ctx: LocalShopify,
  shop: ShopWorld,
  refreshToken: string,
): Answer {
  const installation = findInstallation(ctx, shop.shop);
  const used = installation?.tokens.find(
    (token) => token.refresh !== null && token.refresh === refreshToken,
  );
  const expired =
    used?.refreshExpiresAt &&
    Date.parse(used.refreshExpiresAt) <= ctx.clock.now().getTime();
  if (!installation || !used || expired)
    return refuse(
      "invalid_grant",
      "The refresh token is unknown, used or expired.",
    );
  for (const token of installation.tokens)
    if (used.replaces && token.refresh === used.replaces) token.refresh = null;
  return json(
    describe(
      ctx,
      installation,
      addToken(ctx, installation, {
        online: false,
        expiring: true,
        replaces: refreshToken,
      }),
    ),
  );
}

function addToken(
  ctx: LocalShopify,
  installation: Installation,
  kind: { online: boolean; expiring: boolean; replaces?: string },
): Token {
  const now = ctx.clock.now().getTime();
  const after = (seconds: number) => toIso(new Date(now + seconds * 1000));
  const refreshable = kind.expiring && !kind.online;
  const token: Token = {
    access: secretToken(kind.online ? "shpua" : "shpat"),
    refresh: refreshable ? secretToken("shprt") : null,
    expiresAt: kind.online
      ? after(24 * HOUR_S)
      : kind.expiring
        ? after(HOUR_S)
        : null,
    refreshExpiresAt: refreshable ? after(REFRESH_S) : null,
    online: kind.online,
    ...(kind.replaces ? { replaces: kind.replaces } : {}),
  };
  const alive = (one: Token) =>
    !one.expiresAt ||
    Date.parse(one.expiresAt) > now ||
    (one.refresh && Date.parse(one.refreshExpiresAt ?? "") > now);
  installation.tokens = [
    ...installation.tokens.filter(alive).slice(-50),
    token,
  ];
  ctx.save();
  return token;
}

function describe(
  ctx: LocalShopify,
  installation: Installation,
  token: Token,
): Record<string, unknown> {
  const now = ctx.clock.now().getTime();
  const secondsTo = (iso: string) => Math.round((Date.parse(iso) - now) / 1000);
  return {
    access_token: token.access,
    scope: installation.scopes.join(","),
    ...(token.expiresAt ? { expires_in: secondsTo(token.expiresAt) } : {}),
    ...(token.refresh && token.refreshExpiresAt
      ? {
          refresh_token: token.refresh,
          refresh_token_expires_in: secondsTo(token.refreshExpiresAt),
        }
      : {}),
  };
}

/** The installation whose valid access token this is. */
export function findByAccessToken(
  ctx: LocalShopify,
  shop: string,
  access: string,
): Installation | null {
  const installation = findInstallation(ctx, shop);
  const token = installation?.tokens.find((one) => one.access === access);
  const valid =
    token &&
    (!token.expiresAt ||
      Date.parse(token.expiresAt) > ctx.clock.now().getTime());
  return installation && valid ? installation : null;
}
