/** The start page and the control API. */
import { storefrontOrigin } from "../../context.ts";
import { redirect, type Route } from "../http.ts";
import type { WebhookSender } from "../webhooks/sender.ts";
import { chosenShop, controlApi } from "./api.ts";
import { startPage } from "./start-page.ts";

export function controlRoutes(sender: WebhookSender): Route[] {
  return [
    { method: "GET", path: /^\/$/, handle: ({ ctx }) => startPage(ctx) },
    {
      method: "GET",
      path: /^\/admin$/,
      handle: ({ ctx }) =>
        redirect(
          `/store/${chosenShop(ctx, undefined).shop.replace(/\.myshopify\.com$/, "")}`,
        ),
    },
    {
      method: "GET",
      path: /^\/storefront$/,
      handle: ({ ctx }) =>
        redirect(storefrontOrigin(ctx, chosenShop(ctx, undefined).shop)),
    },
    ...controlApi(sender),
  ];
}
