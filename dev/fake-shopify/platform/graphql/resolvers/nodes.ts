/** node(id) and nodes(ids): anything by its gid; null when this shop has no such thing. */
import { gid } from "../../../world/world.ts";
import { typeOf, type AdminCall, type Source } from "../call.ts";
import { notSimulated } from "../errors.ts";
import { findCustomer } from "./customers.ts";
import { discountCodeQueries } from "./discounts/codes.ts";
import { toCodeNode, toDiscountNode } from "./discounts/view.ts";
import { findDiscount } from "./discounts/discounts.ts";
import { orderQueries } from "./orders.ts";
import {
  findCollection,
  findInventoryItem,
  findProduct,
  findVariant,
} from "./products.ts";
import { toInstallation, toShop } from "./shop.ts";

type Find = (call: AdminCall, nodeGid: string) => Source | null;

const FINDERS: Record<string, Find> = {
  Product: findProduct,
  ProductVariant: findVariant,
  Collection: findCollection,
  InventoryItem: findInventoryItem,
  Customer: findCustomer,
  Order: (call, id) =>
    (
      orderQueries["order"] as (
        args: { id: string },
        call: AdminCall,
      ) => Source | null
    )({ id }, call),
  Shop: (call, id) => (id === gid("Shop", call.shop.id) ? toShop(call) : null),
  AppInstallation: (call, id) =>
    id === gid("AppInstallation", call.installation.appInstallationId)
      ? toInstallation(call)
      : null,
  DiscountCodeNode: (call, id) => {
    const discount = findDiscount(call, id);
    return discount ? toCodeNode(discount, call) : null;
  },
  DiscountNode: (call, id) => {
    const discount = findDiscount(call, id);
    return discount ? toDiscountNode(discount, call) : null;
  },
  DiscountRedeemCodeBulkCreation: (call, id) =>
    (
      discountCodeQueries["discountRedeemCodeBulkCreation"] as (
        args: { id: string },
        call: AdminCall,
      ) => Source | null
    )({ id }, call),
};

export function findNode(call: AdminCall, nodeGid: string): Source | null {
  const type = typeOf(nodeGid);
  const find = type ? FINDERS[type] : undefined;
  if (!find) throw notSimulated(`node(id: ${JSON.stringify(nodeGid)})`);
  return find(call, nodeGid);
}

export const nodeQueries: Source = {
  node: (args: { id: string }, call: AdminCall) => findNode(call, args.id),
  nodes: (args: { ids: string[] }, call: AdminCall) =>
    args.ids.map((id) => findNode(call, id)),
};
