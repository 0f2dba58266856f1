import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { RefusalBoundary } from "#app/components/refusal-boundary.tsx";
import { now } from "#app/clock.server.ts";
import { readRunningConfig } from "#app/modules/campaigns/campaigns.server.ts";
import { REFUSAL_TEXTS } from "#app/modules/campaigns/refusal-texts.ts";
import { isVisitId } from "#app/modules/intent/intent.ts";
import { readVisit } from "#app/modules/intent/intent.server.ts";
import { RecordedVisitPage } from "#app/modules/intent/recorded-visit-page.tsx";
import {
  ANXIETY_NAMES,
  nameIn,
  STAGE_NAMES,
} from "#app/modules/intent/words.ts";
import { ensureShop } from "#app/modules/shops/shops.server.ts";
import { shopify } from "#app/shopify.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { session } = await shopify.authenticate.admin(request);
  const { shop } = session;
  const { timeZone, currency } = await ensureShop({
    shop,
    scopes: session.scope ?? "",
    now: now(),
  });
  const id = params["id"] ?? "";
  const visit = isVisitId(id) ? await readVisit({ shop, id }) : null;
  if (!visit)
    throw new Response(
      "There is no such visit any more. Visits are kept for 90 days.",
      { status: 404 },
    );
  const time = new Intl.DateTimeFormat("en", {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone,
  });
  const running = await readRunningConfig({ shop, now: now() });
  const { checkoutDrop } = visit;
  return {
    shop: { ...running, reasons: REFUSAL_TEXTS, currency },
    visit: {
      start: time.format(visit.startedAt),
      startedAt: visit.startedAt.getTime(),
      outcome: visit.outcome,
      signals: visit.signals,
      returning: visit.returning,
      bucketId: visit.shopperId ?? visit.id,
      exposures: visit.exposures.map(({ campaignId, arm }) => ({
        name: running.names[campaignId] ?? "A campaign that no longer runs",
        heldOut: arm === "holdout",
      })),
      checkoutDrop: checkoutDrop && {
        text: `It came to rest ${nameIn(STAGE_NAMES, checkoutDrop.stage)}; most likely about ${nameIn(ANXIETY_NAMES, checkoutDrop.anxiety)}.`,
        cleared: checkoutDrop.cleared,
      },
    },
  };
}

export default function VisitPage() {
  const { shop, visit } = useLoaderData<typeof loader>();
  return <RecordedVisitPage shop={shop} visit={visit} />;
}

export const ErrorBoundary = RefusalBoundary;
