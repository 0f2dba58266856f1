/** What the page and a pixel's sandbox say to each other. */
export interface PixelEvent {
  id: string;
  clientId: string;
  name: string;
  timestamp: string;
  seq: number;
  type: "standard" | "custom" | "dom";
  context: unknown;
  data?: unknown;
  customData?: unknown;
}

export interface CustomerPrivacy {
  analyticsProcessingAllowed: boolean;
  marketingAllowed: boolean;
  preferencesProcessingAllowed: boolean;
  saleOfDataAllowed: boolean;
}

export type ToSandbox =
  | {
      kind: "start";
      src: string;
      settings: Record<string, unknown>;
      init: {
        context: unknown;
        data: unknown;
        customerPrivacy: CustomerPrivacy;
      };
    }
  | { kind: "event"; event: PixelEvent }
  | { kind: "consent"; customerPrivacy: CustomerPrivacy }
  | { kind: "answer"; call: number; value?: unknown; error?: string };

/** `browser.cookie.get("x")` is `{ area: "cookie", method: "get", args: ["x"] }`. */
export interface BrowserCall {
  kind: "call";
  call: number;
  area: "cookie" | "localStorage" | "sessionStorage" | "sendBeacon";
  method: string;
  args: unknown[];
}

export type FromSandbox =
  { kind: "ready" } | { kind: "failed"; message: string } | BrowserCall;
