import { randomUUID } from "node:crypto";
import http from "node:http";
import { createRequestHandler } from "@remix-run/express";
import { installGlobals, type ServerBuild } from "@remix-run/node";
import express from "express";
import type * as Entry from "#app/entry.server.tsx";

// The web process. It imports nothing of the app but the build: edges and routes live in that one bundle.
installGlobals({ nativeFetch: true });
const BUILD = "../build/server/index.js";
const build = (await import(BUILD)) as ServerBuild;
const { edges, env, log, pool, migrate, closeDatabase } = build.entry
  .module as unknown as typeof Entry;

const YEAR_MS = 365 * 86_400_000;
/** A request gets this long to finish once we are told to stop. */
const SHUTDOWN_MS = 10_000;

const app = express();
app.disable("x-powered-by");
// TLS ends at the proxy before us; without this Remix would think that it speaks http and build such addresses.
app.set("trust proxy", true);
// Vite puts a hash of the content into these names.
app.use(
  "/assets",
  express.static("build/client/assets", {
    immutable: true,
    maxAge: YEAR_MS,
    fallthrough: false,
  }),
);
app.use(express.static("build/client", { maxAge: "1h" }));
app.all("*", createRequestHandler({ build, mode: env.NODE_ENV }));

const server = http.createServer((req, res) => {
  const id = requestId(req);
  req.headers["x-request-id"] = id;
  res.setHeader("x-request-id", id);
  void answer(req, res).catch((error: unknown) =>
    fail(error, { req, res, id }),
  );
});

async function answer(
  req: http.IncomingMessage,
  res: http.ServerResponse,
): Promise<void> {
  for (const edge of edges) if (await edge(req, res)) return;
  app(req, res);
}

/** The one given by the load balancer, so that its log and ours can be read side by side. */
function requestId(req: http.IncomingMessage): string {
  const given = req.headers["x-request-id"];
  return typeof given === "string" && /^[\w.-]{1,64}$/.test(given)
    ? given
    : randomUUID();
}

function fail(
  error: unknown,
  {
    req,
    res,
    id,
  }: { req: http.IncomingMessage; res: http.ServerResponse; id: string },
): void {
  if (req.destroyed && !req.complete) return; // the client hung up
  log.error(
    { err: error, requestId: id, path: req.url?.split("?")[0] },
    "an edge failed",
  );
  if (res.headersSent) return void res.destroy();
  // 503, not 500: Shopify and browsers may come again.
  res.writeHead(503, {
    "content-type": "application/json",
    "cache-control": "no-store",
    "retry-after": "5",
  });
  res.end(
    JSON.stringify({
      error: { code: "try-again", message: "Please try again in a moment." },
    }),
  );
}

// Longer than load balancers keep idle connections (60 s as a rule), so that they never send into a closed one.
server.keepAliveTimeout = 65_000;
server.headersTimeout = 66_000;
// Nothing to do takes 20 ms; a deployment that forgot `npm run migrate` still works.
await migrate({ pool });
server.listen(env.PORT, env.HOST, () =>
  log.info({ port: env.PORT, host: env.HOST }, "web is listening"),
);

let stopping = false;
for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.on(signal, () => void stop(signal));

async function stop(signal: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info({ signal }, "web is stopping");
  // A connection that is busy now would be kept for more once it has its answer, and us with it.
  server.keepAliveTimeout = 1;
  const killer = setTimeout(() => server.closeAllConnections(), SHUTDOWN_MS);
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeIdleConnections();
  });
  clearTimeout(killer);
  await closeDatabase();
  process.exit(0); // the library's own timers would keep us here
}
