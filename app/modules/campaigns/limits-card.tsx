import {
  BlockStack,
  Card,
  FormLayout,
  InlineGrid,
  Text,
  TextField,
} from "@shopify/polaris";
import { NumberField } from "#app/components/number-field.tsx";
import type { FieldProps } from "./campaign-fields.ts";
import { marginHelp } from "./offer-facts.ts";

/** What the campaign may cost, of attention and of money, and what proves that it works. */
export function LimitsCard({ draft, set, error, shop }: FieldProps) {
  const limit = (name: string) => error(`definition.limits.${name}`);
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Limits and proof
        </Text>
        <FormLayout>
          <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
            <NumberField
              label="Leave a shopper alone for"
              suffix="hours"
              value={draft.cooldownHours}
              onChange={(value) => set("cooldownHours", value)}
              error={limit("cooldownHours")}
            />
            <NumberField
              label="Times a shopper may take it"
              placeholder="No limit"
              value={draft.claimsPerShopper}
              onChange={(value) => set("claimsPerShopper", value)}
              error={limit("claimsPerShopper")}
            />
            <NumberField
              label="Codes a day"
              placeholder="No limit"
              value={draft.claimsPerDay}
              onChange={(value) => set("claimsPerDay", value)}
              error={limit("claimsPerDay")}
            />
            <NumberField
              label="Margin left at least"
              suffix="% of the price"
              placeholder="Not checked"
              helpText={marginHelp(shop.offerFacts.costs)}
              value={draft.marginFloor}
              onChange={(value) => set("marginFloor", value)}
              error={limit("marginFloorPercent")}
            />
            <NumberField
              label="Budget a day"
              prefix={shop.currency}
              placeholder="No limit"
              value={draft.budgetPerDay}
              onChange={(value) => set("budgetPerDay", value)}
              error={limit("budgetPerDayMinor")}
              whole={false}
            />
            <NumberField
              label="Budget a month"
              prefix={shop.currency}
              placeholder="No limit"
              value={draft.budgetPerMonth}
              onChange={(value) => set("budgetPerMonth", value)}
              error={limit("budgetPerMonthMinor")}
              whole={false}
            />
          </InlineGrid>
          <TextField
            label="Exclusive group"
            placeholder="None"
            helpText="A visit gets at most one campaign of each group."
            value={draft.excludes}
            onChange={(value) => set("excludes", value)}
            error={error("definition.excludes")}
            maxLength={40}
            autoComplete="off"
          />
          <NumberField
            label="Hold-out"
            suffix="% see nothing"
            helpText="Without shoppers who see nothing nobody can tell what the campaign adds. Every campaign has some."
            value={draft.holdoutPercent}
            onChange={(value) => set("holdoutPercent", value)}
            error={error("definition.experiment.holdout")}
            whole={false}
          />
        </FormLayout>
      </BlockStack>
    </Card>
  );
}
