/** /control/*: the local world's levers, as JSON for tests, the tour and the start page. */
import { z } from "zod";
import type { LocalShopify } from "../../context.ts";
import { changeStock } from "../../storefront/stock.ts";
import type { Faults, ShopWorld } from "../../world/types.ts";
import {
  json,
  readFields,
  Refusal,
  shopOf,
  type Request,
  type Route,
} from "../http.ts";
import { findInstallation, install, uninstall } from "../oauth/installation.ts";
import { saveTheme } from "../theme/routes.ts";
import type { WebhookSender } from "../webhooks/sender.ts";
import { readProgress, readState } from "./state.ts";

const DAY_MS = 86_400_000;

const clockFields = z
  .strictObject({
    jumpMs: z
      .number()
      .int()
      .min(0)
      .max(3650 * DAY_MS)
      .optional(),
    rate: z.number().min(0).max(100_000).optional(),
    setTo: z.iso.datetime({ offset: true }).optional(),
  })
  .refine(
    (fields) => Object.keys(fields).length > 0,
    "give jumpMs, rate or setTo",
  );

const faultFields = z.strictObject({
  api: z
    .strictObject({
      mode: z.enum(["ok", "slow", "throttled", "failing"]),
      delayMs: z.number().int().min(0).max(60_000),
    })
    .partial()
    .optional(),
  webhooks: z
    .strictObject({
      duplicate: z.boolean(),
      disorder: z.boolean(),
      delayMs: z.number().int().min(0).max(3_600_000),
      drop: z.boolean(),
    })
    .partial()
    .optional(),
  mail: z
    .strictObject({
      mode: z.enum(["ok", "refusing", "temporary", "drop-after-data"]),
    })
    .partial()
    .optional(),
});

const replayFields = z.strictObject({
  shop: z.string().optional(),
  topic: z.string().optional(),
  times: z.number().int().min(1).max(200).default(1),
});
const stockFields = z.strictObject({
  shop: z.string().optional(),
  variantId: z.union([z.string(), z.number()]).transform(String),
  act: z.enum(["set", "add", "move"]),
  quantity: z.number().int().min(-1_000_000).max(1_000_000),
});
const shopFields = z.strictObject({ shop: z.string().optional() });
const complianceFields = z.strictObject({
  shop: z.string().optional(),
  topic: z.enum(["customers/data_request", "customers/redact", "shop/redact"]),
  email: z.string().optional(),
});

function read<T>(schema: z.ZodType<T>, request: Request): T {
  const parsed = schema.safeParse(readFields(request));
  if (!parsed.success) throw new Refusal(400, z.prettifyError(parsed.error));
  return parsed.data;
}

/** The named shop, or the only sensible one when none is named. */
export function chosenShop(
  ctx: LocalShopify,
  name: string | undefined,
): ShopWorld {
  const first = name ?? Object.keys(ctx.world.shops)[0];
  if (!first) throw new Refusal(404, "There is no shop in this world yet.");
  return shopOf(ctx, first);
}

function moveClock(request: Request) {
  const { clock } = request.ctx;
  const { jumpMs, rate, setTo } = read(clockFields, request);
  if (rate !== undefined) clock.setRate(rate);
  if (jumpMs !== undefined) clock.jump(jumpMs);
  if (setTo !== undefined) {
    const ahead = Date.parse(setTo) - clock.now().getTime();
    if (ahead < 0)
      throw new Refusal(
        409,
        `The local clock only moves ahead: it is ${clock.now().toISOString()} already.`,
      );
    clock.jump(ahead);
  }
  return json({ now: clock.now().toISOString(), rate: clock.rate });
}

function setFaults(request: Request) {
  const given = read(faultFields, request);
  const { faults } = request.ctx.world;
  for (const part of ["api", "webhooks", "mail"] as const) {
    const changes = Object.fromEntries(
      Object.entries(given[part] ?? {}).filter(
        ([, value]) => value !== undefined,
      ),
    );
    Object.assign(faults[part] satisfies Faults[typeof part], changes);
  }
  request.ctx.save();
  return json(faults);
}

/** The mandatory privacy webhooks, which Shopify sends on request. */
function sendCompliance(request: Request) {
  const { ctx } = request;
  const { shop: name, topic, email } = read(complianceFields, request);
  const shop = chosenShop(ctx, name);
  const facts = { shop_id: Number(shop.id), shop_domain: shop.shop };
  if (topic === "shop/redact") ctx.emitWebhook(shop.shop, topic, facts);
  else {
    const customer = shop.customers.find(
      (one) => one.email?.toLowerCase() === email?.toLowerCase(),
    );
    if (!customer)
      throw new Refusal(
        404,
        `No customer of ${shop.shop} has the address ${email ?? "(none given)"}.`,
      );
    const orders = shop.orders
      .filter((order) => order.customerId === customer.id)
      .map((order) => Number(order.id));
    const who = {
      ...facts,
      customer: {
        id: Number(customer.id),
        email: customer.email,
        phone: customer.phone,
      },
    };
    ctx.emitWebhook(
      shop.shop,
      topic,
      topic === "customers/redact"
        ? { ...who, orders_to_redact: orders }
        : {
            ...who,
            orders_requested: orders,
            data_request: { id: Number(customer.id) },
          },
    );
  }
  return json({
    sent: ctx.appConfig.webhooks.some(
      (subscription) => subscription.topic === topic,
    ),
  });
}

export function controlApi(sender: WebhookSender): Route[] {
  const post = (path: string, handle: Route["handle"]): Route => ({
    method: "POST",
    path: new RegExp(`^/control/${path}$`),
    handle,
  });
  const of = (request: Request) =>
    chosenShop(request.ctx, read(shopFields, request).shop);
  return [
    {
      method: "GET",
      path: /^\/control\/state$/,
      handle: ({ ctx }) => json(readState(ctx)),
    },
    {
      method: "GET",
      path: /^\/control\/progress$/,
      handle: ({ ctx, url }) =>
        json(
          readProgress(
            ctx,
            chosenShop(ctx, url.searchParams.get("shop") ?? undefined),
          ),
        ),
    },
    post("clock", moveClock),
    post("faults", setFaults),
    post("compliance", sendCompliance),
    post("webhooks/replay", (request) => {
      const { shop, topic, times } = read(replayFields, request);
      return json({
        queued: sender.replay({
          shop: chosenShop(request.ctx, shop).shop,
          topic,
          times,
        }),
      });
    }),
    post("stock", (request) => {
      const { shop, ...change } = read(stockFields, request);
      changeStock(request.ctx, chosenShop(request.ctx, shop), change);
      request.ctx.save();
      return json({ done: true });
    }),
    post("install", (request) => {
      const installation = install(request.ctx, of(request));
      return json({
        shop: installation.shop,
        installedAt: installation.installedAt,
        scopes: installation.scopes,
      });
    }),
    post("uninstall", (request) => {
      const shop = of(request);
      if (!findInstallation(request.ctx, shop.shop))
        throw new Refusal(409, `The app is not installed in ${shop.shop}.`);
      return json({ uninstalled: uninstall(request.ctx, shop) });
    }),
    post("theme", async (request) => {
      const { shop, ...theme } = readFields(request);
      return json(
        await saveTheme(
          request.ctx,
          chosenShop(request.ctx, typeof shop === "string" ? shop : undefined),
          theme,
        ),
      );
    }),
  ];
}
