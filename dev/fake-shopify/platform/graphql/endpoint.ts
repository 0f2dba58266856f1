/** POST /admin/api/<version>/graphql.json */
import { setTimeout as sleep } from "node:timers/promises";
import { ADMIN_API_VERSION } from "../admin-schema/schema.ts";
import {
  json,
  readFields,
  shopOf,
  type Answer,
  type Request,
} from "../http.ts";
import { findByAccessToken } from "../oauth/tokens.ts";
import { realNow } from "../real-now.ts";
import { executeAdmin } from "./execute.ts";

export async function answerGraphql(request: Request): Promise<Answer> {
  const { ctx } = request;
  const shop = shopOf(
    ctx,
    String(request.headers["x-forwarded-host"] ?? request.headers.host ?? ""),
  );
  const { mode, delayMs } = ctx.world.faults.api;
  if (mode === "slow") await sleep(delayMs);
  if (mode === "failing") return json({ errors: "Internal Server Error" }, 500);
  const installation = findByAccessToken(
    ctx,
    shop.shop,
    String(request.headers["x-shopify-access-token"] ?? ""),
  );
  if (!installation)
    return json(
      {
        errors:
          "[API] Invalid API key or access token (unrecognized login or wrong password)",
      },
      401,
    );
  if (request.params[0] !== ADMIN_API_VERSION)
    return json(
      {
        errors: `The local Shopify only simulates the Admin API ${ADMIN_API_VERSION}, not ${request.params[0]}.`,
      },
      404,
    );
  const { query, variables, operationName } = readFields(request);
  if (typeof query !== "string")
    return json(
      { errors: { query: "Required parameter missing or invalid" } },
      400,
    );
  const answer = await executeAdmin(
    {
      query,
      variables: variables as Record<string, unknown> | null | undefined,
      operationName: operationName as string | null | undefined,
    },
    { ctx, shop, installation, now: ctx.clock.now() },
    realNow(),
  );
  return json(answer);
}
