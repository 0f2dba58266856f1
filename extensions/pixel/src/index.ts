import type { PixelHost } from "./pixel-api.ts";
import { STEPS, tellStep } from "./tell-step.ts";

declare const shopify: PixelHost;

// What `register` of @shopify/web-pixels-extension does, without the package.
shopify.extend("WebPixel::Render", (api) => {
  for (const [name, step] of Object.entries(STEPS))
    api.analytics.subscribe(name, (event) => tellStep(api, step, event));
});
