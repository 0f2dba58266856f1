import { BlockStack, Card, List, Text } from "@shopify/polaris";
import { REFUSAL_DAYS } from "./offer-facts.ts";

/** Whom the campaign turned away to keep the merchant's margin; shoppers are never told. */
export function RefusalsCard({ refusals }: { refusals: string[] }) {
  if (refusals.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          Not given in the last {REFUSAL_DAYS} days
        </Text>
        <List>
          {refusals.map((text) => (
            <List.Item key={text}>{text}</List.Item>
          ))}
        </List>
      </BlockStack>
    </Card>
  );
}
