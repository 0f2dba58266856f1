import { Badge, BlockStack, Card, List, Page, Text } from "@shopify/polaris";
import type { Signal } from "#app/shared/signals.ts";
import type { VisitOutcome } from "./intent.ts";
import { VisitPlayer, type PlayerShop } from "./visit-player.tsx";
import { OUTCOME_NAMES } from "./words.ts";

export interface PlayableVisit {
  /** On the shop's clock, written by the server. */
  start: string;
  startedAt: number;
  outcome: VisitOutcome;
  signals: Signal[];
  returning: boolean;
  bucketId: string;
  /** What really had its moment then. */
  exposures: { name: string; heldOut: boolean }[];
  checkoutDrop: { text: string; cleared: boolean } | null;
}

/** A recorded visit in the player, with what really happened beside it. */
export function RecordedVisitPage({
  shop,
  visit,
}: {
  shop: PlayerShop;
  visit: PlayableVisit;
}) {
  return (
    <Page
      fullWidth
      title={`Visit of ${visit.start}`}
      titleMetadata={<Badge>{OUTCOME_NAMES[visit.outcome]}</Badge>}
      subtitle="Played with your campaigns as they are now"
      backAction={{ content: "Visits", url: "/app/visits" }}
    >
      <VisitPlayer
        shop={shop}
        signals={visit.signals}
        returning={visit.returning}
        startedAt={visit.startedAt}
        bucketId={visit.bucketId}
        aside={<HappenedCard visit={visit} />}
      />
    </Page>
  );
}

function HappenedCard({ visit }: { visit: PlayableVisit }) {
  const { exposures, checkoutDrop } = visit;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          What happened then
        </Text>
        {exposures.length === 0 ? (
          <Text as="p">No campaign had its moment.</Text>
        ) : (
          <List>
            {exposures.map(({ name, heldOut }, i) => (
              <List.Item key={i}>
                {name}: {heldOut ? "held out, nothing shown" : "shown"}
              </List.Item>
            ))}
          </List>
        )}
        {checkoutDrop && (
          <Text as="p">
            Her checkout: {checkoutDrop.text}
            {checkoutDrop.cleared ? " An order came after all." : ""}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}
