/** Inventory items, their levels, and the locations they lie at. */
import {
  LOCATIONS,
  levelGid,
  stockLevels,
  type Location,
  type StockLevel,
  WAREHOUSE,
} from "../../../storefront/stock.ts";
import { gid } from "../../../world/world.ts";
import type { Product, Variant } from "../../../world/types.ts";
import type { AdminCall, Source } from "../call.ts";
import { connection, type PageArgs } from "../connection.ts";
import { notSimulated } from "../errors.ts";
import { money } from "../money.ts";

interface Stocked {
  product: Product;
  variant: Variant;
  toVariant: () => Source;
}

export function toInventoryItem(owned: Stocked, call: AdminCall): Source {
  const { product, variant, toVariant } = owned;
  return {
    __typename: "InventoryItem",
    id: gid("InventoryItem", variant.inventoryItemId),
    legacyResourceId: variant.inventoryItemId,
    tracked: variant.tracked,
    sku: variant.sku,
    requiresShipping: variant.requiresShipping,
    unitCost:
      variant.unitCost === null
        ? null
        : money(variant.unitCost, call.shop.currency),
    createdAt: product.createdAt,
    updatedAt: product.updatedAt,
    variant: toVariant,
    inventoryLevels: (args: PageArgs) =>
      connection({
        items: stockLevels(variant).map((level) => ({
          ...level,
          id: level.location.id,
        })),
        args,
        toNode: (level) => toLevel(owned, level, call),
      }),
    inventoryLevel: ({ locationId }: { locationId: string }) => {
      const level = stockLevels(variant).find(
        ({ location }) => gid("Location", location.id) === locationId,
      );
      return level ? toLevel(owned, level, call) : null;
    },
  };
}

function toLevel(
  owned: Stocked,
  { location, available }: StockLevel,
  call: AdminCall,
): Source {
  const id = levelGid(owned.variant, location);
  return {
    __typename: "InventoryLevel",
    id,
    createdAt: owned.product.createdAt,
    updatedAt: owned.product.updatedAt,
    isActive: true,
    item: () => toInventoryItem(owned, call),
    location: () => toLocation(location),
    quantities: ({ names }: { names: string[] }) =>
      names.map((name) => {
        // Orders are filled at once here: what is there is available.
        if (name !== "available" && name !== "on_hand")
          throw notSimulated(`the inventory quantity ${name}`);
        return {
          id: `${id}&name=${name}`,
          name,
          quantity: available,
          updatedAt: owned.product.updatedAt,
        };
      }),
  };
}

const toLocation = (location: Location): Source => ({
  __typename: "Location",
  id: gid("Location", location.id),
  legacyResourceId: location.id,
  name: location.name,
  isActive: true,
  isPrimary: location === WAREHOUSE,
  fulfillsOnlineOrders: true,
  shipsInventory: true,
});

export const inventoryQueries: Source = {
  locations: (args: PageArgs) =>
    connection({ items: [...LOCATIONS], args, toNode: toLocation }),
};
