import { z } from "zod";
import { defineJob } from "#app/job.ts";

const shopPayload = z.object({ shop: z.string() });

/** Keeps codes ready for every running campaign of the shop. */
export const fillPoolsJob = defineJob({
  id: "offers.fill-pools",
  schema: shopPayload,
});

/** Takes back from Shopify what nobody claimed: codes of paused campaigns, discounts that ended unused. */
export const takeBackJob = defineJob({
  id: "offers.take-back",
  schema: shopPayload,
});

/** Tags an order with the promises that were verified for it. */
export const tagOrderJob = defineJob({
  id: "offers.tag-order",
  schema: z.object({ shop: z.string(), orderId: z.string() }),
});

/** Reads prices and unit costs again, and counts what is bought together. */
export const refreshFactsJob = defineJob({
  id: "offers.refresh-facts",
  schema: shopPayload,
});
