import type { LoaderFunctionArgs } from "@remix-run/node";
import { readPreviewFile } from "#app/preview-files.server.ts";

/**
 * `/preview/page` and what it loads. Open to everybody: it is what every shop's pages load anyway, and nobody's data. It
 * stands in a frame of the admin, whose pages ask without a session token.
 */
export async function loader({ params }: LoaderFunctionArgs) {
  const file = await readPreviewFile(params.file ?? "");
  if (!file) throw new Response("No such file.", { status: 404 });
  return new Response(file.body, {
    headers: {
      "content-type": file.type,
      "cache-control": "public, max-age=60",
      "x-content-type-options": "nosniff",
      "content-security-policy":
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'unsafe-inline'; img-src https: data:; font-src 'self'",
    },
  });
}
