import {
  BlockStack,
  Button,
  Card,
  Icon,
  InlineStack,
  ProgressBar,
  Text,
} from "@shopify/polaris";
import { CheckCircleIcon } from "@shopify/polaris-icons";

import type { SetupStep } from "./setup-steps.ts";

/** What is missing for the shop to go live, each with the one link that mends it; gone once all is done. */
export function SetupGuide({ steps }: { steps: SetupStep[] }) {
  const needed = steps.filter((step) => !step.optional);
  const done = needed.filter((step) => step.done).length;
  if (steps.every((step) => step.done)) return null;
  const next = steps.find((step) => !step.done);
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {done === needed.length ? "Live. One more thing helps" : "Go live"}
          </Text>
          <InlineStack gap="300" blockAlign="center" wrap={false}>
            <Text as="span" variant="bodySm" tone="subdued">
              {done} of {needed.length} done
            </Text>
            <div style={{ flex: 1, maxInlineSize: "12rem" }} aria-hidden>
              <ProgressBar
                size="small"
                tone="primary"
                progress={(done / needed.length) * 100}
              />
            </div>
          </InlineStack>
        </BlockStack>
        <ul style={{ listStyle: "none", margin: 0, padding: 0 }}>
          {steps.map((step) => (
            <li key={step.id} style={{ paddingBlock: "var(--p-space-200)" }}>
              <InlineStack gap="300" wrap={false} blockAlign="start">
                <span>
                  {step.done ? (
                    <Icon
                      source={CheckCircleIcon}
                      tone="success"
                      accessibilityLabel="Done"
                    />
                  ) : (
                    <span className="to-do" role="img" aria-label="To do" />
                  )}
                </span>
                <BlockStack gap="100">
                  <Text
                    as="h3"
                    variant="bodyMd"
                    fontWeight={step === next ? "semibold" : "regular"}
                  >
                    {step.title}
                  </Text>
                  {!step.done && (
                    <BlockStack gap="200" inlineAlign="start">
                      <Text as="p" tone="subdued">
                        {step.why}
                      </Text>
                      <Button
                        url={step.url}
                        target={step.external ? "_top" : undefined}
                        variant={step === next ? "primary" : "secondary"}
                      >
                        {step.action}
                      </Button>
                    </BlockStack>
                  )}
                </BlockStack>
              </InlineStack>
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  );
}
