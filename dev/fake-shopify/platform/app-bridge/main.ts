/**
 * Stands in for Shopify's App Bridge on the local Shopify. Own code: what it offers is written down by Shopify in
 * https://shopify.dev/docs/api/app-bridge-library; what is missing here throws and names itself.
 */
import { ADMIN, ask, FRAMED, onMessage, tell } from "./channel.ts";
import { readConfig } from "./config.ts";
import { watchElements } from "./elements.ts";
import { answerBounce, idToken, wrapFetch } from "./fetch.ts";
import { modal, startModals } from "./modal.ts";
import { watchNavigation } from "./navigation.ts";
import type { PickerOptions } from "./protocol.ts";
import { saveBar, startSaveBar } from "./save-bar.ts";

interface ToastOptions {
  duration?: number;
  isError?: boolean;
  action?: string;
  onAction?: () => void;
  onDismiss?: () => void;
}

const config = readConfig();
const toasts = new Map<string, ToastOptions>();

const toast = {
  show(message: string, options: ToastOptions = {}): string {
    const id = crypto.randomUUID();
    toasts.set(id, options);
    tell({
      type: "toast",
      id,
      message,
      isError: options.isError ?? false,
      duration: options.duration ?? 5000,
      action: options.action ?? null,
    });
    return id;
  },
  hide: (id: string) => tell({ type: "toast-hide", id }),
};

onMessage((message) => {
  if (message.type === "toast-action") toasts.get(message.id)?.onAction?.();
  if (message.type === "toast-dismiss") {
    toasts.get(message.id)?.onDismiss?.();
    toasts.delete(message.id);
  }
});

const scopes = {
  query: () =>
    ask<{ granted: string[]; required: string[]; optional: string[] }>({
      ask: "scopes",
    }),
  request: () => missing("scopes.request"),
  revoke: () => missing("scopes.revoke"),
};

function missing(name: string): never {
  throw new Error(`The local Shopify does not simulate shopify.${name}.`);
}

const shopify = {
  config: {
    ...config,
    appOrigins: [location.origin],
    disabledFeatures: [],
    experimentalFeatures: [],
  },
  origin: ADMIN,
  ready: Promise.resolve(),
  environment: { mobile: false, embedded: FRAMED, pos: false, intent: false },
  idToken,
  user: () => ask({ ask: "user" }),
  loading: (on = true) => tell({ type: "loading", on: Boolean(on) }),
  toast,
  modal,
  saveBar,
  scopes,
  app: { extensions: () => ask({ ask: "extensions" }) },
  reviews: { request: () => ask({ ask: "review" }) },
  resourcePicker: (options: PickerOptions) =>
    ask<unknown>({ ask: "resource-picker", options }).then(
      (picked) => picked ?? undefined,
    ),
  webVitals: { onReport: () => undefined },
  support: { registerHandler: () => undefined },
};

/** What is neither above nor asked for by a library that only looks (`then`, symbols) says so. */
const guarded = new Proxy(shopify, {
  get(target, name) {
    if (
      typeof name === "symbol" ||
      name in target ||
      name === "then" ||
      name === "toJSON"
    )
      return Reflect.get(target, name) as unknown;
    return [
      "picker",
      "intents",
      "pos",
      "scanner",
      "shopifyQL",
      "tools",
    ].includes(name)
      ? missing(name)
      : undefined;
  },
});

if (
  !FRAMED &&
  config.host &&
  !new URLSearchParams(location.search).has("shopify-reload")
) {
  const store = atob(config.host).split("/").at(-1) ?? "";
  location.replace(
    `${ADMIN}/store/${store}/apps/${config.apiKey}${location.pathname}`,
  );
} else {
  Object.defineProperty(window, "shopify", {
    value: guarded,
    configurable: true,
  });
  wrapFetch();
  startModals();
  startSaveBar();
  watchElements();
  watchNavigation();
  answerBounce().catch((error: unknown) =>
    console.error("The local App Bridge could not load the page:", error),
  );
}
