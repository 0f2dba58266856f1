import {
  BlockStack,
  Box,
  Button,
  Card,
  EmptyState,
  InlineStack,
  Page,
  Text,
} from "@shopify/polaris";

export interface RequestRow {
  id: string;
  title: string;
  done: string;
  /** On the shop's clock, written by the server: browsers and Node spell times differently. */
  receivedAt: string;
  doneAt: string | null;
  /** null: no file belongs to it. */
  file: { name: string; until: string } | "gone" | null;
}

/** What customers asked for through Shopify, and what was done; newest first. */
export function PrivacyPage({
  requests,
  fetching,
  onDownload,
}: {
  requests: RequestRow[];
  /** The request whose file is being fetched. */
  fetching: string | null;
  onDownload: (request: { id: string; name: string }) => void;
}) {
  return (
    <Page
      title="Privacy requests"
      subtitle="What customers asked for through Shopify, and what was done"
      backAction={{ content: "Settings", url: "/app/settings" }}
    >
      <Card padding="0">
        {requests.length === 0 ? (
          <EmptyState heading="Nobody has asked yet" image="">
            <p>
              When a customer asks for their data, or to be erased, Shopify
              tells Second Thought, which does it by itself and notes it here.
            </p>
          </EmptyState>
        ) : (
          requests.map((request, index) => (
            <Box
              key={request.id}
              padding="400"
              borderColor="border-secondary"
              borderBlockStartWidth={index === 0 ? "0" : "025"}
            >
              <BlockStack gap="200" inlineAlign="start">
                <BlockStack gap="050">
                  <Text as="h2" variant="headingSm">
                    {request.title}
                  </Text>
                  <Text as="p" variant="bodySm" tone="subdued">
                    {request.doneAt
                      ? `Received ${request.receivedAt} · Done ${request.doneAt}`
                      : `Received ${request.receivedAt} · Not done yet`}
                  </Text>
                </BlockStack>
                <File
                  request={request}
                  busy={fetching === request.id}
                  onDownload={onDownload}
                />
              </BlockStack>
            </Box>
          ))
        )}
      </Card>
    </Page>
  );
}

function File({
  request: { id, title, done, file },
  busy,
  onDownload,
}: {
  request: RequestRow;
  busy: boolean;
  onDownload: (request: { id: string; name: string }) => void;
}) {
  if (file === "gone")
    return (
      <Text as="p">
        The file is gone: it is kept for 30 days, or until the customer is
        erased.
      </Text>
    );
  if (!file) return <Text as="p">{done}</Text>;
  return (
    <>
      <Text as="p">{done}</Text>
      <InlineStack gap="300" blockAlign="center">
        <Button
          loading={busy}
          accessibilityLabel={`Download the file: ${title}`}
          onClick={() => onDownload({ id, name: file.name })}
        >
          Download the file
        </Button>
        <Text as="span" variant="bodySm" tone="subdued">
          Kept until {file.until}
        </Text>
      </InlineStack>
    </>
  );
}
