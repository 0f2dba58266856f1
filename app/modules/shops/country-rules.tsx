import {
  BlockStack,
  Button,
  InlineStack,
  Select,
  Text,
} from "@shopify/polaris";
import { useState } from "react";
import type { CountryDefault, PolicyMode } from "./settings-draft.ts";

const MODES: { value: PolicyMode; label: string }[] = [
  { value: "subscribers", label: "Subscribers only" },
  { value: "everyone", label: "Everyone who gave the address" },
  { value: "nobody", label: "Nobody" },
];

/** The merchant's own rule for single countries, each beside our default and its reason. */
export function CountryRules({
  rules,
  defaults,
  onChange,
}: {
  rules: Record<string, PolicyMode>;
  defaults: CountryDefault[];
  onChange: (rules: Record<string, PolicyMode>) => void;
}) {
  const open = defaults.filter(({ code }) => !(code in rules));
  const byCode = new Map(defaults.map((one) => [one.code, one]));
  const nameOf = (country: string) => byCode.get(country)?.name ?? country;
  const [chosen, setChosen] = useState("");
  const code = open.some((one) => one.code === chosen)
    ? chosen
    : (open[0]?.code ?? "");
  return (
    <BlockStack gap="300">
      <Text as="h3" variant="headingSm">
        Your own rules
      </Text>
      {Object.entries(rules).map(([country, mode]) => (
        <BlockStack key={country} gap="100">
          <InlineStack gap="300" blockAlign="end" wrap>
            <Select
              label={nameOf(country)}
              options={MODES}
              value={mode}
              onChange={(value) =>
                onChange({ ...rules, [country]: value as PolicyMode })
              }
            />
            <Button
              accessibilityLabel={`Remove the rule for ${nameOf(country)}`}
              onClick={() => {
                const { [country]: _gone, ...rest } = rules;
                onChange(rest);
              }}
            >
              Remove
            </Button>
          </InlineStack>
          <Text as="p" variant="bodySm" tone="subdued">
            {byCode.get(country)?.reason}
          </Text>
        </BlockStack>
      ))}
      {open.length > 0 && (
        <InlineStack gap="300" blockAlign="end" wrap>
          <Select
            label="Country"
            options={open.map((one) => ({
              value: one.code,
              label: one.name,
            }))}
            value={code}
            onChange={setChosen}
          />
          <Button
            onClick={() => {
              onChange({
                ...rules,
                [code]: (byCode.get(code)?.mode ?? "subscribers") as PolicyMode,
              });
            }}
          >
            Add a rule
          </Button>
        </InlineStack>
      )}
    </BlockStack>
  );
}
