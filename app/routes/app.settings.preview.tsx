import type { LoaderFunctionArgs } from "@remix-run/node";
import { now } from "#app/clock.server.ts";
import { previewReminder } from "#app/modules/recovery/jobs.server.ts";
import { getShop } from "#app/modules/shops/shops.server.ts";
import { orRefuse } from "#app/refusals.server.ts";
import { shopify } from "#app/shopify.server.ts";

/** `?locale=de`: the reminder in one of the shop's languages. No page: the settings ask for it when it is opened. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await shopify.authenticate.admin(request);
  const { shop } = session;
  const locale = new URL(request.url).searchParams.get("locale") ?? "";
  const { locales, primaryLocale } = await orRefuse(getShop({ shop }));
  if (![primaryLocale, ...locales].includes(locale))
    throw new Response("Your shop does not have this language.", {
      status: 400,
    });
  const { subject, html, fromName, replyTo } = await previewReminder({
    shop,
    locale,
    now: now(),
  });
  return { locale, subject, html, fromName, replyTo };
}
