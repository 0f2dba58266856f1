import { z } from "zod";
import { defineJob } from "#app/job.ts";

/** Brings the shop's app-data metafields to what its campaigns say now. */
export const publishConfigJob = defineJob({
  id: "campaigns.publish-config",
  schema: z.object({ shop: z.string() }),
});
