import { SaveBar } from "@shopify/app-bridge-react";
import {
  Badge,
  Banner,
  BlockStack,
  Box,
  Card,
  ChoiceList,
  FormLayout,
  InlineGrid,
  Layout,
  Page,
  Text,
  TextField,
} from "@shopify/polaris";
import { useEffect, useState } from "react";
import type { CampaignDraft } from "./campaign-draft.ts";
import type { EditorShop, FieldProps } from "./campaign-fields.ts";
import type { FieldErrors } from "./campaigns.ts";
import { OfferPreview } from "./offer-preview.tsx";
import { TextsCard } from "./texts-card.tsx";
import { WhenAndWhoCards } from "./when-and-who-cards.tsx";

/**
 * The editor of one campaign. It keeps what is typed; the server says what is wrong with it, by path of the field
 * (`definition.limits.cooldownHours`), and each fault is shown where it can be mended.
 */
export function CampaignEditor({
  title,
  badge,
  initial,
  errors,
  shop,
  isNew,
  saving,
  actions,
  onSave,
}: {
  title: string;
  badge?: { label: string; tone?: "success" | "attention" | "info" };
  initial: CampaignDraft;
  errors: FieldErrors;
  shop: EditorShop;
  /** A new campaign can be saved as it stands: the default is a good start. */
  isNew: boolean;
  saving: boolean;
  actions: { content: string; destructive?: boolean; onAction: () => void }[];
  onSave: (draft: CampaignDraft) => void;
}) {
  const [draft, setDraft] = useState(initial);
  const [locale, setLocale] = useState(shop.locales[0] ?? "en");
  const initialText = JSON.stringify(initial);
  // A save that succeeded comes back as a new initial state; what was typed meanwhile would be lost, so saving blocks typing.
  useEffect(
    () => setDraft(JSON.parse(initialText) as CampaignDraft),
    [initialText],
  );
  const dirty = isNew || JSON.stringify(draft) !== initialText;

  const set = <K extends keyof CampaignDraft>(
    key: K,
    value: CampaignDraft[K],
  ) => setDraft((before) => ({ ...before, [key]: value }));
  const error = (path: string) => errors[path];
  const general = errors[""];
  const firstLocaleWithFault = Object.keys(errors)
    .find((path) => path.startsWith("definition.treatment.texts."))
    ?.split(".")[3];
  useEffect(() => {
    if (firstLocaleWithFault) setLocale(firstLocaleWithFault);
  }, [firstLocaleWithFault]);

  return (
    <Page
      title={title}
      titleMetadata={badge && <Badge tone={badge.tone}>{badge.label}</Badge>}
      backAction={{ content: "Campaigns", url: "/app/campaigns" }}
      secondaryActions={actions}
    >
      <SaveBar id="campaign" open={dirty}>
        <button
          variant="primary"
          loading={saving ? "" : undefined}
          onClick={() => onSave(draft)}
        />
        <button onClick={() => setDraft(initial)} />
      </SaveBar>
      <Layout>
        {(general || Object.keys(errors).length > 0) && (
          <Layout.Section variant="fullWidth">
            <Banner tone="critical" title="Not saved yet">
              <p>{general ?? "Something below needs your attention first."}</p>
            </Banner>
          </Layout.Section>
        )}
        <Layout.Section>
          <fieldset
            disabled={saving}
            style={{ border: 0, margin: 0, padding: 0, minInlineSize: 0 }}
          >
            <BlockStack gap="400">
              <Card>
                <TextField
                  label="Name"
                  helpText="Only you see it."
                  value={draft.name}
                  onChange={(value) => set("name", value)}
                  error={error("name")}
                  autoComplete="off"
                  maxLength={80}
                />
              </Card>
              <OfferCard draft={draft} set={set} error={error} shop={shop} />
              <WhenAndWhoCards
                draft={draft}
                set={set}
                error={error}
                shop={shop}
              />
              <TextsCard
                texts={draft.texts}
                locales={shop.locales}
                locale={locale}
                onLocale={setLocale}
                onChange={(texts) => set("texts", texts)}
                error={error}
              />
            </BlockStack>
          </fieldset>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <div className="editor-preview">
            <OfferPreview
              draft={draft}
              locale={locale}
              currency={shop.currency}
            />
          </div>
        </Layout.Section>
      </Layout>
    </Page>
  );
}

function OfferCard({ draft, set, error, shop }: FieldProps) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          What she gets
        </Text>
        <FormLayout>
          <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
            <ChoiceList
              title="Kind of discount"
              choices={[
                { label: "Percentage off the basket", value: "percent" },
                { label: "Amount off the basket", value: "amount" },
              ]}
              selected={[draft.incentiveKind]}
              onChange={([kind]) =>
                set("incentiveKind", kind === "amount" ? "amount" : "percent")
              }
            />
            {draft.incentiveKind === "percent" ? (
              <TextField
                label="Percentage"
                type="number"
                min={1}
                max={90}
                suffix="%"
                value={draft.percent}
                onChange={(value) => set("percent", value)}
                error={error("definition.treatment.incentive.percent")}
                autoComplete="off"
              />
            ) : (
              <TextField
                label="Amount"
                inputMode="decimal"
                prefix={shop.currency}
                value={draft.amount}
                onChange={(value) => set("amount", value)}
                error={error("definition.treatment.incentive.amountMinor")}
                autoComplete="off"
              />
            )}
          </InlineGrid>
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
                label: "Never: shoppers who already have a code are left alone",
                value: "no",
              },
              { label: "May be combined with other discounts", value: "yes" },
            ]}
            selected={[draft.stacks ? "yes" : "no"]}
            onChange={([value]) => set("stacks", value === "yes")}
          />
        </FormLayout>
        <Box background="bg-surface-secondary" padding="300" borderRadius="200">
          <Text as="p" variant="bodySm" tone="subdued">
            Each shopper gets a code of her own that works once, and only after
            she accepts. Shopify itself ends it at the time she was shown.
          </Text>
        </Box>
      </BlockStack>
    </Card>
  );
}
