import type { IncomingMessage, ServerResponse } from "node:http";

export interface Answer {
  status: number;
  headers: Record<string, string | string[]>;
  body: string | Buffer;
}

/** Bodies of shoppers' requests are small; anything larger is refused. */
const MAX_BODY_BYTES = 2_000_000;

export class TooLarge extends Error {}

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new TooLarge("The request is too large.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function parseCookies(
  header: string | undefined,
): Record<string, string> {
  const pairs = (header ?? "").split(/;\s*/).flatMap((part) => {
    const at = part.indexOf("=");
    return at > 0
      ? [[part.slice(0, at), decode(part.slice(at + 1))] as const]
      : [];
  });
  return Object.fromEntries(pairs);
}

/** Fields of a form or JSON body as one nested object: `properties[Gift]=x` and `items[0][id]=1` become objects and arrays. */
export async function parseFields(
  body: Buffer,
  contentType: string | undefined,
): Promise<Record<string, unknown>> {
  if (body.length === 0) return {};
  if (/^application\/json/i.test(contentType ?? "")) {
    const parsed: unknown = JSON.parse(body.toString("utf8"));
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
      throw new SyntaxError("The body must be a JSON object.");
    return parsed as Record<string, unknown>;
  }
  const form = /^multipart\/form-data/i.test(contentType ?? "")
    ? await new Response(new Uint8Array(body), {
        headers: { "content-type": contentType ?? "" },
      }).formData()
    : new URLSearchParams(body.toString("utf8"));
  return nestFields(
    [...form.entries()].flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value] as const] : [],
    ),
  );
}

export function nestFields(
  entries: Iterable<readonly [string, string]>,
): Record<string, unknown> {
  const root: Record<string, unknown> = Object.create(null) as Record<
    string,
    unknown
  >;
  for (const [name, value] of entries) {
    const path = [
      /^[^[]*/.exec(name)?.[0] ?? name,
      ...[...name.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? ""),
    ];
    let node = root;
    path.forEach((step, index) => {
      const key = step === "" ? String(Object.keys(node).length) : step;
      if (index === path.length - 1) node[key] = value;
      else {
        if (typeof node[key] !== "object" || node[key] === null)
          node[key] = Object.create(null) as Record<string, unknown>;
        node = node[key] as Record<string, unknown>;
      }
    });
  }
  return { ...root };
}

export function json(
  status: number,
  body: unknown,
  headers: Answer["headers"] = {},
): Answer {
  return {
    status,
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Cache-Control": "no-store",
      ...headers,
    },
    body: JSON.stringify(body),
  };
}

export function html(
  status: number,
  body: string,
  headers: Answer["headers"] = {},
): Answer {
  return {
    status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "private, no-store",
      ...headers,
    },
    body,
  };
}

export function redirect(location: string, status = 302): Answer {
  return {
    status,
    headers: { Location: location, "Cache-Control": "no-store" },
    body: "",
  };
}

export function send(
  response: ServerResponse,
  answer: Answer,
  cookies: string[],
): void {
  const own = answer.headers["Set-Cookie"] ?? [];
  const all = [...(Array.isArray(own) ? own : [own]), ...cookies];
  response.writeHead(answer.status, {
    ...answer.headers,
    ...(all.length > 0 ? { "Set-Cookie": all } : {}),
  });
  response.end(answer.body);
}

/** A path below this site, for `redirect` parameters: never another host. */
export function localPath(
  value: string | null | undefined,
  otherwise: string,
): string {
  return value && /^\/(?![/\\])/.test(value) ? value : otherwise;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
