import { z } from "zod";
import { getShop } from "../../world/world.ts";
import type { Address, Checkout } from "../../world/types.ts";
import { createCart, replaceDiscountCodes } from "../cart/cart.ts";
import { type Answer, html, json, parseFields, redirect } from "../http.ts";
import { completeCheckout } from "../orders.ts";
import { checkoutForPixels, checkoutSteps } from "../pixels/page-data.ts";
import { findCart, keepCart, type StoreRequest } from "../request.ts";
import {
  announceCheckout,
  changeCheckout,
  type ContactChange,
  openCheckout,
  type PricedCheckout,
  refreshCheckout,
} from "./checkout.ts";
import { checkoutPage, deliveryChoices } from "./page.ts";
import { summary } from "./summary.ts";
import { sayer } from "./words.ts";
import { thankYouPage } from "./thank-you.ts";

/** `/checkout` and `/checkouts/<token>[/thank-you|/recover]`. Null when the path is none of them. */
export async function answerCheckout(
  request: StoreRequest,
): Promise<Answer | null> {
  if (request.path === "/checkout") return start(request);
  const match = /^\/checkouts\/([\w-]+)(?:\/(thank-you|recover))?$/.exec(
    request.path,
  );
  if (!match) return null;
  const checkout = request.shop.checkouts.find((one) => one.token === match[1]);
  if (match[2] === "thank-you") return showOrder(request, match[1] ?? "");
  if (!checkout)
    return html(
      404,
      "<!doctype html><title>Checkout not found</title><h1>This checkout does not exist.</h1>",
    );
  if (match[2] === "recover") return recover(request, checkout);
  if (checkout.completedAt)
    return redirect(`${request.root}checkouts/${checkout.token}/thank-you`);
  if (request.method === "POST") return change(request, checkout);
  const result = refreshCheckout(request.shop, checkout, request.now);
  return html(200, checkoutPage({ request, result, errors: {}, notice: null }));
}

function start(request: StoreRequest): Answer {
  const cart = findCart(request);
  if (!cart || cart.lines.length === 0) return redirect(`${request.root}cart`);
  const { shop, now, locale, customer, ctx } = request;
  const code = request.url.searchParams.get("discount");
  if (code) replaceDiscountCodes(cart, [code, ...cart.discountCodes].join(","));
  const checkout = openCheckout(ctx, shop, {
    cart,
    customer,
    now,
    locale,
    landingSite: request.cookies["_landing_page"] ?? "/",
    ...(request.cookies["_orig_referrer"]
      ? { referringSite: request.cookies["_orig_referrer"] }
      : {}),
  });
  const email = request.url.searchParams.get("checkout[email]");
  if (email && emailSchema.safeParse(email).success) checkout.email = email;
  // A known address makes this a checkout worth remembering at once, as for signed-in customers.
  announceCheckout(ctx, shop, checkout, now);
  return redirect(`${request.root}checkouts/${checkout.token}`);
}

const emailSchema = z.email();
const text = z.string().trim().max(200).default("");

const formSchema = z.object({
  action: z.enum(["save", "discount", "remove-discount", "pay"]).catch("save"),
  email: text,
  accepts_marketing: z.string().optional(),
  first_name: text,
  last_name: text,
  address1: text,
  city: text,
  zip: text,
  country: z.string().trim().length(2).catch("US"),
  shipping: text,
  discount: text,
  code: text,
});
type CheckoutForm = z.infer<typeof formSchema>;

async function change(
  request: StoreRequest,
  checkout: Checkout,
): Promise<Answer> {
  const { ctx, shop, now } = request;
  const form = formSchema.parse(
    await parseFields(request.body, request.headers["content-type"]),
  );
  // Without script the button that removes a code carries it in its address.
  form.code ||= request.url.searchParams.get("remove") ?? "";
  const errors: Record<string, string> = {};
  const result = changeCheckout(ctx, shop, {
    checkout,
    change: toChange(form, checkout),
    now,
  });
  if (form.email && !emailSchema.safeParse(form.email).success)
    errors["email"] = sayer(request.locale)("Enter a valid e-mail address.");
  if (form.action === "pay")
    return pay(request, { checkout, form, errors, result });
  if (/json/.test(request.headers.accept ?? ""))
    return json(200, {
      ok: Object.keys(errors).length === 0,
      errors,
      summary: summary(request, result),
      delivery: deliveryChoices(request, result),
      pixels: {
        checkout: checkoutForPixels(request, result),
        steps: checkoutSteps(result),
      },
    });
  return html(200, checkoutPage({ request, result, errors, notice: null }));
}

