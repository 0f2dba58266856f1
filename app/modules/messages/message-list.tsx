import {
  Badge,
  BlockStack,
  Button,
  Card,
  EmptyState,
  IndexTable,
  InlineStack,
  Page,
  Pagination,
  Tabs,
  Text,
} from "@shopify/polaris";
import type { MessageState } from "./messages.ts";

export interface MessageRow {
  id: string;
  address: string | null;
  template: string;
  state: MessageState;
  stateReason: string | null;
  unclear: number;
  opened: boolean;
  /** On the shop's clock, written by the server: browsers and Node spell times differently. */
  when: string;
}

const TABS: { state: MessageState | null; content: string }[] = [
  { state: null, content: "All" },
  { state: "queued", content: "Waiting" },
  { state: "sent", content: "Sent" },
  { state: "parked", content: "Need a look" },
  { state: "dropped", content: "Not sent" },
];

const STATES: Record<
  MessageState,
  { label: string; tone?: "success" | "attention" | "critical" | "info" }
> = {
  queued: { label: "Waiting", tone: "info" },
  "handing-over": { label: "Sending", tone: "info" },
  sent: { label: "Sent", tone: "success" },
  parked: { label: "Needs a look", tone: "critical" },
  dropped: { label: "Not sent" },
};

const TEMPLATES: Record<string, string> = {
  "abandoned-checkout": "Basket reminder",
};

/** Every mail there was, why the others were not sent, and what to do with those that could not be handed over. */
export function MessageList({
  messages,
  state,
  page,
  pages,
  busy,
  onState,
  onPage,
  onRetry,
  onDiscard,
}: {
  messages: MessageRow[];
  state: MessageState | null;
  page: number;
  pages: number;
  busy: boolean;
  onState: (state: MessageState | null) => void;
  onPage: (page: number) => void;
  onRetry: (id: string) => void;
  onDiscard: (id: string) => void;
}) {
  const selected = Math.max(
    0,
    TABS.findIndex((tab) => tab.state === state),
  );
  return (
    <Page
      title="Messages"
      subtitle="Each is checked against orders once more before it leaves"
    >
      <Card padding="0">
        <Tabs
          tabs={TABS.map(({ state: id, content }) => ({
            id: id ?? "all",
            content,
          }))}
          selected={selected}
          onSelect={(index) => onState(TABS[index]?.state ?? null)}
        />
        {messages.length === 0 ? (
          <EmptyState heading="Nothing here" image="">
            <p>
              When somebody leaves her checkout and may be written to, the
              reminder shows up here.
            </p>
          </EmptyState>
        ) : (
          <IndexTable
            resourceName={{ singular: "message", plural: "messages" }}
            itemCount={messages.length}
            selectable={false}
            headings={[
              { title: "To" },
              { title: "Message" },
              { title: "State" },
              { title: "When" },
              { title: "What happened" },
            ]}
          >
            {messages.map((message, index) => (
              <IndexTable.Row id={message.id} key={message.id} position={index}>
                <IndexTable.Cell>
                  {message.address ?? (
                    <Text as="span" tone="subdued">
                      erased
                    </Text>
                  )}
                </IndexTable.Cell>
                <IndexTable.Cell>
                  {TEMPLATES[message.template] ?? message.template}
                </IndexTable.Cell>
                <IndexTable.Cell>
                  <Badge tone={STATES[message.state].tone}>
                    {STATES[message.state].label}
                  </Badge>
                </IndexTable.Cell>
                <IndexTable.Cell>{message.when}</IndexTable.Cell>
                <IndexTable.Cell>
                  <BlockStack gap="100">
                    <span style={{ whiteSpace: "normal" }}>
                      {whatHappened(message)}
                    </span>
                    {message.state === "parked" && (
                      <InlineStack gap="200">
                        <Button
                          size="slim"
                          disabled={busy}
                          onClick={() => onRetry(message.id)}
                        >
                          Try again
                        </Button>
                        <Button
                          size="slim"
                          disabled={busy}
                          onClick={() => onDiscard(message.id)}
                        >
                          Do not send
                        </Button>
                      </InlineStack>
                    )}
                  </BlockStack>
                </IndexTable.Cell>
              </IndexTable.Row>
            ))}
          </IndexTable>
        )}
      </Card>
      {pages > 1 && (
        <div style={{ display: "flex", justifyContent: "center", padding: 16 }}>
          <Pagination
            hasPrevious={page > 1}
            onPrevious={() => onPage(page - 1)}
            hasNext={page < pages}
            onNext={() => onPage(page + 1)}
            label={`Page ${page} of ${pages}`}
          />
        </div>
      )}
    </Page>
  );
}

function whatHappened(message: MessageRow): string {
  const parts = [
    message.opened ? "The basket was opened from the mail." : "",
    message.stateReason ?? "",
    message.unclear > 0
      ? "It may have arrived twice: once the mail server’s answer was lost."
      : "",
  ];
  return parts.filter(Boolean).join(" ");
}
