import { createCart } from "./cart.ts";
import {
  addItems,
  CartError,
  replaceDiscountCodes,
  updateAttributes,
} from "./cart.ts";
import { findVariant } from "../catalogue-lookup.ts";
import { type Answer, localPath, nestFields, redirect } from "../http.ts";
import { keepCart, openCart, type StoreRequest } from "../request.ts";

/** `/discount/CODE?redirect=` and cart permalinks. Null when the path is neither. */
export async function answerLinks(
  request: StoreRequest,
): Promise<Answer | null> {
  if (request.method !== "GET" && request.method !== "HEAD") return null;
  const code = /^\/discount\/([^/]+)$/.exec(request.path)?.[1];
  if (code) return answerDiscountLink(request, decodeURIComponent(code));
  const lines = /^\/cart\/(\d+:\d+(?:,\d+:\d+)*)$/.exec(request.path)?.[1];
  return lines ? answerPermalink(request, lines) : null;
}

/** Keeps the code for the session: it joins the codes the cart has. */
function answerDiscountLink(request: StoreRequest, code: string): Answer {
  const cart = openCart(request);
  replaceDiscountCodes(cart, [code, ...cart.discountCodes].join(","));
  cart.updatedAt = request.now;
  request.ctx.save();
  return redirect(
    localPath(request.url.searchParams.get("redirect"), request.root),
  );
}

/**
 * `/cart/<variant>:<quantity>,…?discount=&attributes[k]=&note=&checkout[email]=&storefront=true`: replaces the cart and goes
 * to the checkout, or to the cart page with storefront=true. Lines that cannot be had are left out.
 */
function answerPermalink(request: StoreRequest, list: string): Answer {
  const { shop, url } = request;
  const cart = createCart({
    now: request.now,
    customerId: request.customer?.id ?? null,
  });
  for (const part of list.split(",").reverse()) {
    const [id = "", quantity = "1"] = part.split(":");
    if (!findVariant(shop, id)) continue;
    try {
      addItems(shop, cart, [
        { id, quantity: Number(quantity), properties: {} },
      ]);
    } catch (error) {
      if (!(error instanceof CartError)) throw error;
    }
  }
  const fields = nestFields(url.searchParams);
  replaceDiscountCodes(cart, url.searchParams.get("discount") ?? "");
  if (typeof fields["attributes"] === "object" && fields["attributes"] !== null)
    updateAttributes(cart, {
      ...(fields["attributes"] as Record<string, string>),
    });
  cart.note = url.searchParams.get("note") ?? "";
  keepCart(request, cart);
  request.ctx.save();
  if (url.searchParams.get("storefront") === "true")
    return redirect(`${request.root}cart`);
  const email = url.searchParams.get("checkout[email]");
  return redirect(
    `${request.root}checkout${email ? `?checkout[email]=${encodeURIComponent(email)}` : ""}`,
  );
}
