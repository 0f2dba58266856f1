/**
 * The door by which the local Shopify enters a process that knows nothing of it:
 *   node --import ./dev/fake-shopify/preload.ts app/server.ts
 * FAKE_SHOPIFY_URL  requests to *.myshopify.com and *.shopify.com go there; the app may be framed from there
 * CLOCK_FILE        Date tells the local clock's time
 * Either may be left out. Has to come before everything else: libraries take fetch and Date once, at import.
 */
import http from "node:http";
import { Agent, setGlobalDispatcher, type Dispatcher } from "undici";
import { REAL_NOW } from "./real-now-symbol.ts";
import { localNow, readClockFile, type ClockFile } from "./world/clock.ts";

const SHOPIFY_HOST = /(^|\.)(myshopify|shopify)\.com$/;
/** How old, in real milliseconds, our idea of the clock may be: at 60 times the speed 1.2 s of local time. */
const CLOCK_AGE_MS = 20;

if (process.env["FAKE_SHOPIFY_URL"])
  enterNetwork(process.env["FAKE_SHOPIFY_URL"]);
if (process.env["CLOCK_FILE"]) enterClock(process.env["CLOCK_FILE"]);

/** A dispatcher reaches Node's own fetch and the one Remix puts over it; replacing global fetch would not. */
function enterNetwork(target: string): void {
  const redirect: Dispatcher.DispatcherComposeInterceptor =
    (dispatch) => (options, handler) => {
      const { hostname } = new URL(String(options.origin));
      if (!SHOPIFY_HOST.test(hostname)) return dispatch(options, handler);
      const headers = Array.isArray(options.headers)
        ? [...(options.headers as string[]), "x-forwarded-host", hostname]
        : {
            ...(options.headers as Record<string, string>),
            "x-forwarded-host": hostname,
          };
      return dispatch({ ...options, origin: target, headers }, handler);
    };
  setGlobalDispatcher(new Agent().compose(redirect));

  const { setHeader } = http.ServerResponse.prototype;
  http.ServerResponse.prototype.setHeader = function (name, value) {
    switch (name.toLowerCase()) {
      case "content-security-policy": {
        const framed = String(value).replace(
          /frame-ancestors(?! 'none')/,
          `frame-ancestors ${target}`,
        );
        return setHeader.call(this, name, framed);
      }
      case "link": // a preload of the script that the stand-in's replaces
        return String(value).includes("cdn.shopify.com")
          ? this
          : setHeader.call(this, name, value);
      case "location": // an admin page asked for outside the frame
        return setHeader.call(
          this,
          name,
          String(value).replace(
            /^https:\/\/admin\.shopify\.com(?=\/store\/)/,
            target,
          ),
        );
      default:
        return setHeader.call(this, name, value);
    }
  };
}

function enterClock(file: string): void {
  const RealDate = Date;
  const realNow = RealDate.now.bind(RealDate);
  Object.defineProperty(globalThis, REAL_NOW, {
    value: realNow,
    configurable: true,
  });

  let state: ClockFile | null = null;
  let readAt = -Infinity;
  let last = -Infinity;
  const now = (): number => {
    const real = realNow();
    if (real - readAt >= CLOCK_AGE_MS || real < readAt) {
      state = readClockFile(file) ?? state;
      readAt = real;
    }
    // Time that runs back would break more than time that stands still for a moment after the clock was slowed down.
    last = Math.max(last, state ? localNow(state, real) : real);
    return last;
  };

  RealDate.now = now;
  const LocalDate = new Proxy(RealDate, {
    construct: (target, given: [], newTarget) =>
      Reflect.construct(
        target,
        given.length === 0 ? [now()] : given,
        newTarget,
      ) as Date,
    apply: () => new RealDate(now()).toString(),
  });
  RealDate.prototype.constructor = LocalDate;
  globalThis.Date = LocalDate;
}
