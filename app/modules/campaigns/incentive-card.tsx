import {
  BlockStack,
  Box,
  Card,
  ChoiceList,
  FormLayout,
  Select,
  Text,
} from "@shopify/polaris";
import { deliveryOf } from "#app/modules/offers/offers.ts";
import { rungOf } from "#app/shared/ladder.ts";
import type { Incentive } from "#app/shared/storefront-config.ts";
import type { FieldProps } from "./campaign-fields.ts";
import { defaultTextFor, withDefaultTexts } from "./default-texts.ts";
import type { IncentiveChoice, IncentiveDraft } from "./incentive-draft.ts";
import { IncentiveFields } from "./incentive-fields.tsx";
import { INCENTIVES, labelOf, RUNG_NAMES } from "./incentive-labels.ts";

/** What the shopper gets, on which rung of the ladder that stands, and how long it holds. */
export function IncentiveCard(props: FieldProps) {
  const { draft, set, error } = props;
  const { incentive } = draft;
  const given = kindOf(incentive);
  const delivery = deliveryOf(given);
  const change = (part: Partial<IncentiveDraft>) => {
    const next = { ...incentive, ...part };
    set("incentive", next);
    const [before, after] = [defaultTextFor(incentive), defaultTextFor(next)];
    if (before !== after) set("texts", withDefaultTexts(draft.texts, after));
  };
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          What she gets
        </Text>
        <FormLayout>
          <Select
            label="Incentive"
            options={INCENTIVES}
            value={incentive.kind}
            onChange={(kind) => change({ kind: kind as IncentiveChoice })}
            error={error("definition.treatment.incentive.kind")}
            helpText={labelOf(incentive.kind).note}
          />
          <IncentiveFields {...props} onChange={change} />
          {delivery === "code" && (
            <BlockStack gap="400">
              <ChoiceList
                title="A code is valid"
                choices={[
                  {
                    label: "For at least an hour, until the next full hour",
                    value: "hour",
                  },
                  {
                    label: "For at least a day, until the next midnight",
                    value: "day",
                  },
                ]}
                selected={[draft.validFor]}
                onChange={([value]) =>
                  set("validFor", value === "day" ? "day" : "hour")
                }
                error={error("definition.treatment.validFor")}
              />
              <ChoiceList
                title="Together with other discounts"
                choices={[
                  {
                    label:
                      "Never: shoppers who already have a code are left alone",
                    value: "no",
                  },
                  {
                    label: "May be combined with other discounts",
                    value: "yes",
                  },
                ]}
                selected={[draft.stacks ? "yes" : "no"]}
                onChange={([value]) => set("stacks", value === "yes")}
              />
            </BlockStack>
          )}
        </FormLayout>
        <Ladder incentive={given} />
      </BlockStack>
    </Card>
  );
}

function Ladder({ incentive }: { incentive: Incentive }) {
  const rung = rungOf({ kind: "offer", incentive, texts: NO_TEXTS });
  return (
    <Box background="bg-surface-secondary" padding="300" borderRadius="200">
      <Text as="p" variant="bodySm">
        Step {rung} of {RUNG_NAMES.length}: {RUNG_NAMES[rung - 1]}. When several
        campaigns want the same moment, the lightest step that she has not been
        shown comes first and price comes last; only a shopper on her last
        chance gets the strongest at once.
      </Text>
    </Box>
  );
}

const NO_TEXTS = { heading: "", body: "", accept: "", decline: "" };

/** As far as rung and delivery ask. */
function kindOf({ kind, bundlePercent }: IncentiveDraft): Incentive {
  switch (kind) {
    case "free-returns":
    case "extended-warranty":
    case "service":
      return { kind: "promise", promise: kind };
    case "bundle":
      return { kind, items: [], percent: Number(bundlePercent) || 0 };
    case "percent":
      return { kind, percent: 1 };
    case "amount":
      return { kind, amountMinor: 1 };
    case "gift":
      return { kind, variantId: "", title: "" };
    case "faster-shipping":
      return { kind, maxPriceMinor: 1 };
    default:
      return { kind };
  }
}
