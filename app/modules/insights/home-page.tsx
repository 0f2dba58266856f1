import { useAppBridge } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Card, Page, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { DailyChart } from "#app/components/daily-chart.tsx";
import { formatMoney } from "#app/shared/money.ts";
import { FiguresCard } from "./figures-card.tsx";
import type { Overview, Readiness } from "./insights.ts";
import { ResultsCard } from "./results-card.tsx";
import { SetupGuide } from "./setup-guide.tsx";
import {
  readThemeState,
  setupSteps,
  type ThemeExtension,
  type ThemeState,
} from "./setup-steps.ts";

/** The merchant's first page: what is missing, then what was earned in the last 30 days. */
export function HomePage({
  overview,
  readiness,
  parkedDeliveries,
  developmentStore,
  editorUrl,
  clientId,
}: {
  overview: Overview;
  readiness: Readiness;
  /** What Shopify told us and could not be worked. */
  parkedDeliveries: number;
  developmentStore: boolean;
  editorUrl: string;
  clientId: string;
}) {
  const theme = useThemeState();
  const { campaigns, currency, daily, messages, recovered } = overview;
  const money = (minor: bigint) =>
    formatMoney({ minor, currency, locale: "en" });
  const exposed = sum(daily.map((day) => day.treatment));
  const heldOut = sum(daily.map((day) => day.holdout));
  return (
    <Page title="Second Thought" subtitle="The last 30 days">
      <BlockStack gap="400">
        {messages.parked > 0 && (
          <Banner
            tone="warning"
            title={
              messages.parked === 1
                ? "One mail could not be handed over"
                : `${messages.parked} mails could not be handed over`
            }
            action={{ content: "See why", url: "/app/messages?state=parked" }}
          />
        )}
        {parkedDeliveries > 0 && (
          <Banner
            tone="warning"
            title={
              parkedDeliveries === 1
                ? "One message from Shopify could not be worked"
                : `${number(parkedDeliveries)} messages from Shopify could not be worked`
            }
            action={{ content: "See why", url: "/app/deliveries" }}
          />
        )}
        <SetupGuide
          steps={setupSteps({
            hasActiveCampaign: readiness.hasActiveCampaign,
            firstCampaignId: campaigns[0]?.id ?? null,
            publicationError: readiness.publicationError,
            embedSeen: readiness.embedSeenAt !== null,
            theme,
            editorUrl,
            clientId,
          })}
        />
        <FiguresCard
          title="At a glance"
          figures={[
            {
              name: "Saw an offer",
              value: number(exposed),
              note: `${number(heldOut)} held out to compare`,
            },
            {
              name: "Codes accepted",
              value: number(sum(daily.map((day) => day.claims))),
            },
            { name: "Mails sent", value: number(messages.sent) },
            {
              name: "Recovered orders",
              value: number(recovered.orders),
              note: `${money(recovered.revenueMinor)} after a mail`,
            },
          ]}
        >
          {exposed + heldOut + messages.sent > 0 && (
            <DailyChart
              title="Offers shown, codes accepted and orders recovered, by day"
              days={daily.map((day) => day.date)}
              series={[
                {
                  name: "Saw an offer",
                  color: "#7a5cc0",
                  values: daily.map((day) => day.treatment),
                },
                {
                  name: "Codes accepted",
                  color: "#1f8a70",
                  values: daily.map((day) => day.claims),
                },
                {
                  name: "Recovered orders",
                  color: "#d9822b",
                  values: daily.map((day) => day.recovered),
                },
              ]}
            />
          )}
        </FiguresCard>
        {campaigns.length > 0 && (
          <ResultsCard campaigns={campaigns} currency={currency} />
        )}
        {developmentStore && (
          <Card>
            <Text as="p" tone="subdued">
              This is a development store: its orders are test data, and they
              are counted here like real ones.
            </Text>
          </Card>
        )}
      </BlockStack>
    </Page>
  );
}

/** Which of our embeds and blocks are switched on, as App Bridge knows it; null until it has answered. */
function useThemeState(): ThemeState | null {
  const shopify = useAppBridge();
  const [state, setState] = useState<ThemeState | null>(null);
  useEffect(() => {
    let gone = false;
    void shopify.app.extensions().then((extensions) => {
      if (!gone) setState(readThemeState(extensions as ThemeExtension[]));
    });
    return () => {
      gone = true;
    };
  }, [shopify]);
  return state;
}

const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
const number = (value: number) => new Intl.NumberFormat("en").format(value);
