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
import type { Language } from "./campaign-fields.ts";

const FIELDS: { key: keyof OfferTexts; label: string; lines?: number }[] = [
  { key: "heading", label: "Heading" },
  { key: "body", label: "Text", lines: 3 },
  { key: "accept", label: "Button that accepts" },
  { key: "decline", label: "Button that declines" },
];

/** The words a shopper reads, per language of the shop. */
export function TextsCard({
  texts,
  languages,
  locale,
  onLocale,
  onChange,
  error,
  fills,
}: {
  texts: Record<string, OfferTexts>;
  languages: Language[];
  locale: string;
  onLocale: (locale: string) => void;
  onChange: (texts: Record<string, OfferTexts>) => void;
  error: (path: string) => string | undefined;
  /** Whether `{benefit}` stands for something in this offer. */
  fills: boolean;
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
          {languages.length > 1 && (
            <Select
              label="Language"
              options={languages.map(({ locale: value, name }) => ({
                value,
                label: texts[value] ? name : `${name} (not written yet)`,
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
              helpText={adviceOn(key, current[key], fills)}
            />
          ))}
        </FormLayout>
      </BlockStack>
    </Card>
  );
}

/** From how many letters on a phone's dialog grows clumsy; longer is allowed, and said to be long. */
const COMFORTABLE: Record<keyof OfferTexts, number> = {
  heading: 44,
  body: 150,
  accept: 22,
  decline: 22,
};

function adviceOn(
  field: keyof OfferTexts,
  text: string,
  fills: boolean,
): string | undefined {
  const length = text.replaceAll("{benefit}", "€10.00").length;
  if (length > COMFORTABLE[field])
    return `Long: on a phone ${field === "accept" || field === "decline" ? "the button breaks into two lines" : "it fills much of the screen"}. Up to ${COMFORTABLE[field]} letters read well.`;
  return field === "heading" && fills
    ? "{benefit} becomes what she gets, such as 10 %."
    : undefined;
}
