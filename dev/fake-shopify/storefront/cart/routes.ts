import { z } from "zod";
import { isSubscribed } from "../../context.ts";
import type { Cart, Id } from "../../world/types.ts";
import {
  type Answer,
  json,
  localPath,
  parseFields,
  redirect,
} from "../http.ts";
import { cartInHundredths } from "../currency.ts";
import { cartPayload } from "../payloads/carts.ts";
import { openCart, pricedCart, type StoreRequest } from "../request.ts";
import {
  addItems,
  CartError,
  changeLine,
  type ItemToAdd,
  replaceDiscountCodes,
  updateAttributes,
  updateQuantities,
} from "./cart.ts";
import { cartToJson, lineToJson } from "./json.ts";

/** Draws sections of another page: handed in, because the cart knows nothing of Liquid. */
export type DrawSections = (
  ids: string[],
  path: string,
) => Record<string, string | null>;

const id = z.union([z.string().min(1), z.number().int()]).transform(String);
const quantity = z.coerce.number().int();
const words = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null()]),
);

const itemSchema = z.object({
  id,
  quantity: quantity.default(1),
  properties: words.nullish(),
});
const sectionsSchema = z.object({
  sections: z.union([z.string(), z.array(z.string())]).nullish(),
  sections_url: z.string().nullish(),
});
const changeSchema = z.object({
  id: id.optional(),
  line: z.coerce.number().int().optional(),
  quantity: quantity.optional(),
  properties: words.nullish(),
});
const updateSchema = z.object({
  updates: z
    .union([z.array(quantity), z.record(z.string(), quantity)])
    .optional(),
  note: z.string().nullish(),
  attributes: words.nullish(),
  discount: z.string().nullish(),
});

/** Paths of the Ajax API and of plain cart forms; null when the path is none of them. */
export async function answerCart(
  request: StoreRequest,
  draw: DrawSections,
): Promise<Answer | null> {
  const match = /^\/cart(?:\/(add|change|update|clear))?(\.js|\.json)?$/.exec(
    request.path,
  );
  if (!match) return null;
  const [, action, extension] = match;
  if (!action) {
    if (extension)
      return json(
        200,
        cartToJson(
          pricedCart({ ...request, cookies: ensureCart(request) }),
          request.shop,
        ),
      );
    return request.method === "POST" ? answerCartForm(request) : null;
  }
  const byLink =
    request.method === "GET" &&
    !extension &&
    (action === "add" || action === "change");
  if (request.method !== "POST" && !byLink)
    return json(405, {
      status: 405,
      message: "Method Not Allowed",
      description: "Use POST.",
    });
  const wantsJson =
    Boolean(extension) ||
    /json/.test(request.headers.accept ?? "") ||
    /json/.test(request.headers["content-type"] ?? "");
  try {
    const fields = byLink
      ? Object.fromEntries(request.url.searchParams)
      : await parseFields(request.body, request.headers["content-type"]);
    const answer = perform(request, action, fields, draw);
    if (wantsJson) return json(200, answer);
    return redirect(
      localPath(
        typeof fields["return_to"] === "string" ? fields["return_to"] : null,
        `${request.root}cart`,
      ),
    );
  } catch (error) {
    const refusal = toCartError(error);
    if (wantsJson)
      return json(refusal.status, {
        status: refusal.status,
        message: refusal.message,
        description: refusal.description,
      });
    return redirect(
      `${request.root}cart?error=${encodeURIComponent(refusal.description)}`,
    );
  }
}

/** The cart page's own form: quantities in order, note, and the button that goes to the checkout. */
async function answerCartForm(request: StoreRequest): Promise<Answer> {
  const fields = await parseFields(
    request.body,
    request.headers["content-type"],
  );
  try {
    perform(request, "update", fields, () => ({}));
  } catch (error) {
    return redirect(
      `${request.root}cart?error=${encodeURIComponent(toCartError(error).description)}`,
    );
  }
  return redirect(
    "checkout" in fields ? `${request.root}checkout` : `${request.root}cart`,
  );
}

