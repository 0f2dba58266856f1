/** Everything the Admin API of the stand-in can do, by root field. */
import type { Source } from "../call.ts";
import { customerMutations, customerQueries } from "./customers.ts";
import {
  discountCodeMutations,
  discountCodeQueries,
} from "./discounts/codes.ts";
import { discountMutations, discountQueries } from "./discounts/discounts.ts";
import { discountWrites } from "./discounts/write.ts";
import {
  definitionMutations,
  definitionQueries,
} from "./metafield-definitions.ts";
import { inventoryQueries } from "./inventory.ts";
import { metafieldMutations } from "./metafields.ts";
import { nodeQueries } from "./nodes.ts";
import { orderQueries } from "./orders.ts";
import { productQueries } from "./products.ts";
import { shopQueries } from "./shop.ts";
import { tagMutations } from "./tags.ts";
import { themeQueries } from "./themes.ts";
import { webPixelMutations, webPixelQueries } from "./web-pixels.ts";
import { webhookMutations, webhookQueries } from "./webhook-subscriptions.ts";

export const queryRoot: Source = {
  ...shopQueries,
  ...productQueries,
  ...inventoryQueries,
  ...customerQueries,
  ...orderQueries,
  ...discountQueries,
  ...discountCodeQueries,
  ...definitionQueries,
  ...themeQueries,
  ...webhookQueries,
  ...webPixelQueries,
  ...nodeQueries,
};

export const mutationRoot: Source = {
  ...metafieldMutations,
  ...definitionMutations,
  ...customerMutations,
  ...discountMutations,
  ...discountWrites,
  ...discountCodeMutations,
  ...tagMutations,
  ...webhookMutations,
  ...webPixelMutations,
};
