import type { ServerResponse } from "node:http";
import { z } from "zod";
import { now } from "#app/clock.server.ts";
import { claimMessage } from "#app/edges/claim-messages.ts";
import {
  isFor,
  sendError,
  sendJson,
  type Edge,
} from "#app/edges/http.server.ts";
import { receiveProxyPost } from "#app/edges/proxy.server.ts";
import { createRateLimit } from "#app/edges/rate-limit.ts";
import { AppError } from "#app/errors.ts";
import { incentiveOf } from "#app/modules/offers/offers.ts";
import { claim, wasShown } from "#app/modules/offers/offers.server.ts";
import {
  type ClaimRefusal,
  isClaimRefusal,
} from "#app/shared/claim-refusals.ts";

const uuid = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i)
  .toLowerCase();

const claimSchema = z.object({
  campaignId: uuid,
  visitId: uuid,
  shopperId: uuid.optional(),
  /** Shopify's numeric id of the product she hesitates over. */
  productId: z
    .string()
    .regex(/^\d{1,20}$/)
    .optional(),
  locale: z.string().max(35).optional(),
});

const MAX_BYTES = 2_048;

/**
 * A visit claims once and perhaps tries again. Behind one network sits an office or a whole mobile carrier, so its lid is
 * high; the shop's is there for the database. Visits that never told of themselves (no consent, or made up by the hundred)
 * share a lower lid, past which only those go on whose offer we know to have been shown. What must be exact, one code per
 * visit and shopper and the limits, is not here.
 */
const perVisit = createRateLimit({ burst: 6, perSecond: 0.2 });
const perShopper = createRateLimit({ burst: 12, perSecond: 0.2 });
const perNetwork = createRateLimit({ burst: 300, perSecond: 10 });
const perNetworkUnknown = createRateLimit({ burst: 30, perSecond: 1 / 20 });
const perShop = createRateLimit({ burst: 20_000, perSecond: 2_000 });

const STATUS: Partial<Record<ClaimRefusal, number>> = {
  "bad-claim": 400,
  "too-many": 429,
};

/**
 * POST /proxy/claim: a shopper accepts an offer. Answers 200 `{ kind: "code", code, endsAt, now, incentive }` or
 * `{ kind: "promise", claimId, endsAt, now, incentive }`, times in ISO 8601 (`now` is the server's, since the device's
 * clock may be wrong); refuses in the shopper's language with 400, 404, 409, 429 and 503.
 */
export const receiveClaim: Edge = async (req, res) => {
  if (!isFor(req, "/proxy/claim")) return false;
  const request = await receiveProxyPost({ req, res, maxBytes: MAX_BYTES });
  if (!request) return true;
  const { shop, address: network, customerId, body } = request;
  const parsed = claimSchema.safeParse(body);
  if (!parsed.success) return refuse(res, "bad-claim", localeOf(body));
  const { locale, ...claimed } = parsed.data;
  if (!(await mayClaim({ shop, network, customerId, ...claimed })))
    return refuse(res, "too-many", locale);

  const at = now();
  try {
    const { terms, ...given } = await claim({
      shop,
      ...claimed,
      customerId,
      now: at,
    });
    return sendJson(res, 200, {
      ...given,
      now: at,
      incentive: incentiveOf(terms),
    });
  } catch (error) {
    if (!(error instanceof AppError) || !isClaimRefusal(error.code))
      throw error;
    return refuse(res, error.code, locale, error.status);
  }
};

async function mayClaim({
  shop,
  network,
  customerId,
  campaignId,
  visitId,
  shopperId,
}: {
  shop: string;
  network: string;
  customerId: string | undefined;
  campaignId: string;
  visitId: string;
  shopperId?: string | undefined;
}): Promise<boolean> {
  const ticks = performance.now(); // the demo's clock may jump, a flood may not
  const shopper = customerId ?? shopperId;
  return (
    perShop.take(shop, ticks) &&
    perNetwork.take(`${shop} ${network}`, ticks) &&
    perVisit.take(`${shop} ${visitId}`, ticks) &&
    (!shopper || perShopper.take(`${shop} ${shopper}`, ticks)) &&
    (customerId !== undefined ||
      perNetworkUnknown.take(`${shop} ${network}`, ticks) ||
      (await wasShown({ shop, campaignId, visitId })))
  );
}

function refuse(
  res: ServerResponse,
  code: ClaimRefusal,
  locale: string | undefined,
  status = STATUS[code] ?? 503,
): true {
  const again: Record<string, string> =
    status === 429 || status === 503 ? { "retry-after": "3" } : {};
  return sendError(
    res,
    status,
    { code, message: claimMessage(code, locale) },
    again,
  );
}

/** The language of a body that is wrong elsewhere. */
function localeOf(body: unknown): string | undefined {
  const parsed = claimSchema.pick({ locale: true }).safeParse(body);
  return parsed.data?.locale;
}
