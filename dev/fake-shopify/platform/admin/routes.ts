/** The merchant's side of the local Shopify. */
import { z } from "zod";
import { cancelOrder, refundOrder } from "../../storefront/refunds.ts";
import { changeStock } from "../../storefront/stock.ts";
import { toIso } from "../../world/world.ts";
import {
  readFields,
  redirect,
  Refusal,
  shopOf,
  type Answer,
  type Request,
  type Route,
} from "../http.ts";
import { install, uninstall } from "../oauth/installation.ts";
import { editorRoutes } from "../theme/routes.ts";
import { appFrameRoutes } from "./app-frame.ts";
import { changeConsent } from "./changes.ts";
import { shopName } from "./layout.ts";
import { findOrder, orderPage, ordersPage } from "./orders-pages.ts";
import {
  appsPage,
  customersPage,
  discountsPage,
  homePage,
  productsPage,
  themesPage,
} from "./pages.ts";

type Page = (place: {
  ctx: Request["ctx"];
  shop: ReturnType<typeof shopOf>;
}) => Answer;

const get = (path: string, show: Page): Route => ({
  method: "GET",
  path: new RegExp(`^/store/([\\w-]+)${path}$`),
  handle: ({ ctx, params }) => show({ ctx, shop: shopOf(ctx, params[0]!) }),
});

/** Something a merchant does: afterwards she is back at `then`. */
const post = (
  path: string,
  then: string,
  act: (request: Request, shop: ReturnType<typeof shopOf>) => void,
): Route => ({
  method: "POST",
  path: new RegExp(`^/store/([\\w-]+)${path}$`),
  handle: (request) => {
    const shop = shopOf(request.ctx, request.params[0]!);
    act(request, shop);
    request.ctx.save();
    return redirect(
      `/store/${shopName(shop)}${then.replace("$1", request.params[1] ?? "")}`,
    );
  },
});

const refundFields = z.object({
  line: z.string().optional(),
  quantity: z.coerce.number().int().min(1).optional(),
});
const stockFields = z.object({
  act: z.enum(["set", "add", "move"]).default("set"),
  quantity: z.coerce.number().int().min(-1_000_000).max(1_000_000),
});
const consentFields = z.object({
  state: z.enum(["SUBSCRIBED", "UNSUBSCRIBED"]),
});

function read<T>(schema: z.ZodType<T>, request: Request): T {
  const parsed = schema.safeParse(readFields(request));
  if (!parsed.success) throw new Refusal(400, z.prettifyError(parsed.error));
  return parsed.data;
}

function refund(request: Request, shop: ReturnType<typeof shopOf>): void {
  const order = findOrder(shop, request.params[1]!);
  const { line, quantity } = read(refundFields, request);
  try {
    refundOrder(request.ctx, {
      shop: shop.shop,
      orderId: order.id,
      ...(line ? { lines: [{ lineId: line, quantity: quantity ?? 1 }] } : {}),
    });
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal(409, error.message);
    throw error;
  }
}

function stock(request: Request, shop: ReturnType<typeof shopOf>): void {
  const change = {
    variantId: request.params[1]!,
    ...read(stockFields, request),
  };
  try {
    changeStock(request.ctx, shop, change);
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal(404, error.message);
    throw error;
  }
}

export function adminRoutes(): Route[] {
  return [
    ...appFrameRoutes(),
    ...editorRoutes(),
    get("/?", homePage),
    get("/orders", ordersPage),
    {
      method: "GET",
      path: /^\/store\/([\w-]+)\/orders\/(\d+)$/,
      handle: ({ ctx, params }) =>
        orderPage({ ctx, shop: shopOf(ctx, params[0]!) }, params[1]!),
    },
    get("/products", productsPage),
    get("/customers", customersPage),
    get("/discounts", discountsPage),
    get("/themes", themesPage),
    get("/apps", appsPage),
    post("/orders/(\\d+)/refund", "/orders/$1", (request, shop) =>
      refund(request, shop),
    ),
    post(
      "/orders/(\\d+)/cancel",
      "/orders/$1",
      (request, shop) =>
        void cancelOrder(request.ctx, {
          shop: shop.shop,
          orderId: findOrder(shop, request.params[1]!).id,
        }),
    ),
    post("/products/(\\d+)/stock", "/products", (request, shop) =>
      stock(request, shop),
    ),
    post("/customers/(\\d+)/consent", "/customers", (request, shop) =>
      changeConsent(request.ctx, shop, {
        customerId: request.params[1]!,
        ...read(consentFields, request),
        at: toIso(request.ctx.clock.now()),
      }),
    ),
    post(
      "/uninstall",
      "/apps",
      (request, shop) => void uninstall(request.ctx, shop),
    ),
    {
      method: "POST",
      path: /^\/store\/([\w-]+)\/install$/,
      handle: (request) => {
        const shop = shopOf(request.ctx, request.params[0]!);
        install(request.ctx, shop);
        return redirect(
          `/store/${shopName(shop)}/apps/${request.ctx.appConfig.handle}`,
        );
      },
    },
  ];
}
