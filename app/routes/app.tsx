import type {
  HeadersFunction,
  LinksFunction,
  LoaderFunctionArgs,
} from "@remix-run/node";
import { Link, Outlet, useLoaderData, useRouteError } from "@remix-run/react";
import { NavMenu } from "@shopify/app-bridge-react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import { AppProvider } from "@shopify/shopify-app-remix/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { now } from "#app/clock.server.ts";
import { env } from "#app/env.server.ts";
import { requestOrderImport } from "#app/modules/events/events.server.ts";
import { ensureShop } from "#app/modules/shops/shops.server.ts";
import { shopify } from "#app/shopify.server.ts";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: polarisStyles },
];

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await shopify.authenticate.admin(request);
  const { shop } = session;
  // Asked by the row, not by "was this the first load": child loaders run beside this one and may have been first.
  const { ordersImportedAt } = await ensureShop({
    shop,
    scopes: session.scope ?? "",
    now: now(),
  });
  if (!ordersImportedAt) await requestOrderImport({ shop });
  return { apiKey: env.SHOPIFY_API_KEY, appBridgeUrl: env.APP_BRIDGE_URL };
}

export default function Admin() {
  const { apiKey, appBridgeUrl } = useLoaderData<typeof loader>();
  return (
    <AppProvider isEmbeddedApp apiKey={apiKey} __APP_BRIDGE_URL={appBridgeUrl}>
      <NavMenu>
        <Link to="/app" rel="home">
          Home
        </Link>
        <Link to="/app/campaigns">Campaigns</Link>
        <Link to="/app/playbooks">Playbooks</Link>
        <Link to="/app/visits">Visits</Link>
        <Link to="/app/messages">Messages</Link>
        <Link to="/app/settings">Settings</Link>
      </NavMenu>
      <Outlet />
    </AppProvider>
  );
}

// The library answers some requests by throwing (a new session token, a way out of the iframe): its boundary knows them.
export function ErrorBoundary() {
  return boundary.error(useRouteError());
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
