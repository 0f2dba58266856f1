import type { ServerResponse } from "node:http";
import { z } from "zod";
import { now } from "#app/clock.server.ts";
import { pool } from "#app/db.server.ts";
import {
  isFor,
  readBody,
  sendEmpty,
  sendError,
  type Edge,
} from "#app/edges/http.server.ts";
import { addressOf } from "#app/edges/proxy.server.ts";
import { createRateLimit } from "#app/edges/rate-limit.ts";
import {
  CHECKOUT_STEPS,
  PIXEL_MAX_BYTES,
  type PixelBody,
} from "#app/shared/checkout-steps.ts";

const bodySchema = z.object({
  v: z.literal(1),
  shop: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}\.myshopify\.com$/),
  account: z.string().regex(/^[\w-]{22}$/),
  checkout: z.string().regex(/^[0-9a-f]{32}$/),
  step: z.enum(CHECKOUT_STEPS),
  visitId: z
    .string()
    .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    .optional(),
});

/** A checkout has six steps. Behind one address an office may be buying; a shop in a sale has some checkouts a second. */
const perCheckout = createRateLimit({ burst: 12, perSecond: 0.05 });
const perAddress = createRateLimit({ burst: 120, perSecond: 2 });
const perShop = createRateLimit({ burst: 2_000, perSecond: 100 });

/**
 * The account must be the shop's: it stands in every checkout, so it is no secret, but who only knows a shop's name knows nothing. The
 * first word of a step counts, so that nobody can move it later.
 */
const RECORD = {
  name: "receive-pixel",
  text: `insert into "PixelStep" (shop, "checkoutHash", step, "visitId", "reachedAt")
    select pixel.shop, $3, $4, $5::uuid, $6::timestamptz
      from "WebPixel" pixel join "Shop" known on known.shop = pixel.shop and known."uninstalledAt" is null
     where pixel.shop = $1 and pixel."accountId" = $2
    on conflict do nothing`,
};

/** The checkout is on the shop's or Shopify's domain, and nothing here depends on cookies. */
const ANY_ORIGIN = { "access-control-allow-origin": "*" };

/**
 * POST /pixel: the web pixel (extensions/pixel) tells that a step of a checkout is done, `PixelBody` as text/plain, which
 * browsers send anywhere without asking first. Nobody signs it, so it is bounded and only ever joined with what Shopify told.
 * Answers 204, also for an account that is not known; refuses with 400, 405, 413 and 429.
 */
export const receivePixel: Edge = async (req, res) => {
  if (!isFor(req, "/pixel")) return false;
  if (req.method === "OPTIONS") return allow(res);
  if (req.method !== "POST")
    return refuse(res, 405, "method-not-allowed", "Use POST.");
  const raw = await readBody(req, PIXEL_MAX_BYTES);
  if (!raw)
    return refuse(res, 413, "too-large", `At most ${PIXEL_MAX_BYTES} bytes.`);
  const body = parse(raw);
  if (!body) return refuse(res, 400, "bad-step", "This is no step.");
  const { shop, account, checkout, step, visitId } = body;
  const ticks = performance.now(); // the demo's clock may jump, a flood may not
  if (
    !perAddress.take(addressOf(req), ticks) ||
    !perCheckout.take(`${shop} ${checkout}`, ticks) ||
    !perShop.take(shop, ticks)
  )
    return refuse(res, 429, "too-many", "Slow down.");
  const values = [shop, account, checkout, step, visitId ?? null, now()];
  await pool.query({ ...RECORD, values });
  res.setHeader("access-control-allow-origin", "*");
  return sendEmpty(res, 204);
};

function parse(raw: Buffer): PixelBody | undefined {
  try {
    const { visitId, ...body } = bodySchema.parse(
      JSON.parse(raw.toString("utf8")),
    );
    return { ...body, ...(visitId ? { visitId } : {}) };
  } catch {
    return undefined;
  }
}

/** For a browser that asks first all the same. */
function allow(res: ServerResponse): true {
  res.writeHead(204, {
    ...ANY_ORIGIN,
    "access-control-allow-methods": "POST",
    "access-control-allow-headers": "content-type",
    "access-control-max-age": "86400",
  });
  res.end();
  return true;
}

function refuse(
  res: ServerResponse,
  status: number,
  code: string,
  message: string,
): true {
  return sendError(res, status, { code, message }, ANY_ORIGIN);
}
