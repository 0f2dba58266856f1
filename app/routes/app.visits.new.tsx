import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { RefusalBoundary } from "#app/components/refusal-boundary.tsx";
import { now } from "#app/clock.server.ts";
import { readRunningConfig } from "#app/modules/campaigns/campaigns.server.ts";
import { REFUSAL_TEXTS } from "#app/modules/campaigns/refusal-texts.ts";
import { MadeUpVisitPage } from "#app/modules/intent/made-up-visit-page.tsx";
import { ensureShop } from "#app/modules/shops/shops.server.ts";
import { currencyExponent } from "#app/shared/money.ts";
import { shopify } from "#app/shopify.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await shopify.authenticate.admin(request);
  const { shop } = session;
  const { currency } = await ensureShop({
    shop,
    scopes: session.scope ?? "",
    now: now(),
  });
  const running = await readRunningConfig({ shop, now: now() });
  return {
    shop: { ...running, reasons: REFUSAL_TEXTS, currency },
    minorUnits: 10 ** currencyExponent(currency),
    startedAt: now().getTime(),
  };
}

export default function NewVisit() {
  const { shop, minorUnits, startedAt } = useLoaderData<typeof loader>();
  return (
    <MadeUpVisitPage
      shop={shop}
      minorUnits={minorUnits}
      startedAt={startedAt}
    />
  );
}

export const ErrorBoundary = RefusalBoundary;