function toChange(form: CheckoutForm, checkout: Checkout): ContactChange {
  const removed =
    form.action === "remove-discount" ? form.code.toLowerCase() : null;
  const added =
    form.action === "discount" && form.discount ? [form.discount] : [];
  const address: Address = {
    firstName: form.first_name,
    lastName: form.last_name,
    address1: form.address1,
    city: form.city,
    zip: form.zip,
    countryCode: form.country.toUpperCase(),
    provinceCode: checkout.shippingAddress?.provinceCode ?? null,
    phone: null,
  };
  const given = [
    form.first_name,
    form.last_name,
    form.address1,
    form.city,
    form.zip,
  ].some(Boolean);
  return {
    email: emailSchema.safeParse(form.email).success
      ? form.email.toLowerCase()
      : checkout.email,
    acceptsMarketing: form.accepts_marketing !== undefined,
    ...(given ? { shippingAddress: address } : {}),
    ...(form.shipping ? { shippingTitle: form.shipping } : {}),
    ...(removed !== null || added.length > 0
      ? {
          discountCodes: [
            ...checkout.discountCodes.filter(
              (code) =>
                code.toLowerCase() !== removed &&
                !added.some((one) => one.toLowerCase() === code.toLowerCase()),
            ),
            ...added,
          ],
        }
      : {}),
  };
}

interface Payment {
  checkout: Checkout;
  form: CheckoutForm;
  errors: Record<string, string>;
  result: PricedCheckout;
}

function pay(
  request: StoreRequest,
  { checkout, form, errors, result }: Payment,
): Answer {
  if (!form.email) errors["email"] = "Enter an e-mail address.";
  const needed = {
    last_name: "Enter a last name.",
    address1: "Enter an address.",
    city: "Enter a city.",
    zip: "Enter a postcode.",
  } as const;
  for (const [name, message] of Object.entries(needed))
    if (!form[name as keyof typeof needed]) errors[name] = message;
  const { shop, ctx } = request;
  const [first] = result.options;
  if (!checkout.shippingLine && first)
    checkout.shippingLine = { title: first.title, price: 0, discount: 0 };
  if (Object.keys(errors).length > 0)
    return html(
      422,
      checkoutPage({
        request,
        result,
        errors,
        notice: "Some fields still need you.",
      }),
    );
  const placed = completeCheckout(ctx, {
    shop: shop.shop,
    token: checkout.token,
  });
  if ("refused" in placed)
    return html(
      422,
      checkoutPage({
        request,
        result: refreshCheckout(shop, checkout, request.now),
        errors,
        notice: placed.message,
      }),
    );
  request.setCookies.push("cart=; Path=/; Max-Age=0");
  return redirect(`${request.root}checkouts/${checkout.token}/thank-you`, 303);
}

/** Brings basket, e-mail address and codes back, on any device that has the link. */
function recover(request: StoreRequest, checkout: Checkout): Answer {
  const { shop, ctx, url, now } = request;
  if (url.searchParams.get("key") !== checkout.key)
    return html(
      404,
      "<!doctype html><title>Link not valid</title><h1>This link is not valid.</h1>",
    );
  if (checkout.completedAt)
    return redirect(`${request.root}checkouts/${checkout.token}/thank-you`);
  const code = url.searchParams.get("discount");
  if (code)
    checkout.discountCodes = [
      ...checkout.discountCodes.filter(
        (one) => one.toLowerCase() !== code.toLowerCase(),
      ),
      code,
    ];
  const cart = shop.carts[checkout.cartToken] ?? {
    ...createCart({ now, customerId: checkout.customerId }),
    token: checkout.cartToken,
  };
  cart.lines = checkout.lines.map((line) => ({
    key: line.key,
    variantId: line.variantId,
    quantity: line.quantity,
    properties: { ...line.properties },
  }));
  cart.attributes = { ...checkout.attributes };
  cart.note = checkout.note;
  cart.discountCodes = [...checkout.discountCodes];
  cart.updatedAt = now;
  keepCart(request, cart);
  refreshCheckout(shop, checkout, now);
  ctx.save();
  return redirect(`${request.root}checkouts/${checkout.token}`);
}

function showOrder(request: StoreRequest, token: string): Answer {
  const shop = getShop(request.ctx.world, request.shop.shop);
  const order = shop.orders.find((one) => one.checkoutToken === token);
  if (!order)
    return html(
      404,
      "<!doctype html><title>Order not found</title><h1>There is no order here.</h1>",
    );
  return html(200, thankYouPage(request, order));
}
