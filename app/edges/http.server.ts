import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * One hot edge: answers the request and says true, or leaves it alone and says false. Edges come before Express and
 * Remix because those cost a multiple of the work itself (docs/decisions/020-hot-edges.md).
 */
export type Edge = (
  req: IncomingMessage,
  res: ServerResponse,
) => Promise<boolean>;

/** Whether the request is for `path`, whatever its query. */
export function isFor(req: IncomingMessage, path: string): boolean {
  const url = req.url ?? "";
  return (
    url.startsWith(path) &&
    (url.length === path.length || url[path.length] === "?")
  );
}

/** The raw body, since signatures are made over bytes; undefined when it is longer than `limit` bytes. */
export function readBody(
  req: IncomingMessage,
  limit: number,
): Promise<Buffer | undefined> {
  if (Number(req.headers["content-length"] ?? 0) > limit)
    return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    req.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else resolve(undefined);
    });
    req.on("end", () =>
      resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)),
    );
    req.on("error", reject);
    // A client that hangs up has no "end"; without this its promise, and the shutdown, would wait for ever.
    req.on("close", () => reject(new Error("The request was broken off.")));
  });
}

const NO_STORE = { "cache-control": "no-store" };

export function sendEmpty(res: ServerResponse, status: number): true {
  // A 204 has no length by definition (RFC 9110, 8.6).
  res.writeHead(
    status,
    status === 204 ? NO_STORE : { ...NO_STORE, "content-length": 0 },
  );
  res.end();
  return true;
}

export function sendJson(
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): true {
  const text = JSON.stringify(body);
  res.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(text),
    "cache-control": "no-store",
    ...headers,
  });
  res.end(text);
  return true;
}

/** The form in which every edge refuses: `{ "error": { "code": "bad-signature", "message": "…" } }`. */
export function sendError(
  res: ServerResponse,
  status: number,
  { code, message }: { code: string; message: string },
  headers: Record<string, string> = {},
): true {
  // What is left of a body we do not read would be taken for the next request on this connection.
  const unread: Record<string, string> = res.req.complete
    ? {}
    : { connection: "close" };
  return sendJson(
    res,
    status,
    { error: { code, message } },
    { ...unread, ...headers },
  );
}
