import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { getExport } from "#app/modules/privacy/privacy.server.ts";
import { orRefuse } from "#app/refusals.server.ts";
import { shopify } from "#app/shopify.server.ts";

/** The export of one privacy request as a file; 404 when there is none (any more). */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { session } = await shopify.authenticate.admin(request);
  const id = z.uuid().safeParse(params.id);
  if (!id.success)
    throw new Response("There is no such export.", { status: 404 });
  const { shop } = session;
  const data = await orRefuse(getExport({ shop, id: id.data }));
  return new Response(JSON.stringify(data, null, 2), {
    headers: {
      "content-type": "application/json",
      "content-disposition": "attachment",
      // A copy of somebody's data that nobody forgets in a cache.
      "cache-control": "no-store",
    },
  });
}
