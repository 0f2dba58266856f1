import {
  Badge,
  Card,
  EmptyState,
  IndexTable,
  Link,
  Page,
  Text,
} from "@shopify/polaris";
import { formatMoney } from "#app/shared/money.ts";
import type { PageKind } from "#app/shared/storefront-config.ts";
import { PAGE_CHOICES, PHASES } from "./campaign-fields.ts";
import type { CampaignDefinition, CampaignPhase } from "./campaigns.ts";

export interface CampaignRow {
  id: string;
  name: string;
  phase: CampaignPhase;
  incentive: CampaignDefinition["treatment"]["incentive"];
  pages: PageKind[];
  /** The day, written by the server: browsers and Node spell dates differently. */
  changed: string;
}

const NEW = "/app/campaigns/new";

export function CampaignList({
  campaigns,
  currency,
}: {
  campaigns: CampaignRow[];
  currency: string;
}) {
  if (campaigns.length === 0) {
    return (
      <Page title="Campaigns">
        <Card>
          <EmptyState
            heading="Help at the moment of hesitation"
            action={{ content: "Create a campaign", url: NEW }}
            image=""
          >
            <p>
              A campaign says who is helped, at which moment, and with what. The
              first one is filled in already: 10 % off for shoppers about to
              leave their cart.
            </p>
          </EmptyState>
        </Card>
      </Page>
    );
  }
  return (
    <Page
      title="Campaigns"
      primaryAction={{ content: "Create campaign", url: NEW }}
    >
      <Card padding="0">
        <IndexTable
          resourceName={{ singular: "campaign", plural: "campaigns" }}
          itemCount={campaigns.length}
          selectable={false}
          headings={[
            { title: "Name" },
            { title: "Status" },
            { title: "Offer" },
            { title: "Where" },
            { title: "Changed" },
          ]}
        >
          {campaigns.map((campaign, index) => (
            <IndexTable.Row id={campaign.id} key={campaign.id} position={index}>
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
              <IndexTable.Cell>{describePages(campaign.pages)}</IndexTable.Cell>
              <IndexTable.Cell>{campaign.changed}</IndexTable.Cell>
            </IndexTable.Row>
          ))}
        </IndexTable>
      </Card>
    </Page>
  );
}

function describeIncentive(
  incentive: CampaignRow["incentive"],
  currency: string,
): string {
  const price = (minor: number) =>
    formatMoney({ minor, currency, locale: "en" });
  switch (incentive.kind) {
    case "percent":
      return `${incentive.percent} % off ${SCOPE_NAMES[incentive.scope?.kind ?? "basket"]}`;
    case "amount":
      return `${price(incentive.amountMinor)} off ${SCOPE_NAMES[incentive.scope?.kind ?? "basket"]}`;
    case "gift":
      return `A gift: ${incentive.title}`;
    case "free-shipping":
      return "Free delivery";
    case "faster-shipping":
      return "Faster delivery at no cost";
    case "promise":
      return PROMISE_NAMES[incentive.promise];
    case "bundle":
      return `A bundle of ${incentive.items.length}`;
    case "benefit":
      return "A benefit of the shop";
  }
}

const SCOPE_NAMES = {
  basket: "the basket",
  "hesitated-product": "the very product",
  products: "chosen products",
  variants: "chosen variants",
  collections: "chosen collections",
};

const PROMISE_NAMES = {
  "free-returns": "Free returns",
  "extended-warranty": "An extended warranty",
  service: "A complimentary service",
};

function describePages(pages: PageKind[]): string {
  return PAGE_CHOICES.filter(({ value }) => pages.includes(value))
    .map(({ label }) => label)
    .join(", ");
}
