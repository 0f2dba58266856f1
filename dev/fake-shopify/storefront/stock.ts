/** Stock by location, everything that changes it, and what the app hears of it. */
import type { LocalShopify } from "../context.ts";
import type { Id, Product, ShopWorld, Variant } from "../world/types.ts";
import { gid, toIso } from "../world/world.ts";
import { findVariant } from "./catalogue-lookup.ts";
import { productPayload } from "./payloads/products.ts";

export interface Location {
  id: Id;
  name: string;
}

/** Every local shop has these two; online orders are filled from the first that has enough. */
export const WAREHOUSE: Location = { id: "72001", name: "Warehouse" };
export const SHOP_FLOOR: Location = { id: "72002", name: "Shop floor" };
export const LOCATIONS: readonly Location[] = [WAREHOUSE, SHOP_FLOOR];

export interface StockLevel {
  location: Location;
  available: number;
}

/** What lies where: together `variant.inventoryQuantity`. What is not elsewhere lies in the warehouse. */
export function stockLevels(variant: Variant): StockLevel[] {
  const elsewhere = variant.elsewhere ?? {};
  const away = Object.values(elsewhere).reduce((sum, one) => sum + one, 0);
  return LOCATIONS.map((location) => ({
    location,
    available:
      location === WAREHOUSE
        ? variant.inventoryQuantity - away
        : (elsewhere[location.id] ?? 0),
  }));
}

/** A merchant counted anew ("set"), took delivery ("add", or less than nothing), or moved pieces to the shop floor ("move", or back). */
export type StockAct = "set" | "add" | "move";

/** @throws RangeError when the shop has no such variant. */
export function changeStock(
  ctx: LocalShopify,
  shop: ShopWorld,
  {
    variantId,
    act,
    quantity,
  }: { variantId: Id; act: StockAct; quantity: number },
): void {
  const found = findVariant(shop, variantId);
  if (!found) throw new RangeError("There is no such variant in this shop.");
  const { product, variant } = found;
  if (act === "move") {
    shift(variant, WAREHOUSE, -quantity);
    shift(variant, SHOP_FLOOR, quantity);
    tell(ctx, shop, found, LOCATIONS);
  } else {
    const by = act === "add" ? quantity : quantity - variant.inventoryQuantity;
    shift(variant, WAREHOUSE, by);
    tell(ctx, shop, found, [WAREHOUSE]);
  }
  tellProduct(ctx, shop, product);
}

interface StockLine {
  variantId: Id;
  quantity: number;
}

/** An order takes its lines off stock. */
export function takeStock(
  ctx: LocalShopify,
  shop: ShopWorld,
  lines: readonly StockLine[],
): void {
  const changed = new Set<Product>();
  for (const { variantId, quantity } of lines) {
    const found = findVariant(shop, variantId);
    if (!found?.variant.tracked) continue;
    const { location } =
      stockLevels(found.variant).find(
        ({ available }) => available >= quantity,
      ) ?? stockLevels(found.variant)[0]!;
    shift(found.variant, location, -quantity);
    tell(ctx, shop, found, [location]);
    changed.add(found.product);
  }
  for (const product of changed) tellProduct(ctx, shop, product);
}

/** A refund or a cancelled order puts its lines back into the warehouse. */
export function returnStock(
  ctx: LocalShopify,
  shop: ShopWorld,
  lines: readonly StockLine[],
): void {
  const changed = new Set<Product>();
  for (const { variantId, quantity } of lines) {
    const found = findVariant(shop, variantId);
    if (!found?.variant.tracked) continue;
    shift(found.variant, WAREHOUSE, quantity);
    tell(ctx, shop, found, [WAREHOUSE]);
    changed.add(found.product);
  }
  for (const product of changed) tellProduct(ctx, shop, product);
}

function shift(variant: Variant, location: Location, by: number): void {
  variant.inventoryQuantity += by;
  if (location === WAREHOUSE) return;
  const before = variant.elsewhere?.[location.id] ?? 0;
  variant.elsewhere = { ...variant.elsewhere, [location.id]: before + by };
}

function tell(
  ctx: LocalShopify,
  shop: ShopWorld,
  { product, variant }: { product: Product; variant: Variant },
  locations: readonly Location[],
): void {
  product.updatedAt = toIso(ctx.clock.now());
  for (const { location, available } of stockLevels(variant)) {
    if (!locations.includes(location)) continue;
    ctx.emitWebhook(shop.shop, "inventory_levels/update", {
      inventory_item_id: Number(variant.inventoryItemId),
      location_id: Number(location.id),
      available,
      updated_at: product.updatedAt,
      admin_graphql_api_id: levelGid(variant, location),
    });
  }
}

/** Shopify sends it "whenever a product is updated, or ordered". */
function tellProduct(
  ctx: LocalShopify,
  shop: ShopWorld,
  product: Product,
): void {
  ctx.emitWebhook(
    shop.shop,
    "products/update",
    productPayload(product, shop.currency),
  );
}

export const levelGid = (variant: Variant, location: Location): string =>
  `${gid("InventoryLevel", location.id)}?inventory_item_id=${variant.inventoryItemId}`;
