import { Banner, BlockStack, Card, Text } from "@shopify/polaris";
import { StorefrontPreview } from "#app/components/storefront-preview.tsx";
import { contrastFaults } from "#app/components/contrast-faults.ts";
import type { ThemeColours } from "#app/shared/preview-message.ts";
import type { Look } from "#app/shared/storefront-config.ts";
import type { CampaignDraft } from "./campaign-draft.ts";
import { previewCampaign } from "./preview-campaign.ts";

/** What the preview needs of the shop. */
export interface PreviewShop {
  name: string;
  currency: string;
  look: Look;
  theme: ThemeColours;
}

/** The offer as it will stand on the storefront, on the shop's colours, and whether it can be read there. */
export function PreviewCard({
  draft,
  locale,
  shop: { name, currency, look, theme },
}: {
  draft: CampaignDraft;
  locale: string;
  shop: PreviewShop;
}) {
  const faults = contrastFaults({ ...theme, ...look });
  return (
    <Card>
      <BlockStack gap="300">
        <StorefrontPreview
          message={{
            campaign: previewCampaign({ draft, locale, currency }),
            locale,
            currency,
            shopName: name,
            look,
            theme,
          }}
        />
        {faults.length > 0 && (
          <Banner tone="warning" title="Hard to read">
            <BlockStack gap="100">
              {faults.map((fault) => (
                <Text as="p" key={fault.what}>
                  {fault.message}
                </Text>
              ))}
            </BlockStack>
          </Banner>
        )}
      </BlockStack>
    </Card>
  );
}
