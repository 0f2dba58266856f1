import { HttpResponseError, type Session } from "@shopify/shopify-api";
import pg from "pg";
import { now } from "#app/clock.server.ts";
import { pool } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { AppError } from "#app/errors.ts";
import { logFor } from "#app/log.server.ts";
import { sessionStorage, shopifyLibrary } from "#app/shopify.server.ts";

/** A token with less than this left is refreshed before it is used. The worker refreshes much earlier. */
const TOO_OLD_MS = 5 * 60_000;

/** First half of the advisory lock's key, so that other locks on the same shop's name do not meet this one. */
const LOCK_SPACE = 0x70c3;

/**
 * The shop's offline session with a token good for at least `within` milliseconds more, read anew each time: another
 * process may have refreshed it since.
 * @throws AppError "uninstalled" when the shop has left, or Shopify no longer takes its tokens; "token-unreadable" when it
 * was encrypted with a key that we no longer have.
 */
export async function loadFreshSession({
  shop,
  within = TOO_OLD_MS,
}: {
  shop: string;
  within?: number;
}): Promise<Usable> {
  const session = await loadOfflineSession(shop);
  if (!session.expires || session.expires.getTime() - now().getTime() > within)
    return session;
  return await refreshOnce({ shop, within });
}

/**
 * Refreshes the token of every installed shop that ends within `within` milliseconds, so that no webhook or proxy
 * request has to. One shop's failure is logged and leaves the others alone.
 */
export async function refreshAhead({
  within,
}: {
  within: number;
}): Promise<{ refreshed: number; failed: number }> {
  const shops = await findExpiringShops(new Date(now().getTime() + within));
  let failed = 0;
  for (const shop of shops) {
    try {
      await loadFreshSession({ shop, within });
    } catch (error) {
      failed++;
      logFor({ shop }).warn({ err: error }, "the token could not be refreshed");
    }
  }
  return { refreshed: shops.length - failed, failed };
}

async function findExpiringShops(before: Date): Promise<string[]> {
  // Refreshed, they cannot end before the refresh token does: a session whose refresh token ended is left alone.
  const { rows } = await pool.query<{ shop: string }>(
    `select session.shop from "Session" session join "Shop" shop using (shop)
     where not session."isOnline" and session.expires < $1 and session."refreshToken" is not null
       and session."accessToken" <> '' and shop."uninstalledAt" is null
       and (session."refreshTokenExpires" is null or session."refreshTokenExpires" > $2)
     order by session.expires`,
    [before, now()],
  );
  return rows.map(({ shop }) => shop);
}

async function loadOfflineSession(shop: string): Promise<Usable> {
  const id = shopifyLibrary.session.getOfflineId(shop);
  const [session, { rows }] = await Promise.all([
    sessionStorage.loadSession(id),
    pool.query<{ left: boolean; stored: boolean }>(
      `select exists (select from "Shop" where shop = $1 and "uninstalledAt" is not null) as left,
              exists (select from "Session" where id = $2 and "accessToken" <> '') as stored`,
      [shop, id],
    ),
  ]);
  if (rows[0]?.left) throw uninstalled(shop);
  if (session?.accessToken) return session as Usable;
  throw rows[0]?.stored ? unreadable(shop) : uninstalled(shop);
}

type Usable = Session & { accessToken: string };

/** Under way in this process, so that many callers of one shop make one refresh and one connection. */
const underWay = new Map<string, Promise<Usable>>();

function refreshOnce(wanted: {
  shop: string;
  within: number;
}): Promise<Usable> {
  const found = underWay.get(wanted.shop);
  if (found) return found;
  const promise = refreshLocked(wanted).finally(() =>
    underWay.delete(wanted.shop),
  );
  underWay.set(wanted.shop, promise);
  return promise;
}

/**
 * Refresh tokens rotate: two processes refreshing at once would leave one of them with a dead token. The lock has a
 * connection of its own: were it one of the pool's, as many waiting for locks as the pool is large would keep the
 * holder from the connection it needs to store the token. Closing it gives the lock back, also when we are killed.
 */
async function refreshLocked({
  shop,
  within,
}: {
  shop: string;
  within: number;
}): Promise<Usable> {
  const client = new pg.Client({
    connectionString: env.DATABASE_URL,
    connectionTimeoutMillis: 10_000,
  });
  client.on("error", () => {}); // shows in the query that fails
  try {
    await client.connect();
    await client.query("set statement_timeout = 30000");
    await client.query("select pg_advisory_lock($1, hashtext($2))", [
      LOCK_SPACE,
      shop,
    ]);
    const session = await loadOfflineSession(shop);
    const fresh =
      !session.expires || session.expires.getTime() - now().getTime() > within;
    return fresh || !session.refreshToken ? session : await refresh(session);
  } finally {
    await client.end().catch(() => {});
  }
}

async function refresh(session: Session): Promise<Usable> {
  const { shop, refreshToken = "" } = session;
  try {
    const answer = await shopifyLibrary.auth.refreshToken({
      shop,
      refreshToken,
    });
    await sessionStorage.storeSession(answer.session);
    logFor({ shop }).info("refreshed the access token");
    return answer.session as Session & { accessToken: string };
  } catch (error) {
    // 4xx: used up, too old or the shop has left. Only the merchant's next visit brings a new one.
    if (
      error instanceof HttpResponseError &&
      error.response.code < 500 &&
      error.response.code !== 429
    )
      throw uninstalled(shop, error);
    throw error;
  }
}

/** Ours to mend (a key is missing): what was to be done is tried again, and not given up as for a shop that left. */
function unreadable(shop: string): AppError {
  return new AppError(
    "token-unreadable",
    503,
    `The token of ${shop} was encrypted with a key that is not in ENCRYPTION_KEYS.`,
  );
}

function uninstalled(shop: string, cause?: unknown): AppError {
  const error = new AppError(
    "uninstalled",
    403,
    `${shop} has not given us access (any more).`,
  );
  error.cause = cause;
  return error;
}
