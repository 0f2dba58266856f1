import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { now } from "#app/clock.server.ts";
import { readToken } from "#app/links.server.ts";
import {
  drawInvalidLinkPage,
  drawUnsubscribePage,
  LINK_PAGE_HEADERS,
  localeOfHeader,
  unsubscribe,
  viewUnsubscribe,
} from "#app/modules/messages/messages.server.ts";

const MAX_BODY_BYTES = 10_000;

/** Only asks: mail scanners open every link, and must not unsubscribe anybody. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const target = readToken("unsubscribe", params.token ?? "");
  if (!target) return answerInvalid(request);
  const view = await viewUnsubscribe(target);
  return new Response(drawUnsubscribePage(view), {
    headers: LINK_PAGE_HEADERS,
  });
}

/** The form's button, or a mailbox provider's one click (RFC 8058): `List-Unsubscribe=One-Click`, no cookie, no redirect. */
export async function action({ request, params }: ActionFunctionArgs) {
  const target = readToken("unsubscribe", params.token ?? "");
  if (!target) return answerInvalid(request);
  const body = await readBody(request);
  if (!body) return new Response(null, { status: 413 });
  const form = await readForm(request, body);
  const isOneClick = form.get("List-Unsubscribe") === "One-Click";
  await unsubscribe({
    shop: target.shop,
    id: target.messageId,
    everything: form.get("everything") === "yes",
    source: isOneClick ? "one-click" : "page",
    now: now(),
  });
  if (isOneClick) return new Response("Unsubscribed.\n");
  return new Response(null, {
    status: 303,
    headers: {
      Location: new URL(request.url).pathname,
      "Cache-Control": "no-store",
    },
  });
}

/** Null when it is too long, whatever its headers say: a body sent in chunks does not tell its length. */
async function readBody(request: Request): Promise<Blob | null> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done || !value) break;
    length += value.length;
    if (length > MAX_BODY_BYTES) {
      await reader?.cancel();
      return null;
    }
    chunks.push(value);
  }
  return new Blob(chunks);
}

/** RFC 8058 allows both kinds of form; anything else is read as an empty one. */
async function readForm(request: Request, body: Blob): Promise<FormData> {
  const type = request.headers.get("content-type") ?? "";
  try {
    return await new Response(body, {
      headers: { "content-type": type },
    }).formData();
  } catch {
    return new FormData();
  }
}

function answerInvalid(request: Request): Response {
  const locale = localeOfHeader(request.headers.get("accept-language"));
  return new Response(drawInvalidLinkPage(locale), {
    status: 400,
    headers: LINK_PAGE_HEADERS,
  });
}
