import {
  BlockStack,
  Box,
  Card,
  EmptyState,
  Page,
  Text,
} from "@shopify/polaris";

export interface ParkedRow {
  id: string;
  what: string;
  topic: string;
  /** On the shop's clock, written by the server: browsers and Node spell times differently. */
  receivedAt: string;
  reason: string;
}

/** What Shopify told us and could not be worked, and the button that tries all of it again. */
export function ParkedPage({
  rows,
  total,
  busy,
  onRetry,
}: {
  rows: ParkedRow[];
  /** Of all, also of those that are not listed. */
  total: number;
  busy: boolean;
  onRetry: () => void;
}) {
  return (
    <Page
      title="Messages from Shopify"
      subtitle={
        rows.length > 0
          ? "Tried for hours without success. They are kept for 30 days"
          : undefined
      }
      backAction={{ content: "Home", url: "/app" }}
      primaryAction={
        rows.length > 0
          ? { content: "Try again", loading: busy, onAction: onRetry }
          : undefined
      }
    >
      <Card padding="0">
        {rows.length === 0 ? (
          <EmptyState heading="Nothing waits here" image="">
            <p>
              Whatever Shopify told Second Thought has been worked, or is being
              tried again now. What fails once more comes back here.
            </p>
          </EmptyState>
        ) : (
          rows.map((row, index) => (
            <Box
              key={row.id}
              padding="400"
              borderColor="border-secondary"
              borderBlockStartWidth={index === 0 ? "0" : "025"}
            >
              <BlockStack gap="150">
                <BlockStack gap="050">
                  <Text as="h2" variant="headingSm">
                    {row.what}
                  </Text>
                  <Text as="p" variant="bodySm" tone="subdued">
                    {row.topic} · Received {row.receivedAt}
                  </Text>
                </BlockStack>
                <Text as="p" breakWord>
                  {row.reason}
                </Text>
              </BlockStack>
            </Box>
          ))
        )}
      </Card>
      {total > rows.length && (
        <Box padding="400">
          <Text as="p" tone="subdued" alignment="center">
            The newest {rows.length} of {total}. Trying again tries them all.
          </Text>
        </Box>
      )}
    </Page>
  );
}
