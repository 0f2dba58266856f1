/** fetch with a session token for the app's own server. */
import { ask } from "./channel.ts";
import { openTop } from "./navigation.ts";

const RETRY = "X-Shopify-Retry-Invalid-Session-Request";
const REAUTHORIZE = "X-Shopify-API-Request-Failure-Reauthorize-Url";

export const idToken = () => ask<string>({ ask: "id-token" });

const plainFetch = window.fetch.bind(window);

async function withToken(request: Request): Promise<Response> {
  const headers = new Headers(request.headers);
  headers.set("Authorization", `Bearer ${await idToken()}`);
  headers.set("X-Requested-With", "XMLHttpRequest");
  return plainFetch(new Request(request, { headers }));
}

export function wrapFetch(): void {
  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    const own = new URL(request.url).origin === location.origin;
    if (!own || request.headers.has("Authorization"))
      return plainFetch(request);
    const again = request.clone(); // a body can be sent only once
    let response = await withToken(request);
    if (response.status === 401 && response.headers.get(RETRY))
      response = await withToken(again);
    const elsewhere = response.headers.get(REAUTHORIZE);
    if (elsewhere) openTop(elsewhere);
    return response;
  };
}

/**
 * The page that only asks for a session token: goes on to where it was asked for, with one. Shopify's own script fetches
 * that page and writes it over this one; a document written so would run our script twice in one window.
 */
export async function answerBounce(): Promise<void> {
  const target = new URLSearchParams(location.search).get("shopify-reload");
  if (!target) return;
  const url = new URL(target, location.href);
  if (url.origin !== location.origin) return;
  url.searchParams.set("id_token", await idToken());
  location.replace(url);
}
