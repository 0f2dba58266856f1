import type { LoaderFunctionArgs } from "@remix-run/node";
import { shopify } from "#app/shopify.server.ts";

/** The library's own pages: the bounce that gets a session token, and the way out of the iframe. */
export async function loader({ request }: LoaderFunctionArgs): Promise<null> {
  await shopify.authenticate.admin(request);
  return null;
}