function perform(
  request: StoreRequest,
  action: string,
  fields: Record<string, unknown>,
  draw: DrawSections,
): unknown {
  const { shop } = request;
  const cart = openCart(request);
  const isNew = cart.createdAt === cart.updatedAt && cart.lines.length === 0;
  let answer: () => Record<string, unknown>;
  if (action === "add") {
    const bare = !("items" in fields);
    const items = z
      .array(itemSchema)
      .min(1)
      .parse(bare ? [fields] : toList(fields["items"]));
    const keys = addItems(shop, cart, items.map(toItem)).map(
      (line) => line.key,
    );
    // One line is answered as itself, several as `items`, as Shopify does.
    answer = () =>
      bare
        ? { ...(addedLines(request, keys)[0] ?? {}) }
        : { items: addedLines(request, keys) };
  } else if (action === "change") {
    const change = changeSchema.parse(fields);
    changeLine(shop, cart, {
      ...(change.id === undefined ? {} : { id: change.id }),
      ...(change.line === undefined ? {} : { line: change.line }),
      ...(change.quantity === undefined ? {} : { quantity: change.quantity }),
      ...(change.properties
        ? { properties: toStrings(change.properties) }
        : {}),
    });
    answer = () => cartToJson(pricedCart(request), shop);
  } else if (action === "update") {
    applyUpdate(request, cart, fields);
    answer = () => cartToJson(pricedCart(request), shop);
  } else {
    cart.lines = [];
    answer = () => cartToJson(pricedCart(request), shop);
  }
  cart.updatedAt = request.now;
  announceCart(request, cart, isNew);
  request.ctx.save();
  return { ...answer(), ...drawnSections(request, fields, draw) };
}

function applyUpdate(
  { shop }: StoreRequest,
  cart: Cart,
  fields: Record<string, unknown>,
): void {
  const updates = fields["updates"];
  const isOrdered =
    typeof updates === "object" &&
    updates !== null &&
    Object.keys(updates).every((key, index) => key === String(index));
  const parsed = updateSchema.parse({
    ...fields,
    ...(isOrdered ? { updates: Object.values(updates) } : {}),
  });
  if (parsed.updates) updateQuantities(shop, cart, parsed.updates);
  if (typeof parsed.note === "string") cart.note = parsed.note;
  if (parsed.attributes)
    updateAttributes(cart, toNullableStrings(parsed.attributes));
  if (typeof parsed.discount === "string")
    replaceDiscountCodes(cart, parsed.discount);
}

function addedLines(request: StoreRequest, keys: string[]) {
  const priced = cartInHundredths(pricedCart(request), request.shop.currency);
  return priced.lines
    .map((line, index) =>
      lineToJson(line, priced.discounts.applications, index),
    )
    .filter((line) => keys.includes(line.key));
}

function drawnSections(
  request: StoreRequest,
  fields: Record<string, unknown>,
  draw: DrawSections,
): { sections?: Record<string, string | null> } {
  const { sections, sections_url } = sectionsSchema.parse({
    sections: Array.isArray(fields["sections"])
      ? fields["sections"]
      : isObject(fields["sections"])
        ? Object.values(fields["sections"])
        : fields["sections"],
    sections_url: fields["sections_url"],
  });
  if (!sections) return {};
  const ids = (Array.isArray(sections) ? sections : sections.split(",")).filter(
    Boolean,
  );
  if (ids.length > 5)
    throw new CartError(
      400,
      "Bad Request",
      "At most five sections may be asked for.",
    );
  if (sections_url && !sections_url.startsWith("/"))
    throw new CartError(
      400,
      "Bad Request",
      "sections_url must begin with a slash.",
    );
  const referer = URL.parse(request.headers.referer ?? "")?.pathname;
  return {
    sections: draw(ids, localPath(sections_url ?? referer, request.root)),
  };
}

function announceCart(request: StoreRequest, cart: Cart, isNew: boolean): void {
  const topic = isNew ? "carts/create" : "carts/update";
  if (!isSubscribed(request.ctx, topic)) return;
  request.ctx.emitWebhook(
    request.shop.shop,
    topic,
    cartPayload(pricedCart(request), request.shop.currency),
  );
}

/** Reading the cart already gives it its token, so that a page may send it along. */
function ensureCart(request: StoreRequest): Record<string, string> {
  openCart(request);
  return request.cookies;
}

function toItem(item: z.infer<typeof itemSchema>): ItemToAdd {
  return {
    id: item.id as Id,
    quantity: item.quantity,
    properties: toStrings(item.properties ?? {}),
  };
}

function toStrings(values: z.infer<typeof words>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === null || value === "" ? [] : [[name, String(value)]],
    ),
  );
}

function toNullableStrings(
  values: z.infer<typeof words>,
): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      value === null ? null : String(value),
    ]),
  );
}

function toList(value: unknown): unknown {
  return isObject(value) && !Array.isArray(value)
    ? Object.values(value)
    : value;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function toCartError(error: unknown): CartError {
  if (error instanceof CartError) return error;
  if (error instanceof z.ZodError)
    return new CartError(
      400,
      "Bad Request",
      `Required parameter missing or invalid: ${error.issues.map((issue) => issue.path.join(".")).join(", ") || "body"}`,
    );
  if (error instanceof SyntaxError || error instanceof TypeError)
    return new CartError(400, "Bad Request", "The body cannot be read.");
  throw error;
}
