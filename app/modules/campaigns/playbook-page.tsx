import {
  Badge,
  BlockStack,
  Box,
  Button,
  Card,
  InlineGrid,
  InlineStack,
  List,
  Page,
  Text,
} from "@shopify/polaris";
import type { Playbook } from "./playbooks.ts";

export type PlaybookRow = Omit<Playbook, "define">;

/** Where to begin, by what the merchant wants to reach. */
export function PlaybookPage({
  playbooks,
  embedSeen,
}: {
  playbooks: PlaybookRow[];
  /** Whether a page of the shop was seen with the app embed on. */
  embedSeen: boolean;
}) {
  return (
    <Page
      title="Playbooks"
      subtitle="Begin with what you want to reach. Each opens in the editor, filled in; nothing runs before you switch it on."
      backAction={{ content: "Campaigns", url: "/app/campaigns" }}
    >
      <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
        {playbooks.map((playbook) => (
          <PlaybookCard
            key={playbook.id}
            playbook={playbook}
            embedSeen={embedSeen}
          />
        ))}
      </InlineGrid>
    </Page>
  );
}

function PlaybookCard({
  playbook: { id, goal, does, why, needs, law },
  embedSeen,
}: {
  playbook: PlaybookRow;
  embedSeen: boolean;
}) {
  return (
    <Card>
      <div role="group" aria-label={goal}>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {goal}
          </Text>
          <Text as="p">{does}</Text>
          <BlockStack gap="100">
            <Text as="h3" variant="headingSm">
              Why it works
            </Text>
            <Text as="p">{why}</Text>
          </BlockStack>
          <BlockStack gap="100">
            <Text as="h3" variant="headingSm">
              What it needs
            </Text>
            <List>
              {needs.map(({ what, check }) => (
                <List.Item key={what}>
                  <InlineStack gap="200" blockAlign="center">
                    <span>{what}</span>
                    {check === "embed" && (
                      <Badge tone={embedSeen ? "success" : "attention"}>
                        {embedSeen ? "Seen" : "Not seen yet"}
                      </Badge>
                    )}
                    {check === "choose" && <Badge>Chosen in the editor</Badge>}
                  </InlineStack>
                </List.Item>
              ))}
            </List>
          </BlockStack>
          {law && (
            <Box
              background="bg-surface-secondary"
              padding="300"
              borderRadius="200"
            >
              <Text as="p" variant="bodySm">
                <Text as="span" fontWeight="semibold">
                  The law:{" "}
                </Text>
                {law} This is not legal advice.
              </Text>
            </Box>
          )}
          <div>
            <Button
              variant="primary"
              url={`/app/campaigns/new?playbook=${id}`}
              accessibilityLabel={`Use the playbook: ${goal}`}
            >
              Use this playbook
            </Button>
          </div>
        </BlockStack>
      </div>
    </Card>
  );
}
