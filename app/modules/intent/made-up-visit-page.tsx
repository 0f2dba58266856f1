import { Page } from "@shopify/polaris";
import { useState } from "react";
import { MADE_UP_VISITS } from "./made-up-visits.ts";
import { SignalBuilder } from "./signal-builder.tsx";
import { VisitPlayer, type PlayerShop } from "./visit-player.tsx";

/** A visit that nobody made, to see what the campaigns would do. Nothing of it is kept. */
export function MadeUpVisitPage({
  shop,
  minorUnits,
  startedAt,
}: {
  shop: PlayerShop;
  /** In one unit of the shop's currency. */
  minorUnits: number;
  startedAt: number;
}) {
  const [visit, setVisit] = useState(MADE_UP_VISITS[0]!);
  return (
    <Page
      fullWidth
      title="A made-up visit"
      subtitle="Played with your campaigns as they are now. Nothing of it is kept"
      backAction={{ content: "Visits", url: "/app/visits" }}
    >
      <VisitPlayer
        shop={shop}
        signals={visit.signals}
        returning={visit.returning}
        startedAt={startedAt}
        bucketId="made-up"
        aside={
          <SignalBuilder
            visit={visit}
            currency={shop.currency}
            minorUnits={minorUnits}
            onChange={setVisit}
          />
        }
      />
    </Page>
  );
}
