import {
  BlockStack,
  Card,
  ChoiceList,
  FormLayout,
  Text,
} from "@shopify/polaris";
import { NumberField } from "#app/components/number-field.tsx";
import type { Segment } from "#app/shared/intent-model.ts";
import type { PageKind } from "#app/shared/page-kind.ts";
import {
  type FieldProps,
  PAGE_CHOICES,
  SEGMENT_CHOICES,
} from "./campaign-fields.ts";
import { ConditionGroups } from "./condition-groups.tsx";

/** Whom the campaign is for. */
export function AudienceCard(props: FieldProps) {
  const { draft, set, error, shop } = props;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Who
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
          <ChoiceList
            title="Segments"
            allowMultiple
            choices={SEGMENT_CHOICES}
            selected={draft.segments}
            onChange={(segments) => set("segments", segments as Segment[])}
            error={error("definition.audience.segments")}
          />
          <Text as="p" variant="bodySm" tone="subdued">
            None chosen means all of them. A shopper who will buy anyway is left
            alone whatever you choose.
          </Text>
          <NumberField
            label="Basket worth at least"
            prefix={shop.currency}
            helpText="An empty basket never gets an offer."
            value={draft.minCart}
            onChange={(value) => set("minCart", value)}
            error={error("definition.audience.minCartMinor")}
            whole={false}
          />
        </FormLayout>
        <Text as="h3" variant="headingSm">
          Conditions
        </Text>
        <ConditionGroups {...props} />
      </BlockStack>
    </Card>
  );
}
