import {
  BlockStack,
  Card,
  ChoiceList,
  FormLayout,
  InlineGrid,
  Text,
  TextField,
} from "@shopify/polaris";
import type { PageKind } from "#app/shared/storefront-config.ts";
import { type FieldProps, PAGE_CHOICES } from "./campaign-fields.ts";

/** Audience, moment, limits, schedule and experiment: when the campaign speaks, and to whom. */
export function WhenAndWhoCards({ draft, set, error, shop }: FieldProps) {
  return (
    <>
      <Card>
        <BlockStack gap="400">
          <Text as="h2" variant="headingMd">
            When
          </Text>
          <FormLayout>
            <ChoiceList
              title="Pages"
              allowMultiple
              choices={PAGE_CHOICES}
              selected={draft.pages}
              onChange={(pages) => set("pages", pages as PageKind[])}
              error={error("definition.audience.pages")}
            />
            <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
              <TextField
                label="Not before"
                type="number"
                min={0}
                max={600}
                suffix="seconds on the page"
                helpText="A quick glance is no hesitation."
                value={draft.afterSeconds}
                onChange={(value) => set("afterSeconds", value)}
                error={error("definition.moment.afterSeconds")}
                autoComplete="off"
              />
              <TextField
                label="Basket worth at least"
                inputMode="decimal"
                prefix={shop.currency}
                helpText="An empty basket never gets an offer."
                value={draft.minCart}
                onChange={(value) => set("minCart", value)}
                error={error("definition.audience.minCartMinor")}
                autoComplete="off"
              />
            </InlineGrid>
            <Text as="p" tone="subdued">
              The moment is when she is about to leave: the pointer moves out
              towards the tabs, or on a phone she scrolls back up fast, returns
              to the tab or stays idle.
            </Text>
            <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
              <TextField
                label="Starts"
                type="datetime-local"
                helpText={`Clock of the shop: ${shop.timeZone}`}
                value={draft.startsAt}
                onChange={(value) => set("startsAt", value)}
                error={error("definition.schedule.startsAt")}
                autoComplete="off"
              />
              <TextField
                label="Ends"
                type="datetime-local"
                helpText="Leave empty for no end."
                value={draft.endsAt}
                onChange={(value) => set("endsAt", value)}
                error={error("definition.schedule.endsAt")}
                autoComplete="off"
              />
            </InlineGrid>
          </FormLayout>
        </BlockStack>
      </Card>
      <Card>
        <BlockStack gap="400">
          <Text as="h2" variant="headingMd">
            Limits and proof
          </Text>
          <FormLayout>
            <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
              <TextField
                label="Leave a shopper alone for"
                type="number"
                min={1}
                suffix="hours"
                value={draft.cooldownHours}
                onChange={(value) => set("cooldownHours", value)}
                error={error("definition.limits.cooldownHours")}
                autoComplete="off"
              />
              <TextField
                label="Codes a day"
                type="number"
                min={1}
                placeholder="No limit"
                value={draft.claimsPerDay}
                onChange={(value) => set("claimsPerDay", value)}
                error={error("definition.limits.claimsPerDay")}
                autoComplete="off"
              />
            </InlineGrid>
            <TextField
              label="Hold-out"
              type="number"
              min={5}
              max={50}
              suffix="% see nothing"
              helpText="Without shoppers who see nothing nobody can tell what the campaign adds. Every campaign has some."
              value={draft.holdoutPercent}
              onChange={(value) => set("holdoutPercent", value)}
              error={error("definition.experiment.holdout")}
              autoComplete="off"
            />
          </FormLayout>
        </BlockStack>
      </Card>
    </>
  );
}
