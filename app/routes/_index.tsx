import { redirect, type LoaderFunctionArgs } from "@remix-run/node";

/** Shopify opens the app's address with a shop in the query; anybody else gets told where to find the app. */
export function loader({ request }: LoaderFunctionArgs): Response {
  const { searchParams } = new URL(request.url);
  return redirect(
    searchParams.has("shop") ? `/app?${searchParams}` : "/auth/login",
  );
}
