import { SaveBar } from "@shopify/app-bridge-react";
import {
  Badge,
  Banner,
  BlockStack,
  Button,
  Card,
  Layout,
  Page,
  TextField,
} from "@shopify/polaris";
import { useEffect, useState, type ReactNode } from "react";
import { AudienceCard } from "./audience-card.tsx";
import type { CampaignDraft } from "./campaign-draft.ts";
import type { EditorShop } from "./campaign-fields.ts";
import type { FieldErrors } from "./campaigns.ts";
import { IncentiveCard } from "./incentive-card.tsx";
import { LimitsCard } from "./limits-card.tsx";
import { MomentCard } from "./moment-card.tsx";
import { PreviewCard, type PreviewShop } from "./preview-card.tsx";
import { TextsCard } from "./texts-card.tsx";

/** Incentives whose worth `{benefit}` stands for. */
const FILLING = ["percent", "amount", "gift", "bundle"];

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
  aside,
  onSave,
}: {
  title: string;
  badge?: { label: string; tone?: "success" | "attention" | "info" };
  initial: CampaignDraft;
  errors: FieldErrors;
  shop: EditorShop & PreviewShop;
  /** A new campaign can be saved as it stands: it begins as a good one. */
  isNew: boolean;
  saving: boolean;
  actions: {
    content: string;
    destructive?: boolean;
    url?: string;
    onAction?: () => void;
  }[];
  /** Under the preview. */
  aside?: ReactNode;
  onSave: (draft: CampaignDraft) => void;
}) {
  const [draft, setDraft] = useState(initial);
  const [locale, setLocale] = useState(shop.languages[0]?.locale ?? "en");
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
  const general = errors[""] ?? errors.version;
  const firstLocaleWithFault = Object.keys(errors)
    .find((path) => path.startsWith("definition.treatment.texts."))
    ?.split(".")[3];
  useEffect(() => {
    if (firstLocaleWithFault) setLocale(firstLocaleWithFault);
  }, [firstLocaleWithFault]);
  const fields = { draft, set, error, shop };

  return (
    <Page
      title={title}
      titleMetadata={badge && <Badge tone={badge.tone}>{badge.label}</Badge>}
      backAction={{ content: "Campaigns", url: "/app/campaigns" }}
      secondaryActions={actions}
      fullWidth
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
          <div className="editor-to-preview">
            <Button url="#preview" target="_self" fullWidth>
              See the preview
            </Button>
          </div>
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
              <IncentiveCard {...fields} />
              <MomentCard {...fields} />
              <AudienceCard {...fields} />
              <TextsCard
                texts={draft.texts}
                languages={shop.languages}
                locale={locale}
                onLocale={setLocale}
                onChange={(texts) => set("texts", texts)}
                error={error}
                fills={FILLING.includes(draft.incentive.kind)}
              />
              <LimitsCard {...fields} />
            </BlockStack>
          </fieldset>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <div className="editor-preview" id="preview">
            <BlockStack gap="400">
              <PreviewCard draft={draft} locale={locale} shop={shop} />
              {aside}
            </BlockStack>
          </div>
        </Layout.Section>
      </Layout>
    </Page>
  );
}
