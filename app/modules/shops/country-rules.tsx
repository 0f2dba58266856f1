import {
  BlockStack,
  Button,
  InlineError,
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
  error,
}: {
  rules: Record<string, PolicyMode>;
  defaults: CountryDefault[];
  onChange: (rules: Record<string, PolicyMode>) => void;
  error: string | undefined;
}) {
  const open = defaults.filter(({ code }) => !(code in rules));
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
              label={countryName(country)}
              options={MODES}
              value={mode}
              onChange={(value) =>
                onChange({ ...rules, [country]: value as PolicyMode })
              }
            />
            <Button
              accessibilityLabel={`Remove the rule for ${countryName(country)}`}
              onClick={() => {
                const { [country]: _gone, ...rest } = rules;
                onChange(rest);
              }}
            >
              Remove
            </Button>
          </InlineStack>
          <Text as="p" variant="bodySm" tone="subdued">
            {defaults.find((one) => one.code === country)?.reason}
          </Text>
        </BlockStack>
      ))}
      {open.length > 0 && (
        <InlineStack gap="300" blockAlign="end" wrap>
          <Select
            label="Country"
            options={open.map((one) => ({
              value: one.code,
              label: countryName(one.code),
            }))}
            value={code}
            onChange={setChosen}
          />
          <Button
            onClick={() => {
              const own = defaults.find((one) => one.code === code);
              onChange({
                ...rules,
                [code]: (own?.mode ?? "subscribers") as PolicyMode,
              });
            }}
          >
            Add a rule
          </Button>
        </InlineStack>
      )}
      {error && <InlineError message={error} fieldID="country-rules" />}
    </BlockStack>
  );
}

function countryName(code: string): string {
  return new Intl.DisplayNames("en", { type: "region" }).of(code) ?? code;
}
