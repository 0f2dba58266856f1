import {
  Badge,
  Banner,
  BlockStack,
  Box,
  Button,
  Card,
  InlineStack,
  Page,
  ResourceItem,
  ResourceList,
  Text,
} from "@shopify/polaris";

export interface VersionRow {
  version: number;
  name: string;
  /** Both written by the server. */
  when: string;
  who: string;
  /** Parts that differ from the save before; undefined for the first. */
  changed: string[] | undefined;
}

/** Every save of a campaign, newest first, each to be brought back. */
export function VersionList({
  campaign,
  versions,
  busy,
  fault,
  onRestore,
}: {
  campaign: { id: string; name: string };
  versions: VersionRow[];
  busy: boolean;
  /** Why the last one was not brought back. */
  fault: string | undefined;
  onRestore: (version: number) => void;
}) {
  return (
    <Page
      title="Versions"
      subtitle={campaign.name}
      backAction={{
        content: campaign.name,
        url: `/app/campaigns/${campaign.id}`,
      }}
    >
      <BlockStack gap="400">
        {fault && (
          <Banner tone="critical" title="Not brought back">
            <p>{fault}</p>
          </Banner>
        )}
        <Card padding="0">
          <ResourceList
            resourceName={{ singular: "version", plural: "versions" }}
            items={versions}
            renderItem={(row) => {
              const isCurrent = row === versions[0];
              return (
                <ResourceItem
                  id={String(row.version)}
                  accessibilityLabel={`Saved ${row.when}`}
                  onClick={() => undefined}
                >
                  <InlineStack
                    align="space-between"
                    blockAlign="center"
                    gap="200"
                  >
                    <BlockStack gap="100">
                      <InlineStack gap="200" blockAlign="center">
                        <Text as="span" fontWeight="semibold">
                          {row.when}
                        </Text>
                        {isCurrent && <Badge tone="success">As it is</Badge>}
                      </InlineStack>
                      <Text as="span" tone="subdued">
                        {row.who} · {describe(row)}
                      </Text>
                    </BlockStack>
                    {!isCurrent && (
                      <Button
                        disabled={busy}
                        onClick={() => onRestore(row.version)}
                        accessibilityLabel={`Bring back what was saved ${row.when}`}
                      >
                        Bring back
                      </Button>
                    )}
                  </InlineStack>
                </ResourceItem>
              );
            }}
          />
        </Card>
        <Box paddingInline={{ xs: "400", sm: "0" }}>
          <Text as="p" variant="bodySm" tone="subdued">
            Bringing one back is a save of its own: nothing is lost, and it can
            be undone in the same way.
          </Text>
        </Box>
      </BlockStack>
    </Page>
  );
}

function describe({ changed }: VersionRow): string {
  if (!changed) return "The first save";
  return changed.length === 0
    ? "Nothing changed"
    : `Changed: ${changed.join(", ")}`;
}
