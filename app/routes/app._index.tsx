import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { RefusalBoundary } from "#app/components/refusal-boundary.tsx";
import { now } from "#app/clock.server.ts";
import { env } from "#app/env.server.ts";
import { countParked } from "#app/modules/events/events.server.ts";
import {
  getOverview,
  getReadiness,
} from "#app/modules/insights/insights.server.ts";
import { HomePage } from "#app/modules/insights/home-page.tsx";
import { ensureShop } from "#app/modules/shops/shops.server.ts";
import { shopify } from "#app/shopify.server.ts";

const DAYS = 30;

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await shopify.authenticate.admin(request);
  const { shop } = session;
  const to = now();
  const from = new Date(to.getTime() - DAYS * 86_400_000);
  const facts = await ensureShop({
    shop,
    scopes: session.scope ?? "",
    now: to,
  });
  const [overview, readiness, parkedDeliveries] = await Promise.all([
    getOverview({ shop, from, to }),
    getReadiness({ shop }),
    countParked({ shop }),
  ]);
  return {
    overview,
    readiness,
    parkedDeliveries,
    developmentStore: facts.developmentStore,
    editorUrl: `https://${shop}/admin/themes/current/editor`,
    clientId: env.SHOPIFY_API_KEY,
  };
}

export default function Home() {
  return <HomePage {...useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = RefusalBoundary;
