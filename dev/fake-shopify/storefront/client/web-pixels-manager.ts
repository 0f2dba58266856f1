/**
 * Runs the shop's web pixels: keeps the page's customer events and hands them to each pixel that the visitor allows.
 * @see https://shopify.dev/docs/apps/build/marketing-analytics/pixels
 */
import { isAllowed } from "./consent-state.ts";
import { watchCart } from "./pixel-cart.ts";
import {
  isFirst,
  type SavedCheckout,
  watchCheckout,
} from "./pixel-checkout.ts";
import { watchDom } from "./pixel-dom.ts";
import type { CustomerPrivacy, PixelEvent } from "./pixel-messages.ts";
import { type Sandbox, startSandbox } from "./pixel-sandbox.ts";

interface Setup {
  pixels: {
    id: string;
    src: string;
    settings: Record<string, unknown>;
    privacy: {
      analytics: boolean;
      marketing: boolean;
      preferences: boolean;
      sale_of_data: "enabled" | "disabled" | "ldu";
    };
  }[];
  consent: { needed: boolean };
  init: Record<string, unknown>;
  events: { name: string; data: Record<string, unknown> }[];
}
type Publication = [name: string, data: unknown];
interface ShopifyAnalytics {
  /** What was published before this script was there. */
  early?: Publication[];
  deliver?: (name: string, data: unknown) => void;
}

(() => {
  const setup = JSON.parse(
    document.getElementById("web-pixels-manager-setup")?.textContent ?? "{}",
  ) as Setup;
  const shopify = ((
    window as unknown as { Shopify?: { analytics?: ShopifyAnalytics } }
  ).Shopify ??= {});
  const analytics = (shopify.analytics ??= {});

  const privacy = (): CustomerPrivacy => ({
    analyticsProcessingAllowed: isAllowed("analytics", setup.consent.needed),
    marketingAllowed: isAllowed("marketing", setup.consent.needed),
    preferencesProcessingAllowed: isAllowed(
      "preferences",
      setup.consent.needed,
    ),
    saleOfDataAllowed: isAllowed("sale_of_data", setup.consent.needed),
  });
  const allows = ({ privacy: needs }: Setup["pixels"][number]): boolean => {
    const now = privacy();
    return (
      (!needs.analytics || now.analyticsProcessingAllowed) &&
      (!needs.marketing || now.marketingAllowed) &&
      (!needs.preferences || now.preferencesProcessingAllowed) &&
      (needs.sale_of_data !== "enabled" || now.saleOfDataAllowed)
    );
  };

  const told: PixelEvent[] = [];
  const running = new Map<string, Sandbox>();
  /** Made once somebody may read it: an id is stored only for visitors who allow it. */
  let clientId = "";

  function startAllowed(): void {
    for (const pixel of setup.pixels) {
      if (running.has(pixel.id) || !allows(pixel)) continue;
      clientId ||= readClientId();
      const sandbox = startSandbox({
        src: pixel.src,
        settings: pixel.settings,
        context: context(),
        data: setup.init,
        customerPrivacy: privacy(),
      });
      running.set(pixel.id, sandbox);
      for (const event of told) sandbox.send({ ...event, clientId });
    }
  }

  function tell(type: PixelEvent["type"], name: string, body: object): void {
    const event: PixelEvent = {
      id: crypto.randomUUID(),
      clientId,
      name,
      timestamp: new Date().toISOString(),
      seq: told.length,
      type,
      context: context(),
      ...body,
    };
    told.push(event);
    for (const pixel of setup.pixels)
      // After a visitor takes her yes back nothing more reaches the pixel.
      if (allows(pixel)) running.get(pixel.id)?.send(event);
  }
  const publish = (name: string, data: unknown) =>
    tell("standard", name, { data });

  for (const { name, data } of setup.events) {
    const { steps, ...rest } = data;
    const checkout = data["checkout"] as SavedCheckout["checkout"] | undefined;
    if (name === "checkout_started")
      watchCheckout({ steps, checkout } as SavedCheckout, publish);
    if (!checkout || isFirst(name, checkout.token)) publish(name, rest);
  }
  watchDom((name, data) => tell("dom", name, { data }));
  if (!location.pathname.includes("/checkouts/")) watchCart(publish);

  for (const [name, data] of analytics.early ?? [])
    tell("custom", name, { customData: data ?? null });
  analytics.deliver = (name, data) =>
    tell("custom", name, { customData: data ?? null });

  startAllowed();
  document.addEventListener("visitorConsentCollected", () => {
    startAllowed();
    for (const sandbox of running.values()) sandbox.tellConsent(privacy());
  });
})();

function readClientId(): string {
  const known = /(?:^|; )_shopify_y=([^;]*)/.exec(document.cookie)?.[1];
  const id = known ?? crypto.randomUUID();
  document.cookie = `_shopify_y=${id}; path=/; max-age=31536000; SameSite=Lax`;
  return id;
}

/** The page as it is at this moment. */
function context() {
  const pick = <T extends object, K extends keyof T>(from: T, keys: K[]) =>
    Object.fromEntries(keys.map((key) => [key, from[key]]));
  const where = pick(location, [
    "hash",
    "host",
    "hostname",
    "href",
    "origin",
    "pathname",
    "port",
    "protocol",
    "search",
  ]);
  return {
    document: {
      characterSet: document.characterSet,
      location: where,
      referrer: document.referrer,
      title: document.title,
    },
    navigator: {
      ...pick(navigator, ["cookieEnabled", "language", "userAgent"]),
      languages: [...navigator.languages],
    },
    window: {
      ...pick(window, [
        "innerHeight",
        "innerWidth",
        "origin",
        "outerHeight",
        "outerWidth",
        "pageXOffset",
        "pageYOffset",
        "screenX",
        "screenY",
        "scrollX",
        "scrollY",
      ]),
      location: where,
      screen: { height: screen.height, width: screen.width },
    },
  };
}
