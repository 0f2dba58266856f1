/** The platform's one server: Admin API and OAuth for the app, the admin for the merchant, inbox and control for whoever tries it. */
import http from "node:http";
import type { LocalShopify } from "../context.ts";
import { adminRoutes } from "./admin/routes.ts";
import { controlRoutes } from "./control/routes.ts";
import { answerGraphql } from "./graphql/endpoint.ts";
import { dispatch, json, readBody, Refusal, send, type Route } from "./http.ts";
import { inboxRoutes } from "./inbox/routes.ts";
import { answerAccessToken } from "./oauth/tokens.ts";
import { troublePage } from "./page.ts";
import { assetRoutes } from "./assets.ts";
import type { WebhookSender } from "./webhooks/sender.ts";

const apiRoutes: Route[] = [
  {
    method: "POST",
    path: /^\/admin\/oauth\/access_token$/,
    handle: answerAccessToken,
  },
  {
    method: "POST",
    path: /^\/admin\/api\/([^/]+)\/graphql\.json$/,
    handle: answerGraphql,
  },
];

/** Not listening yet. */
export function createPlatformServer(
  ctx: LocalShopify,
  sender: WebhookSender,
): http.Server {
  const routes: Route[] = [
    ...apiRoutes,
    ...assetRoutes(),
    ...inboxRoutes(),
    ...controlRoutes(sender),
    ...adminRoutes(),
  ];
  return http.createServer((request, response) => {
    const url = new URL(request.url ?? "/", ctx.urls.platform);
    const wantsPage = (request.headers.accept ?? "").includes("text/html");
    readBody(request)
      .then((body) =>
        dispatch(routes, {
          ctx,
          method: request.method ?? "GET",
          url,
          headers: request.headers,
          body,
        }),
      )
      .catch((error: unknown) => {
        const status = error instanceof Refusal ? error.status : 500;
        const message =
          error instanceof Refusal
            ? error.message
            : "The local Shopify failed; its log says why.";
        if (status === 500)
          ctx.log.error(
            { err: error, path: url.pathname },
            "a request to the local Shopify failed",
          );
        return wantsPage
          ? troublePage(message, status)
          : json({ error: { message } }, status);
      })
      .then((answer) => send(response, answer))
      .catch((error: unknown) => {
        ctx.log.error({ err: error }, "an answer could not be sent");
        response.destroy();
      });
  });
}
