/** One running pixel: its worker, and what the page does for it. */
import type {
  BrowserCall,
  CustomerPrivacy,
  FromSandbox,
  PixelEvent,
  ToSandbox,
} from "./pixel-messages.ts";

export interface SandboxOptions {
  src: string;
  settings: Record<string, unknown>;
  context: unknown;
  data: unknown;
  customerPrivacy: CustomerPrivacy;
}

export interface Sandbox {
  send(event: PixelEvent): void;
  tellConsent(customerPrivacy: CustomerPrivacy): void;
}

export function startSandbox(options: SandboxOptions): Sandbox {
  const worker = new Worker("/cdn/wpm/worker.js");
  const post = (message: ToSandbox) => worker.postMessage(message);
  worker.onmessage = ({ data: message }: MessageEvent<FromSandbox>) => {
    if (message.kind === "failed")
      console.error(`web pixel ${options.src}: ${message.message}`);
    if (message.kind !== "call") return;
    const { call } = message;
    try {
      post({ kind: "answer", call, value: perform(message) });
    } catch (error) {
      post({ kind: "answer", call, error: String(error) });
    }
  };
  post({
    kind: "start",
    src: new URL(options.src, location.href).href,
    settings: options.settings,
    init: {
      context: options.context,
      data: options.data,
      customerPrivacy: options.customerPrivacy,
    },
  });
  return {
    send: (event) => post({ kind: "event", event }),
    tellConsent: (customerPrivacy) =>
      post({ kind: "consent", customerPrivacy }),
  };
}

function perform({ area, method, args }: BrowserCall): unknown {
  if (area === "sendBeacon")
    return navigator.sendBeacon(
      String(args[0]),
      args[1] === undefined ? undefined : String(args[1]),
    );
  if (area === "cookie") return useCookie(method, args.map(String));
  const storage = window[area];
  if (method === "length") return storage.length;
  const allowed = ["getItem", "setItem", "removeItem", "clear", "key"];
  if (!allowed.includes(method)) throw new Error(`There is no ${method}.`);
  return (
    storage as unknown as Record<string, (...args: unknown[]) => unknown>
  )[method]?.(...args);
}

function useCookie(method: string, [first = "", value]: string[]): string {
  if (method === "set") {
    document.cookie = value === undefined ? first : `${first}=${value}; path=/`;
    return document.cookie;
  }
  if (!first) return document.cookie;
  const found = document.cookie
    .split("; ")
    .find((pair) => pair.startsWith(`${first}=`));
  return found?.slice(first.length + 1) ?? "";
}
