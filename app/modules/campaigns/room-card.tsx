import { BlockStack, Card, ProgressBar, Text } from "@shopify/polaris";

/** How much of a page's room the active campaigns take: what is full cannot be found out by trying. */
export function RoomCard({
  room: { usedBytes, maxBytes, active, maxActive },
}: {
  room: {
    usedBytes: number;
    maxBytes: number;
    active: number;
    maxActive: number;
  };
}) {
  const share = Math.min(100, Math.round((usedBytes / maxBytes) * 100));
  const kilobytes = (bytes: number) => (bytes / 1024).toFixed(1);
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          Room on the page
        </Text>
        <ProgressBar
          progress={share}
          size="small"
          tone={share > 90 ? "critical" : "primary"}
          ariaLabelledBy="room"
        />
        <Text as="p" id="room" variant="bodySm" tone="subdued">
          {kilobytes(usedBytes)} of {kilobytes(maxBytes)} KB taken by {active}{" "}
          of at most {maxActive} active campaigns. Every page carries them, so
          they stay small.
        </Text>
      </BlockStack>
    </Card>
  );
}
