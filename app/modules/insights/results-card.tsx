import {
  Badge,
  BlockStack,
  Card,
  InlineStack,
  Link,
  Text,
} from "@shopify/polaris";
import { formatMoney } from "#app/shared/money.ts";
import type { ArmFigures, CampaignFigures } from "./insights.ts";

/**
 * What each campaign added, told by its two arms. A verdict is shown only where there is one; otherwise what is missing
 * for it, in plain words.
 */
export function ResultsCard({
  campaigns,
  currency,
}: {
  campaigns: CampaignFigures[];
  currency: string;
}) {
  return (
    <Card>
      <BlockStack gap="500">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            What campaigns added
          </Text>
          <Text as="p" tone="subdued">
            Both arms are counted at the moment the offer was shown, or would
            have been.
          </Text>
        </BlockStack>
        {campaigns.map((campaign) => (
          <CampaignArms
            key={campaign.id}
            campaign={campaign}
            currency={currency}
          />
        ))}
      </BlockStack>
    </Card>
  );
}

function CampaignArms({
  campaign,
  currency,
}: {
  campaign: CampaignFigures;
  currency: string;
}) {
  const { treatment, holdout } = campaign;
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Text as="h3" variant="headingSm">
          <Link
            removeUnderline
            monochrome
            url={`/app/campaigns/${campaign.id}`}
          >
            {campaign.name}
          </Link>
        </Text>
        <Verdict campaign={campaign} />
      </InlineStack>
      <div style={{ overflowX: "auto" }}>
        <table className="arms-table">
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">Arm</span>
              </th>
              <th scope="col">Shoppers</th>
              <th scope="col">Orders</th>
              <th scope="col">Bought</th>
              <th scope="col">Revenue</th>
            </tr>
          </thead>
          <tbody>
            <ArmRow name="Saw the offer" arm={treatment} currency={currency} />
            <ArmRow name="Hold-out" arm={holdout} currency={currency} />
          </tbody>
        </table>
      </div>
      <Text as="p" variant="bodySm" tone="subdued">
        {count(campaign.claims, "code accepted", "codes accepted")},{" "}
        {count(campaign.redeemed, "used in an order", "used in orders")},{" "}
        {formatMoney({
          minor: campaign.discountMinor,
          currency,
          locale: "en",
        })}{" "}
        of discount given.
      </Text>
    </BlockStack>
  );
}

function ArmRow({
  name,
  arm,
  currency,
}: {
  name: string;
  arm: ArmFigures;
  currency: string;
}) {
  return (
    <tr>
      <td>{name}</td>
      <td>{number(arm.visits)}</td>
      <td>{number(arm.orders)}</td>
      <td>{arm.visits === 0 ? "–" : percent(arm.orders / arm.visits)}</td>
      <td>
        {formatMoney({ minor: arm.revenueMinor, currency, locale: "en" })}
      </td>
    </tr>
  );
}

function Verdict({ campaign }: { campaign: CampaignFigures }) {
  const { lift, srm } = campaign;
  if (srm.mismatch)
    return <Badge tone="warning">Arms are not split as planned</Badge>;
  if ("reason" in lift) {
    const { holdout, treatment } = lift.missing;
    return (
      <Badge>
        {`Cannot tell yet: ${count(Math.max(holdout, treatment), "more order", "more orders")} needed in ${holdout >= treatment ? "the hold-out" : "the offer arm"}`}
      </Badge>
    );
  }
  const clear = lift.low > 0 || lift.high < 0;
  return (
    <Badge tone={clear ? (lift.low > 0 ? "success" : "warning") : undefined}>
      {`${signed(lift.estimate)} orders (${signed(lift.low)} to ${signed(lift.high)})`}
    </Badge>
  );
}

const number = (value: number) => new Intl.NumberFormat("en").format(value);
const percent = (value: number) =>
  new Intl.NumberFormat("en", {
    style: "percent",
    maximumFractionDigits: 1,
  }).format(value);
const signed = (value: number) =>
  new Intl.NumberFormat("en", {
    style: "percent",
    maximumFractionDigits: 0,
    signDisplay: "exceptZero",
  }).format(value);

function count(value: number, one: string, many: string): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}
