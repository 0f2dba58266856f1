import { PassThrough } from "node:stream";
import {
  createReadableStreamFromReadable,
  type EntryContext,
} from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { log } from "#app/log.server.ts";
import { shopify } from "#app/shopify.server.ts";

// Here, so that the edges share one bundle, and with it one configuration and one pool, with the routes.
export { edges } from "#app/edges/edges.server.ts";
export { closeDatabase, pool } from "#app/db.server.ts";
export { env } from "#app/env.server.ts";
export { log } from "#app/log.server.ts";
export { migrate } from "#app/migrate.server.ts";

/** After that what is left of a page is not waited for. */
const ABORT_MS = 10_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  shopify.addDocumentResponseHeaders(request, headers);
  headers.set("Content-Type", "text/html");
  // Crawlers do not run the scripts that complete a streamed page.
  const ready = isbot(request.headers.get("user-agent"))
    ? "onAllReady"
    : "onShellReady";
  return new Promise((resolve, reject) => {
    let shellSent = false;
    const { pipe, abort } = renderToPipeableStream(
      <RemixServer context={context} url={request.url} abortDelay={ABORT_MS} />,
      {
        [ready]() {
          shellSent = true;
          const body = new PassThrough();
          resolve(
            new Response(createReadableStreamFromReadable(body), {
              headers,
              status,
            }),
          );
          pipe(body);
        },
        onShellError: reject,
        onError(error: unknown) {
          status = 500;
          if (shellSent) log.error({ err: error }, "rendering failed");
        },
      },
    );
    setTimeout(abort, ABORT_MS + 1000).unref();
  });
}

/** Called by Remix for what a loader or action threw and no boundary expected. */
export function handleError(
  error: unknown,
  { request }: { request: Request },
): void {
  if (request.signal.aborted) return;
  log.error(
    { err: error, url: new URL(request.url).pathname },
    "a request failed",
  );
}
