import { now } from "#app/clock.server.ts";
import { isExplainToken } from "#app/links.server.ts";
import {
  isFor,
  sendError,
  sendJson,
  type Edge,
} from "#app/edges/http.server.ts";
import { receiveProxyGet } from "#app/edges/proxy.server.ts";
import { createRateLimit } from "#app/edges/rate-limit.ts";
import { phaseOf } from "#app/modules/campaigns/campaigns.ts";
import { listCampaigns } from "#app/modules/campaigns/campaigns.server.ts";

/** A merchant looks at a few pages; a token cannot be guessed, but asking should not be free either. */
const perAddress = createRateLimit({ burst: 30, perSecond: 0.5 });
const perShop = createRateLimit({ burst: 120, perSecond: 5 });

/**
 * GET /proxy/explain?token=…: may this page be explained (`makeExplainToken` of app/links.server.ts)? Answers 200
 * `{ ok: true, campaigns: [{ id, name }] }`, the running ones, whose names are in no page; 403 for a token that is not ours, not this
 * shop's or older than an hour, 400 for a wrong signature, 405, 429.
 */
export const receiveExplain: Edge = async (req, res) => {
  if (!isFor(req, "/proxy/explain")) return false;
  const request = await receiveProxyGet({ req, res });
  if (!request) return true;
  const { shop, address, query } = request;
  const ticks = performance.now(); // the demo's clock may jump, a flood may not
  if (
    !perAddress.take(`${shop} ${address}`, ticks) ||
    !perShop.take(shop, ticks)
  )
    return sendError(
      res,
      429,
      { code: "too-many", message: "Slow down." },
      { "retry-after": "10" },
    );
  const at = now();
  if (!isExplainToken(query.get("token") ?? "", { shop, now: at }))
    return sendError(res, 403, {
      code: "bad-token",
      message: "This link is not valid any more. Open a new one from the app.",
    });
  const campaigns = await listCampaigns({ shop });
  return sendJson(res, 200, {
    ok: true,
    campaigns: campaigns
      .filter((campaign) => phaseOf(campaign, at) === "active")
      .map(({ id, name }) => ({ id, name })),
  });
};
