/**
 * The strict sandbox of one app pixel: a worker without the page. What the pixel may use of the browser runs in the page.
 * @see https://shopify.dev/docs/api/web-pixels-api
 */
import type {
  BrowserCall,
  FromSandbox,
  PixelEvent,
  ToSandbox,
} from "./pixel-messages.ts";

interface WorkerScope {
  postMessage(message: FromSandbox): void;
  onmessage: ((message: MessageEvent<ToSandbox>) => void) | null;
  importScripts(src: string): void;
}
type Callback = (event: unknown) => unknown;
type Extend = (api: Record<string, unknown>) => void;

(() => {
  const scope = globalThis as unknown as WorkerScope;
  const say = scope.postMessage.bind(scope);
  const load = scope.importScripts.bind(scope);
  const subscribers = new Map<string, Set<Callback>>();
  const consentSubscribers = new Map<string, Set<Callback>>();
  const waiting = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: Error) => void }
  >();
  const past: PixelEvent[] = [];
  let calls = 0;

  const ask = (
    area: BrowserCall["area"],
    method: string,
    args: unknown[],
  ): Promise<unknown> =>
    new Promise((resolve, reject) => {
      calls += 1;
      waiting.set(calls, { resolve, reject });
      say({ kind: "call", call: calls, area, method, args });
    });
  const area = (name: "cookie" | "localStorage" | "sessionStorage") =>
    Object.fromEntries(
      (name === "cookie"
        ? ["get", "set"]
        : ["getItem", "setItem", "removeItem", "clear", "key", "length"]
      ).map((method) => [
        method,
        (...args: unknown[]) => ask(name, method, args),
      ]),
    );

  /** A pixel that throws must not stop the others, and its author must hear of it. */
  function run(callback: Callback, event: unknown): void {
    Promise.resolve()
      .then(() => callback(event))
      .catch((error: unknown) =>
        say({ kind: "failed", message: words(error) }),
      );
  }
  const words = (error: unknown) =>
    error instanceof Error ? `${error.name}: ${error.message}` : String(error);

  function subscribeTo(
    all: Map<string, Set<Callback>>,
    name: string,
    callback: Callback,
  ): () => boolean {
    const own = all.get(name) ?? new Set();
    all.set(name, own.add(callback));
    return () => own.delete(callback);
  }

  const KINDS: Record<string, PixelEvent["type"] | undefined> = {
    all_standard_events: "standard",
    all_custom_events: "custom",
    all_dom_events: "dom",
  };
  const fits = (name: string, event: PixelEvent) =>
    name === "all_events" || name === event.name || KINDS[name] === event.type;

  let extend: Extend | null = null;
  Object.assign(scope, {
    shopify: {
      extend(point: string, given: Extend) {
        if (point !== "WebPixel::Render")
          throw new Error(`There is no extension point ${point}.`);
        extend = given;
      },
    },
  });

  function start({ src, settings, init }: ToSandbox & { kind: "start" }): void {
    // What a pixel could use to get around the sandbox is not there.
    for (const name of ["importScripts", "indexedDB", "caches"])
      Object.defineProperty(scope, name, { value: undefined });
    load(src);
    if (!extend) throw new Error("The pixel registers nothing.");
    (extend as Extend)({
      settings,
      init,
      analytics: {
        subscribe(name: string, callback: Callback) {
          // Whoever subscribes later still hears what this page has told already.
          for (const event of past) if (fits(name, event)) run(callback, event);
          return subscribeTo(subscribers, name, callback);
        },
      },
      browser: {
        cookie: area("cookie"),
        localStorage: area("localStorage"),
        sessionStorage: area("sessionStorage"),
        sendBeacon: (...args: unknown[]) => ask("sendBeacon", "send", args),
      },
      customerPrivacy: {
        subscribe: (name: string, callback: Callback) =>
          subscribeTo(consentSubscribers, name, callback),
      },
    });
  }

  scope.onmessage = ({ data: message }) => {
    switch (message.kind) {
      case "start":
        try {
          start(message);
          say({ kind: "ready" });
        } catch (error) {
          say({ kind: "failed", message: words(error) });
        }
        return;
      case "event":
        past.push(message.event);
        for (const [name, own] of subscribers)
          if (fits(name, message.event))
            for (const callback of own) run(callback, message.event);
        return;
      case "consent":
        for (const callback of consentSubscribers.get(
          "visitorConsentCollected",
        ) ?? [])
          run(callback, { customerPrivacy: message.customerPrivacy });
        return;
      case "answer": {
        const call = waiting.get(message.call);
        waiting.delete(message.call);
        if (message.error === undefined) call?.resolve(message.value);
        else call?.reject(new Error(message.error));
      }
    }
  };
})();
