import { Session } from "@shopify/shopify-api";
import type { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import { decrypt, encrypt } from "#app/crypto.server.ts";
import { log } from "#app/log.server.ts";

type SessionStorage = Pick<
  PrismaSessionStorage<never>,
  | "storeSession"
  | "loadSession"
  | "deleteSession"
  | "deleteSessions"
  | "findSessionsByShop"
>;

/**
 * Puts tokens into `inner` encrypted, bound to their shop: who reads the database can use none of them, and a row
 * copied to another shop does not open. Everything else of a session stays readable, since support needs it.
 */
export function encryptSessions(inner: SessionStorage): SessionStorage {
  return {
    storeSession: (session) => inner.storeSession(mapTokens(session, encrypt)),
    loadSession: async (id) => open(await inner.loadSession(id)),
    deleteSession: (id) => inner.deleteSession(id),
    deleteSessions: (ids) => inner.deleteSessions(ids),
    findSessionsByShop: async (shop) =>
      (await inner.findSessionsByShop(shop)).flatMap(
        (session) => open(session) ?? [],
      ),
  };
}

function open(session: Session | undefined): Session | undefined {
  if (!session) return undefined;
  try {
    return mapTokens(session, decrypt);
  } catch (error) {
    // The key was taken away or the row was moved: the merchant's next visit exchanges a new token.
    log.warn(
      { err: error, shop: session.shop },
      "a stored session does not open",
    );
    return undefined;
  }
}

function mapTokens(
  session: Session,
  change: (text: string, options: { context: string }) => string,
): Session {
  const context = `session/${session.shop}`;
  const { accessToken, refreshToken, ...rest } = session.toObject();
  return new Session({
    ...rest,
    // The library empties a token that Shopify no longer takes; empty stays empty.
    accessToken: accessToken ? change(accessToken, { context }) : accessToken,
    refreshToken: refreshToken
      ? change(refreshToken, { context })
      : refreshToken,
  });
}
