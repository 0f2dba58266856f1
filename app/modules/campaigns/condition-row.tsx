import {
  BlockStack,
  Box,
  Button,
  ChoiceList,
  InlineGrid,
  InlineStack,
  Select,
  TextField,
} from "@shopify/polaris";
import { NumberField } from "#app/components/number-field.tsx";
import {
  type ConditionDraft,
  type ConditionFact,
  isFlagFact,
  isMoneyFact,
  isRangeFact,
  isSetFact,
  withFact,
} from "./audience-draft.ts";
import { ID_FACTS } from "./audience-schema.ts";
import type { EditorShop } from "./campaign-fields.ts";
import { FACT_CHOICES, FACT_GROUPS, factOf, WEEKDAYS } from "./fact-labels.ts";
import { ResourceField } from "./resource-field.tsx";
import { ValuesField } from "./values-field.tsx";

interface RowProps {
  condition: ConditionDraft;
  onChange: (change: Partial<ConditionDraft>) => void;
  /** The fault of a field of this condition: "any", "from", "to" … */
  error: (field: string) => string | undefined;
  shop: EditorShop;
  names: Record<string, string>;
  onNames: (names: Record<string, string>) => void;
}

const OPTIONS = FACT_GROUPS.map(({ title, facts }) => ({
  title,
  options: facts.map(({ on, label }) => ({ value: on, label })),
}));

/** One condition: what it is on, its values, and a way to take it away. */
export function ConditionRow({
  number,
  onReplace,
  onRemove,
  ...row
}: RowProps & {
  /** As the merchant counts, from 1. */
  number: number;
  onReplace: (condition: ConditionDraft) => void;
  onRemove: () => void;
}) {
  const { condition, error } = row;
  return (
    <Box
      padding="300"
      borderWidth="025"
      borderColor="border-secondary"
      borderRadius="200"
    >
      <BlockStack gap="300">
        <InlineStack
          gap="200"
          align="space-between"
          blockAlign="end"
          wrap={false}
        >
          <Box width="100%">
            <Select
              label={`Condition ${number}`}
              options={OPTIONS}
              value={condition.on}
              onChange={(on) =>
                onReplace(withFact(condition, on as ConditionFact))
              }
              error={error("on")}
            />
          </Box>
          <Button
            onClick={onRemove}
            accessibilityLabel={`Remove condition ${number}: ${factOf(condition.on).label}`}
          >
            Remove
          </Button>
        </InlineStack>
        <Values {...row} />
      </BlockStack>
    </Box>
  );
}

function Values(props: RowProps) {
  const { condition, onChange, error, shop } = props;
  const { on } = condition;
  const { helpText, label } = factOf(on);
  if (isSetFact(on)) return <SetValues {...props} />;
  if (isFlagFact(on))
    return (
      <ChoiceList
        title={label}
        titleHidden
        choices={[
          { label: "Yes", value: "yes" },
          { label: "No", value: "no" },
        ]}
        selected={[condition.is ? "yes" : "no"]}
        onChange={([value]) => onChange({ is: value === "yes" })}
        error={error("is")}
      />
    );
  if (isRangeFact(on)) {
    const money = isMoneyFact(on)
      ? { prefix: shop.currency, whole: false }
      : {};
    return (
      <InlineGrid columns={2} gap="300">
        <NumberField
          label="From"
          value={condition.from}
          onChange={(from) => onChange({ from })}
          error={error("from")}
          {...(helpText && { helpText })}
          {...money}
        />
        <NumberField
          label="To"
          value={condition.to}
          onChange={(to) => onChange({ to })}
          error={error("to")}
          placeholder="No limit"
          {...money}
        />
      </InlineGrid>
    );
  }
  if (on === "hours") return <HourValues {...props} />;
  return (
    <NumberField
      label="Share"
      value={condition.share}
      onChange={(share) => onChange({ share })}
      error={error("share")}
      suffix="% of shoppers"
      {...(helpText && { helpText })}
    />
  );
}

function SetValues({ condition, onChange, error, names, onNames }: RowProps) {
  const { on, values } = condition;
  const { helpText, label } = factOf(on);
  const fault = error("any");
  const type = isSetFact(on) && ID_FACTS[on];
  if (type)
    return (
      <ResourceField
        label="Any of"
        type={type}
        ids={values}
        names={names}
        onChange={(ids, chosen) => {
          onChange({ values: ids });
          onNames(chosen);
        }}
        error={fault}
      />
    );
  const choices = FACT_CHOICES[on];
  if (choices)
    return (
      <ChoiceList
        title={label}
        titleHidden
        allowMultiple
        choices={choices}
        selected={values}
        onChange={(selected) => onChange({ values: selected })}
        error={fault}
      />
    );
  return (
    <ValuesField
      label="Any of"
      values={values}
      onChange={(next) => onChange({ values: next })}
      error={fault}
      helpText={helpText}
    />
  );
}

function HourValues({ condition, onChange, error, shop }: RowProps) {
  return (
    <BlockStack gap="300">
      <ChoiceList
        title="Days"
        allowMultiple
        choices={WEEKDAYS.map((label, index) => ({
          label,
          value: String(index + 1),
        }))}
        selected={condition.days.map(String)}
        onChange={(days) => onChange({ days: days.map(Number).sort() })}
        error={error("days")}
      />
      <InlineGrid columns={2} gap="300">
        <TextField
          label="From"
          type="time"
          value={condition.begins}
          onChange={(begins) => onChange({ begins })}
          error={error("from")}
          helpText={`Clock of the shop: ${shop.timeZone}`}
          autoComplete="off"
        />
        <TextField
          label="To"
          type="time"
          value={condition.ends}
          onChange={(ends) => onChange({ ends })}
          error={error("to")}
          helpText="An earlier hour means the next day."
          autoComplete="off"
        />
      </InlineGrid>
    </BlockStack>
  );
}
