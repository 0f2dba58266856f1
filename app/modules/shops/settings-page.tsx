import { SaveBar } from "@shopify/app-bridge-react";
import {
  Banner,
  BlockStack,
  Button,
  Card,
  ChoiceList,
  FormLayout,
  InlineGrid,
  Layout,
  Page,
  Text,
  TextField,
} from "@shopify/polaris";
import { useEffect, useState, type ReactNode } from "react";
import { NumberField } from "#app/components/number-field.tsx";
import { CountryRules } from "./country-rules.tsx";
import type { CountryDefault, SettingsDraft } from "./settings-draft.ts";

/** Everything a merchant can set for the whole shop. Faults come back by field and stand beside it. */
export function SettingsPage({
  initial,
  errors,
  saving,
  countryDefaults,
  mailFrom,
  reminderPreview,
  onSave,
}: {
  initial: SettingsDraft;
  errors: Record<string, string>;
  saving: boolean;
  countryDefaults: CountryDefault[];
  /** The address mails come from, set by whoever runs the app. */
  mailFrom: string;
  /** The mail itself is another module's; the route brings it. */
  reminderPreview: ReactNode;
  onSave: (draft: SettingsDraft) => void;
}) {
  const [draft, setDraft] = useState(initial);
  const initialText = JSON.stringify(initial);
  useEffect(
    () => setDraft(JSON.parse(initialText) as SettingsDraft),
    [initialText],
  );
  const dirty = JSON.stringify(draft) !== initialText;
  const set = <K extends keyof SettingsDraft>(
    key: K,
    value: SettingsDraft[K],
  ) => setDraft((before) => ({ ...before, [key]: value }));

  return (
    <Page title="Settings">
      <SaveBar id="settings" open={dirty}>
        <button
          variant="primary"
          loading={saving ? "" : undefined}
          onClick={() => onSave(draft)}
        />
        <button onClick={() => setDraft(initial)} />
      </SaveBar>
      <Layout>
        {Object.keys(errors).length > 0 && (
          <Layout.Section variant="fullWidth">
            <Banner tone="critical" title="Not saved yet">
              <p>Something below needs your attention first.</p>
            </Banner>
          </Layout.Section>
        )}
        <Layout.AnnotatedSection
          title="Reminder of a basket that was left"
          description="One mail, never after a purchase: orders are checked again at the moment of sending."
        >
          <Card>
            <FormLayout>
              <ChoiceList
                title="Reminders"
                choices={[
                  { label: "Send", value: "on" },
                  { label: "Do not send", value: "off" },
                ]}
                selected={[draft.recoveryEnabled ? "on" : "off"]}
                onChange={([value]) => set("recoveryEnabled", value === "on")}
              />
              <NumberField
                label="Wait"
                suffix="minutes after the last change"
                value={draft.recoveryDelayMinutes}
                onChange={(value) => set("recoveryDelayMinutes", value)}
                error={errors.recoveryDelayMinutes}
              />
              {reminderPreview}
            </FormLayout>
          </Card>
        </Layout.AnnotatedSection>
        <Layout.AnnotatedSection
          title="Who may be written to"
          description="By the country of the shopper. The defaults are careful; they are not legal advice."
        >
          <Card>
            <BlockStack gap="400">
              <ChoiceList
                title="Where you name no rule"
                choices={[
                  {
                    label: "Careful defaults",
                    value: "",
                    helpText:
                      "Subscribers only, and everyone who gave the address where the law lets a shop write until told not to.",
                  },
                  {
                    label: "Subscribers only, everywhere",
                    value: "subscribers",
                  },
                  { label: "Nobody", value: "nobody" },
                ]}
                selected={[draft.policyDefault]}
                onChange={([value]) =>
                  set(
                    "policyDefault",
                    (value ?? "") as SettingsDraft["policyDefault"],
                  )
                }
                error={errors.recoveryPolicy}
              />
              <CountryRules
                rules={draft.policyCountries}
                defaults={countryDefaults}
                onChange={(rules) => set("policyCountries", rules)}
              />
            </BlockStack>
          </Card>
        </Layout.AnnotatedSection>
        <Layout.AnnotatedSection
          title="Sender"
          description={`Mails come from ${mailFrom}, in the name you choose here.`}
        >
          <Card>
            <FormLayout>
              <TextField
                label="Name"
                placeholder="The name of your shop"
                value={draft.senderName}
                onChange={(value) => set("senderName", value)}
                error={errors.senderName}
                autoComplete="off"
                maxLength={60}
              />
              <TextField
                label="Answers go to"
                type="email"
                placeholder="The shop’s contact address"
                value={draft.replyTo}
                onChange={(value) => set("replyTo", value)}
                error={errors.replyTo}
                autoComplete="email"
              />
            </FormLayout>
          </Card>
        </Layout.AnnotatedSection>
        <Layout.AnnotatedSection
          title="“14 bought this”"
          description="Counted from orders, less refunds. Under the floor nothing is said; there is no way to type a number in."
        >
          <Card>
            <BlockStack gap="400">
              <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
                <NumberField
                  label="Look back"
                  suffix="days"
                  value={draft.proofWindowDays}
                  onChange={(value) => set("proofWindowDays", value)}
                  error={errors.proofWindowDays}
                />
                <NumberField
                  label="Floor"
                  suffix="bought"
                  value={draft.proofFloor}
                  onChange={(value) => set("proofFloor", value)}
                  error={errors.proofFloor}
                />
              </InlineGrid>
              <Text as="p" variant="bodySm" tone="subdued">
                Shoppers can open “How we count” beside the number: it names the
                window and the time of the count.
              </Text>
            </BlockStack>
          </Card>
        </Layout.AnnotatedSection>
        <Layout.AnnotatedSection
          title="Appearance"
          description="What all campaigns share: how they look, where notes stand, how often a visit may be interrupted."
        >
          <Card>
            <BlockStack gap="300" inlineAlign="start">
              <Text as="p">
                Offers take fonts, colours and corners from your theme.
              </Text>
              <Button url="/app/settings/appearance">Appearance</Button>
            </BlockStack>
          </Card>
        </Layout.AnnotatedSection>
        <Layout.AnnotatedSection
          title="“12 on Monday, 5 now”"
          description="Counted from stock and orders, per variant. Silent when anything but sales changed the stock, where it is not tracked, and where more is sold than there is."
        >
          <Card>
            <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
              <TextField
                label="Speak from"
                type="number"
                min={1}
                suffix="pieces left"
                value={draft.stockFloor}
                onChange={(value) => set("stockFloor", value)}
                error={errors.stockFloor}
                autoComplete="off"
              />
              <TextField
                label="Up to"
                type="number"
                min={1}
                suffix="pieces left"
                value={draft.stockCeiling}
                onChange={(value) => set("stockCeiling", value)}
                error={errors.stockCeiling}
                autoComplete="off"
              />
            </InlineGrid>
          </Card>
        </Layout.AnnotatedSection>
        <Layout.AnnotatedSection
          title="Privacy"
          description="Shopify passes on what customers ask for; Second Thought does it by itself."
        >
          <Card>
            <BlockStack gap="300" inlineAlign="start">
              <Text as="p">
                Exports to hand to customers, and what was erased when.
              </Text>
              <Button url="/app/privacy">Privacy requests</Button>
            </BlockStack>
          </Card>
        </Layout.AnnotatedSection>
      </Layout>
    </Page>
  );
}
