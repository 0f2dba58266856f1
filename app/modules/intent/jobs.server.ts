import type { TaskList } from "graphile-worker";
import { now as readClock } from "#app/clock.server.ts";
import { AppError } from "#app/errors.ts";
import { handle } from "#app/queue.server.ts";
import { keepPixelJob } from "./intent.ts";
import { ensureWebPixel } from "./web-pixel.server.ts";

export { noteCheckoutDrops, tidyDrops } from "./checkout-drops.server.ts";
export { keepWebPixels } from "./web-pixel.server.ts";

export const intentJobs: TaskList = {
  ...handle(keepPixelJob, async ({ shop }, { log }) => {
    try {
      await ensureWebPixel({ shop, now: readClock() });
    } catch (error) {
      // Asking a shop that left again and again would change nothing; a reinstall asks anew.
      if (!(error instanceof AppError) || error.code !== "uninstalled")
        throw error;
      log.info("the shop left before its web pixel was made");
    }
  }),
};
