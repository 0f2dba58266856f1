import type { Id, Metafield, ShopWorld } from "../../../world/types.ts";
import { toStoredNamespace } from "../../../world/world.ts";
import { makeDrop, type ShopifyDrop } from "../drop.ts";

/** `product.metafields.reviews.rating` and `product.metafields["$app"].proof`, by owner. */
export function metafieldsDrop(options: {
  shop: ShopWorld;
  ownerType: Metafield["ownerType"];
  ownerId: Id;
  appId: Id;
}): ShopifyDrop {
  const { shop, ownerType, ownerId, appId } = options;
  return makeDrop({
    type: "metafields",
    fields: {},
    find(namespace) {
      const stored = toStoredNamespace(namespace, appId);
      return makeDrop({
        type: "metafield_namespace",
        fields: {},
        find(key) {
          const metafield = shop.metafields.find(
            (one) =>
              one.ownerType === ownerType &&
              one.ownerId === ownerId &&
              one.namespace === stored &&
              one.key === key,
          );
          return metafield ? metafieldDrop(metafield) : undefined;
        },
      });
    },
  });
}

function metafieldDrop(metafield: Metafield): ShopifyDrop {
  return makeDrop({
    type: "metafield",
    fields: {
      value: () => typedValue(metafield),
      type: metafield.type,
      "list?": metafield.type.startsWith("list."),
    },
    print: () => metafield.value,
    json: () => typedValue(metafield),
  });
}

/** @see https://shopify.dev/docs/apps/build/metafields/list-of-data-types */
function typedValue({ type, value }: Metafield): unknown {
  if (
    type.startsWith("list.") ||
    type === "json" ||
    type === "money" ||
    type === "dimension" ||
    type === "weight" ||
    type === "volume"
  )
    return JSON.parse(value);
  if (type === "rating") {
    const rating = JSON.parse(value) as {
      value: string;
      scale_min: string;
      scale_max: string;
    };
    return makeDrop({
      type: "rating",
      fields: {
        rating: Number(rating.value),
        scale_min: Number(rating.scale_min),
        scale_max: Number(rating.scale_max),
      },
      print: () => rating.value,
    });
  }
  if (type === "number_integer" || type === "number_decimal")
    return Number(value);
  if (type === "boolean") return value === "true";
  return value;
}
