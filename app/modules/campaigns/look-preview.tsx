import { BlockStack, Card, ChoiceList } from "@shopify/polaris";
import { useState } from "react";
import { StorefrontPreview } from "#app/components/storefront-preview.tsx";
import type { ThemeColours } from "#app/shared/preview-message.ts";
import type { Look } from "#app/shared/storefront-config.ts";
import { sampleCampaign } from "./sample-campaign.ts";

/** A sample offer in the shop's look, as a dialog or a note. */
export function LookPreview({
  look,
  shop,
}: {
  look: Look;
  shop: { name: string; currency: string; locale: string; theme: ThemeColours };
}) {
  const [surface, setSurface] = useState<"dialog" | "note">("dialog");
  return (
    <Card>
      <BlockStack gap="400">
        <StorefrontPreview
          message={{
            campaign: sampleCampaign(shop.locale, surface),
            locale: shop.locale,
            currency: shop.currency,
            shopName: shop.name,
            look,
            theme: shop.theme,
          }}
        />
        <ChoiceList
          title="Shown as"
          choices={[
            { label: "A dialog", value: "dialog" },
            { label: "A note", value: "note" },
          ]}
          selected={[surface]}
          onChange={([value]) =>
            setSurface(value === "note" ? "note" : "dialog")
          }
        />
      </BlockStack>
    </Card>
  );
}
