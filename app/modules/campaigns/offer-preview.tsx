import { BlockStack, Box, Card, Text } from "@shopify/polaris";
import { formatMoney, parseMoney } from "#app/shared/money.ts";
import type { CampaignDraft } from "./campaign-draft.ts";

/** The words as a shopper will read them. Colours and fonts come from the theme, so they are not pretended here. */
export function OfferPreview({
  draft,
  locale,
  currency,
}: {
  draft: CampaignDraft;
  locale: string;
  currency: string;
}) {
  const texts = draft.texts[locale];
  const fill = (text: string | undefined) =>
    (text ?? "").replaceAll("{benefit}", benefitOf(draft, locale, currency));
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Preview
        </Text>
        <Box background="bg-surface-secondary" padding="400" borderRadius="300">
          <div className="offer-preview" lang={locale} dir="auto">
            <p className="offer-preview__heading">{fill(texts?.heading)}</p>
            <p>{fill(texts?.body)}</p>
            <div className="offer-preview__buttons">
              <span className="offer-preview__accept">
                {fill(texts?.accept)}
              </span>
              <span className="offer-preview__decline">
                {fill(texts?.decline)}
              </span>
            </div>
          </div>
        </Box>
        <Text as="p" variant="bodySm" tone="subdued">
          On your storefront it takes the fonts, colours and corners of your
          theme, and also shows her basket’s total before and after.
        </Text>
      </BlockStack>
    </Card>
  );
}

function benefitOf(
  draft: CampaignDraft,
  locale: string,
  currency: string,
): string {
  if (draft.incentiveKind === "percent") {
    const percent = Number(draft.percent);
    return Number.isFinite(percent)
      ? new Intl.NumberFormat(locale, { style: "percent" }).format(
          percent / 100,
        )
      : "…";
  }
  try {
    return formatMoney({
      minor: parseMoney({ amount: draft.amount, currency }),
      currency,
      locale,
    });
  } catch {
    return "…";
  }
}
