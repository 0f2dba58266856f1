import type { LoaderFunctionArgs } from "@remix-run/node";
import { now } from "#app/clock.server.ts";
import { readToken } from "#app/links.server.ts";
import {
  drawInvalidLinkPage,
  LINK_PAGE_HEADERS,
  localeOfHeader,
} from "#app/modules/messages/messages.server.ts";
import { restoreBasket } from "#app/modules/recovery/recovery.server.ts";

/** "Back to your basket" in a reminder. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const target = readToken("restore", params.token ?? "");
  if (!target) {
    const locale = localeOfHeader(request.headers.get("accept-language"));
    return new Response(drawInvalidLinkPage(locale), {
      status: 400,
      headers: LINK_PAGE_HEADERS,
    });
  }
  const location = await restoreBasket({ ...target, now: now() });
  return new Response(null, {
    status: 302,
    headers: {
      Location: location,
      "Cache-Control": "no-store",
      "Referrer-Policy": "no-referrer",
      "X-Robots-Tag": "noindex, nofollow",
    },
  });
}
