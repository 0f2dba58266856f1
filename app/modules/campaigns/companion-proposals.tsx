import { BlockStack, Button, List, Text } from "@shopify/polaris";
import type { CompanionChoice } from "./offer-facts.ts";

/** What shoppers often bought together, to be added to a bundle. */
export function CompanionProposals({
  companions,
  onAdd,
}: {
  companions: CompanionChoice[];
  onAdd: (chosen: CompanionChoice) => void;
}) {
  if (companions.length === 0) return null;
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        Often bought together
      </Text>
      <List>
        {companions.map((one) => (
          <List.Item key={one.productId}>
            {one.title}, with {one.withTitle} in {one.orders} orders{" "}
            <Button
              variant="plain"
              onClick={() => onAdd(one)}
              accessibilityLabel={`Add ${one.title} to the bundle`}
            >
              Add
            </Button>
          </List.Item>
        ))}
      </List>
    </BlockStack>
  );
}
