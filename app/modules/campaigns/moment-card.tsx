import {
  BlockStack,
  Card,
  ChoiceList,
  FormLayout,
  InlineGrid,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { NumberField } from "#app/components/number-field.tsx";
import type { MomentKind } from "#app/shared/storefront-config.ts";
import type { FieldProps } from "./campaign-fields.ts";
import { IDLE_STEP_SECONDS } from "./moment-schema.ts";

const MOMENTS: { value: MomentKind; label: string; note: string }[] = [
  {
    value: "exit",
    label: "About to leave",
    note: "The pointer moves out towards the tabs, or on a phone she scrolls back up fast, returns to the tab or stays idle.",
  },
  {
    value: "intent-fell",
    label: "Her intent falls",
    note: "A gentle, early moment: her intent to purchase fell below the best of this visit, whatever she does next.",
  },
  {
    value: "idle",
    label: "Nothing happens",
    note: `Counted in steps of ${IDLE_STEP_SECONDS} seconds while the page is in view.`,
  },
  {
    value: "back-and-forth",
    label: "Back and forth",
    note: "Between two products, or between a product and the basket; noticed as a page opens.",
  },
  {
    value: "coupon-focus",
    label: "Looks for a code",
    note: "She goes to the field for discount codes: many leave now to search for one.",
  },
  {
    value: "coupon-failed",
    label: "Her code is refused",
    note: "The shop did not take the code she typed.",
  },
  {
    value: "cart-changed",
    label: "The basket changes",
    note: "Something is added, taken out, or its number changed.",
  },
  {
    value: "line-changed",
    label: "Stock or price of a line changes",
    note: "Since she last saw her basket.",
  },
  {
    value: "return-visit",
    label: "She is back",
    note: "On another visit, with her consent; at the first thing she does.",
  },
  {
    value: "time-on-page",
    label: "Time on the page",
    note: "After so many seconds in view; at the next thing she does.",
  },
  {
    value: "page-load",
    label: "The page opens",
    note: "At the first thing she does on it.",
  },
  {
    value: "after-purchase",
    label: "After a purchase",
    note: "On the next page of the shop after she has bought.",
  },
];

/** When the campaign speaks, and how loudly. */
export function MomentCard({ draft, set, error, shop }: FieldProps) {
  const chosen = MOMENTS.find(({ value }) => value === draft.moment)!;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          When
        </Text>
        <FormLayout>
          <Select
            label="Moment"
            options={MOMENTS}
            value={draft.moment}
            onChange={(moment) => set("moment", moment as MomentKind)}
            error={error("definition.moment.kind")}
            helpText={chosen.note}
          />
          {draft.moment === "idle" && (
            <NumberField
              label="Nothing for"
              suffix="seconds"
              value={draft.idleSeconds}
              onChange={(value) => set("idleSeconds", value)}
              error={error("definition.moment.idleSeconds")}
            />
          )}
          {draft.moment === "intent-fell" && (
            <NumberField
              label="Fallen by"
              suffix="of 100 points"
              helpText="Below the best of this visit. 15 is soon, 25 is clear, 40 is late."
              value={draft.byPoints}
              onChange={(value) => set("byPoints", value)}
              error={error("definition.moment.byPoints")}
            />
          )}
          {draft.moment !== "back-and-forth" && (
            <NumberField
              label="Not before"
              suffix="seconds on the page"
              helpText="A quick glance is no hesitation."
              value={draft.afterSeconds}
              onChange={(value) => set("afterSeconds", value)}
              error={error("definition.moment.afterSeconds")}
            />
          )}
          <ChoiceList
            title="How it is shown"
            choices={[
              {
                label: "A dialog",
                value: "dialog",
                helpText: "Covers the page and asks for an answer.",
              },
              {
                label: "A note",
                value: "note",
                helpText:
                  "Stands at the page’s edge and leaves everything usable: right for early moments.",
              },
            ]}
            selected={[draft.surface]}
            onChange={([value]) =>
              set("surface", value === "note" ? "note" : "dialog")
            }
            error={error("definition.treatment.surface")}
          />
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
  );
}
