import { Session } from "@shopify/shopify-api";
import { expect, test } from "vitest";
import { db, pool } from "#app/db.server.ts";
import { sessionStorage } from "#app/shopify.server.ts";

const session = new Session({
  id: "offline_a.myshopify.com",
  shop: "a.myshopify.com",
  state: "",
  isOnline: false,
  scope: "read_orders",
  accessToken: "shpat_plain-access",
  refreshToken: "shprt_plain-refresh",
  expires: new Date("2026-11-21T21:00:00Z"),
  refreshTokenExpires: new Date("2027-02-19T20:00:00Z"),
});

test("a stored session comes back as it was, and no token can be read in the table", async () => {
  await sessionStorage.storeSession(session);
  const back = await sessionStorage.loadSession(session.id);
  expect(back?.toObject()).toEqual(session.toObject());
  const [byShop] = await sessionStorage.findSessionsByShop(session.shop);
  expect(byShop?.accessToken).toBe("shpat_plain-access");

  const { rows } = await pool.query<{ row: string }>(
    `select to_jsonb(s)::text as row from "Session" s`,
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.row).not.toMatch(/plain-access|plain-refresh|shpat|shprt/);
});

test("a row copied to another shop does not open", async () => {
  await sessionStorage.storeSession(session);
  await db.session.update({
    where: { id: session.id },
    data: { id: "offline_b", shop: "b.myshopify.com" },
  });
  expect(await sessionStorage.loadSession("offline_b")).toBeUndefined();
});

test("an emptied token stays empty", async () => {
  await sessionStorage.storeSession(
    new Session({ ...session.toObject(), accessToken: "" }),
  );
  expect(
    (await sessionStorage.loadSession(session.id))?.accessToken ?? "",
  ).toBe("");
});
