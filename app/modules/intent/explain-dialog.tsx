import { BlockStack, Link, Modal, Spinner, Text } from "@shopify/polaris";

export interface ExplainLink {
  url: string;
  /** On the shop's clock, written by the server. */
  until: string;
}

/** The link with which the shop's own pages explain themselves; nobody else's pages do. */
export function ExplainDialog({
  open,
  link,
  onClose,
}: {
  open: boolean;
  /** Null while it is made. */
  link: ExplainLink | null;
  onClose: () => void;
}) {
  return (
    <Modal
      open={open}
      onClose={onClose}
      title="Explain on my storefront"
      primaryAction={{ content: "Done", onAction: onClose }}
    >
      <Modal.Section>
        {link ? (
          <BlockStack gap="300">
            <Text as="p">
              Your storefront opens with a panel that shows the signals, the
              scores, the segment, and why each campaign shows or does not. Only
              who has this link sees it.
            </Text>
            <Text as="p">
              <Link url={link.url} target="_blank">
                Open my storefront
              </Link>
            </Text>
            <Text as="p" tone="subdued">
              The link works until {link.until}.
            </Text>
          </BlockStack>
        ) : (
          <Spinner accessibilityLabel="The link is being made" />
        )}
      </Modal.Section>
    </Modal>
  );
}
