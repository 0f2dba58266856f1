/** tagsAdd and tagsRemove for products, customers and orders. */
import { toIso } from "../../../world/world.ts";
import { idOf, typeOf, type AdminCall, type Source } from "../call.ts";
import { notSimulated, userError } from "../errors.ts";
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
  apply: (have: string[], given: string[]) => string[],
) {
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
  owner.tags = tags;
  owner.updatedAt = toIso(call.now);
  call.ctx.save();
  return { node: findNode(call, args.id), userErrors: [] };
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

export const tagMutations: Source = {
  tagsAdd: (args: { id: string; tags: string[] }, call: AdminCall) =>
    change(args, call, (have, given) =>
      given.reduce(
        (tags, tag) =>
          tags.some((one) => same(one, tag)) ? tags : [...tags, tag],
        have,
      ),
    ),
  tagsRemove: (args: { id: string; tags: string[] }, call: AdminCall) =>
    change(args, call, (have, given) =>
      have.filter((tag) => !given.some((one) => same(one, tag))),
    ),
};
