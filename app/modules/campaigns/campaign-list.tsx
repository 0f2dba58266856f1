import {
  Badge,
  BlockStack,
  Box,
  Button,
  ButtonGroup,
  Card,
  EmptyState,
  IndexTable,
  Link,
  Page,
  Tabs,
  Text,
  useIndexResourceState,
} from "@shopify/polaris";
import { ArrowDownIcon, ArrowUpIcon } from "@shopify/polaris-icons";
import type { ReactNode } from "react";
import type { PageKind } from "#app/shared/page-kind.ts";
import type { Incentive } from "#app/shared/storefront-config.ts";
import { PHASES } from "./campaign-fields.ts";
import type { BulkChange, CampaignPhase } from "./campaigns.ts";
import { describeIncentive, describePages } from "./describe.ts";

export interface CampaignRow {
  id: string;
  name: string;
  phase: CampaignPhase;
  incentive: Incentive;
  pages: PageKind[];
  /** The day, written by the server: browsers and Node spell dates differently. */
  changed: string;
}

const NEW = "/app/campaigns/new";
const PLAYBOOKS = "/app/playbooks";

const BULK: { content: string; change: BulkChange }[] = [
  { content: "Switch on", change: "active" },
  { content: "Pause", change: "paused" },
  { content: "Duplicate", change: "duplicate" },
  { content: "Archive", change: "archived" },
];

/** All campaigns in the merchant's order: who stands higher wins when two of one step want the same moment. */
export function CampaignList({
  campaigns,
  currency,
  archived,
  busy,
  room,
  onChange,
  onMove,
}: {
  campaigns: CampaignRow[];
  currency: string;
  /** The list of those that were archived. */
  archived: boolean;
  busy: boolean;
  /** How much room is left on a page. */
  room: ReactNode;
  onChange: (change: BulkChange, ids: string[]) => void;
  /** Directly before another one; null = last. */
  onMove: (id: string, before: string | null) => void;
}) {
  const {
    selectedResources,
    allResourcesSelected,
    handleSelectionChange,
    clearSelection,
  } = useIndexResourceState(
    campaigns as unknown as { [key: string]: unknown }[],
  );
  if (campaigns.length === 0 && !archived) return <NoCampaigns />;
  return (
    <Page
      title="Campaigns"
      primaryAction={{ content: "Create campaign", url: NEW }}
      secondaryActions={[{ content: "Playbooks", url: PLAYBOOKS }]}
    >
      <BlockStack gap="400">
        <Card padding="0">
          <Views archived={archived} />
          <IndexTable
            resourceName={{ singular: "campaign", plural: "campaigns" }}
            itemCount={campaigns.length}
            selectedItemsCount={
              allResourcesSelected ? "All" : selectedResources.length
            }
            onSelectionChange={handleSelectionChange}
            promotedBulkActions={BULK.filter(
              ({ change }) => !archived || change !== "archived",
            ).map(({ content, change }) => ({
              content,
              disabled: busy,
              onAction: () => {
                onChange(change, selectedResources);
                clearSelection();
              },
            }))}
            headings={
              [
                { title: "Name" },
                { title: "Status" },
                { title: "Offer" },
                { title: "Where" },
                { title: "Changed" },
                ...(archived ? [] : [{ title: "Order" }]),
              ] as unknown as [{ title: string }]
            }
          >
            {campaigns.map((campaign, index) => (
              <IndexTable.Row
                id={campaign.id}
                key={campaign.id}
                position={index}
                selected={selectedResources.includes(campaign.id)}
              >
                <IndexTable.Cell>
                  <Link
                    dataPrimaryLink
                    removeUnderline
                    monochrome
                    url={`/app/campaigns/${campaign.id}`}
                  >
                    <Text as="span" fontWeight="semibold">
                      {campaign.name}
                    </Text>
                  </Link>
                </IndexTable.Cell>
                <IndexTable.Cell>
                  <Badge tone={PHASES[campaign.phase].tone}>
                    {PHASES[campaign.phase].label}
                  </Badge>
                </IndexTable.Cell>
                <IndexTable.Cell>
                  {describeIncentive(campaign.incentive, currency)}
                </IndexTable.Cell>
                <IndexTable.Cell>
                  {describePages(campaign.pages)}
                </IndexTable.Cell>
                <IndexTable.Cell>{campaign.changed}</IndexTable.Cell>
                {!archived && (
                  <IndexTable.Cell>
                    <Order
                      campaigns={campaigns}
                      index={index}
                      busy={busy}
                      onMove={onMove}
                    />
                  </IndexTable.Cell>
                )}
              </IndexTable.Row>
            ))}
          </IndexTable>
        </Card>
        {!archived && (
          <Box paddingInline={{ xs: "400", sm: "0" }}>
            <Text as="p" variant="bodySm" tone="subdued">
              When several campaigns want the same moment, the lightest step
              that a shopper has not been shown comes first. Among campaigns of
              one step, the higher one in this list wins.
            </Text>
          </Box>
        )}
        {room}
      </BlockStack>
    </Page>
  );
}

function Views({ archived }: { archived: boolean }) {
  return (
    <Tabs
      tabs={[
        { id: "current", content: "Campaigns", url: "/app/campaigns" },
        {
          id: "archived",
          content: "Archived",
          url: "/app/campaigns?archived=1",
        },
      ]}
      selected={archived ? 1 : 0}
    />
  );
}

function Order({
  campaigns,
  index,
  busy,
  onMove,
}: {
  campaigns: CampaignRow[];
  index: number;
  busy: boolean;
  onMove: (id: string, before: string | null) => void;
}) {
  const { id, name } = campaigns[index]!;
  const above = campaigns[index - 1];
  const below = campaigns[index + 1];
  return (
    // A click here moves the row and must not select it too.
    <div onClick={(event) => event.stopPropagation()}>
      <ButtonGroup noWrap>
        <Button
          icon={ArrowUpIcon}
          variant="tertiary"
          accessibilityLabel={`Move ${name} up`}
          disabled={!above || busy}
          onClick={() => above && onMove(id, above.id)}
        />
        <Button
          icon={ArrowDownIcon}
          variant="tertiary"
          accessibilityLabel={`Move ${name} down`}
          disabled={!below || busy}
          onClick={() => onMove(id, campaigns[index + 2]?.id ?? null)}
        />
      </ButtonGroup>
    </div>
  );
}

function NoCampaigns() {
  return (
    <Page title="Campaigns">
      <Card>
        <EmptyState
          heading="Help at the moment of hesitation"
          action={{ content: "Choose a playbook", url: PLAYBOOKS }}
          secondaryAction={{ content: "Create a campaign", url: NEW }}
          image=""
        >
          <p>
            A campaign says who is helped, at which moment, and with what.
            Playbooks begin with what you want to reach; a new campaign is
            filled in already: 10 % off for shoppers about to leave their cart.
          </p>
        </EmptyState>
      </Card>
    </Page>
  );
}
