/**
 * tagsAdd and tagsRemove for products, customers and orders. What they ask for depends on whose tags they are, so the
 * published schema names no scope; the object's own write scope is what Shopify wants.
 */
import type { GraphQLResolveInfo } from "graphql";
import { customerPayload } from "../../../storefront/payloads/customers.ts";
import { orderPayload } from "../../../storefront/payloads/orders.ts";
import { toIso } from "../../../world/world.ts";
import { idOf, typeOf, type AdminCall, type Source } from "../call.ts";
import { accessDenied, notSimulated, userError } from "../errors.ts";
import { findNode } from "./nodes.ts";

const MOST_TAGS = 250;

function findTagged(
  call: AdminCall,
  ownerGid: string,
): { tags: string[]; updatedAt: string } | null {
  const type = typeOf(ownerGid);
  const lists = {
    Product: call.shop.products,
    Customer: call.shop.customers,
    Order: call.shop.orders,
  };
  if (type === null || !Object.hasOwn(lists, type))
    throw notSimulated(`tags of ${ownerGid}`);
  const id = idOf(type, ownerGid);
  const list: readonly { id: string; tags: string[]; updatedAt: string }[] =
    lists[type as keyof typeof lists];
  return list.find((one) => one.id === id) ?? null;
}

function change(
  args: { id: string; tags: string[] },
  call: AdminCall,
  info: GraphQLResolveInfo,
  apply: (have: string[], given: string[]) => string[],
) {
  assertMayWrite(args.id, call, info);
  const owner = findTagged(call, args.id);
  if (!owner)
    return {
      node: null,
      userErrors: [
        userError(["id"], null, `${typeOf(args.id)} does not exist`),
      ],
    };
  const given = args.tags
    .flatMap((tag) => tag.split(","))
    .map((tag) => tag.trim())
    .filter(Boolean);
  const tags = apply(owner.tags, given);
  if (tags.length > MOST_TAGS)
    return {
      node: null,
      userErrors: [
        userError(["tags"], null, `cannot be more than ${MOST_TAGS} tags`),
      ],
    };
  // Tags that were there already change nothing, and nobody is told.
  if (tags.join() !== owner.tags.join()) {
    owner.tags = tags;
    owner.updatedAt = toIso(call.now);
    announce(args.id, call);
    call.ctx.save();
  }
  return { node: findNode(call, args.id), userErrors: [] };
}

const SCOPES: Record<string, string> = {
  Product: "write_products",
  Customer: "write_customers",
  Order: "write_orders",
};

function assertMayWrite(
  ownerGid: string,
  { installation }: AdminCall,
  { fieldName }: GraphQLResolveInfo,
): void {
  const scope = SCOPES[typeOf(ownerGid) ?? ""];
  if (scope && !installation.scopes.includes(scope))
    throw accessDenied(fieldName, {
      text: `\`${scope}\` access scope.`,
      scopes: [scope],
    });
}

function announce(ownerGid: string, { ctx, shop }: AdminCall): void {
  const order = shop.orders.find(({ id }) => id === idOf("Order", ownerGid));
  if (order)
    ctx.emitWebhook(
      shop.shop,
      "orders/updated",
      orderPayload(ctx, shop, order),
    );
  const customer = shop.customers.find(
    ({ id }) => id === idOf("Customer", ownerGid),
  );
  if (customer)
    ctx.emitWebhook(shop.shop, "customers/update", customerPayload(customer));
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

export const tagMutations: Source = {
  tagsAdd: (
    args: { id: string; tags: string[] },
    call: AdminCall,
    info: GraphQLResolveInfo,
  ) =>
    change(args, call, info, (have, given) =>
      given.reduce(
        (tags, tag) =>
          tags.some((one) => same(one, tag)) ? tags : [...tags, tag],
        have,
      ),
    ),
  tagsRemove: (
    args: { id: string; tags: string[] },
    call: AdminCall,
    info: GraphQLResolveInfo,
  ) =>
    change(args, call, info, (have, given) =>
      have.filter((tag) => !given.some((one) => same(one, tag))),
    ),
};
