import {
  BlockStack,
  Card,
  FormLayout,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { TEXT_LIMITS } from "#app/modules/offers/offers.ts";
import type { OfferTexts } from "#app/shared/storefront-config.ts";
import { localeName } from "./campaign-fields.ts";

const FIELDS: { key: keyof OfferTexts; label: string; lines?: number }[] = [
  { key: "heading", label: "Heading" },
  { key: "body", label: "Text", lines: 3 },
  { key: "accept", label: "Button that accepts" },
  { key: "decline", label: "Button that declines" },
];

/** The words a shopper reads, per language of the shop. */
export function TextsCard({
  texts,
  locales,
  locale,
  onLocale,
  onChange,
  error,
}: {
  texts: Record<string, OfferTexts>;
  locales: string[];
  locale: string;
  onLocale: (locale: string) => void;
  onChange: (texts: Record<string, OfferTexts>) => void;
  error: (path: string) => string | undefined;
}) {
  const empty: OfferTexts = { heading: "", body: "", accept: "", decline: "" };
  const current = texts[locale] ?? empty;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          What she reads
        </Text>
        <FormLayout>
          {locales.length > 1 && (
            <Select
              label="Language"
              options={locales.map((value) => ({
                value,
                label: localeName(value),
              }))}
              value={locale}
              onChange={onLocale}
            />
          )}
          {FIELDS.map(({ key, label, lines }) => (
            <TextField
              key={key}
              label={label}
              value={current[key]}
              onChange={(value) =>
                onChange({ ...texts, [locale]: { ...current, [key]: value } })
              }
              error={error(`definition.treatment.texts.${locale}.${key}`)}
              maxLength={TEXT_LIMITS[key]}
              showCharacterCount
              multiline={lines}
              autoComplete="off"
              helpText={
                key === "heading"
                  ? "{benefit} becomes what she gets, such as 10 %."
                  : undefined
              }
            />
          ))}
        </FormLayout>
      </BlockStack>
    </Card>
  );
}
