import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { RefusalBoundary } from "#app/components/refusal-boundary.tsx";
import { now } from "#app/clock.server.ts";
import { CampaignList } from "#app/modules/campaigns/campaign-list.tsx";
import { phaseOf } from "#app/modules/campaigns/campaigns.ts";
import { listCampaigns } from "#app/modules/campaigns/campaigns.server.ts";
import { ensureShop } from "#app/modules/shops/shops.server.ts";
import { shopify } from "#app/shopify.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await shopify.authenticate.admin(request);
  const { shop } = session;
  const [{ currency, timeZone }, campaigns] = await Promise.all([
    ensureShop({ shop, scopes: session.scope ?? "", now: now() }),
    listCampaigns({ shop }),
  ]);
  const date = new Intl.DateTimeFormat("en", {
    dateStyle: "medium",
    timeZone,
  });
  return {
    currency,
    campaigns: campaigns.map(({ id, name, status, definition, updatedAt }) => ({
      id,
      name,
      phase: phaseOf({ status, definition }, now()),
      incentive: definition.treatment.incentive,
      pages: definition.audience.pages,
      changed: date.format(updatedAt),
    })),
  };
}

export default function CampaignsPage() {
  const { campaigns, currency } = useLoaderData<typeof loader>();
  return <CampaignList campaigns={campaigns} currency={currency} />;
}

export const ErrorBoundary = RefusalBoundary;
