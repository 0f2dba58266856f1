import { BlockStack, Card, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

/** A row of numbers, each with its name above and what it means below. */
export function FiguresCard({
  title,
  figures,
  children,
}: {
  title: string;
  figures: { name: string; value: string; note?: string }[];
  children?: ReactNode;
}) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        <dl className="metric-row">
          {figures.map(({ name, value, note }) => (
            <div key={name}>
              <dt>
                <Text as="span" tone="subdued">
                  {name}
                </Text>
              </dt>
              <dd style={{ margin: 0 }}>
                <Text as="span" variant="headingLg">
                  {value}
                </Text>
                {note && (
                  <Text as="p" variant="bodySm" tone="subdued">
                    {note}
                  </Text>
                )}
              </dd>
            </div>
          ))}
        </dl>
        {children}
      </BlockStack>
    </Card>
  );
}
