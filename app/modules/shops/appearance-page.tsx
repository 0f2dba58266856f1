import { SaveBar } from "@shopify/app-bridge-react";
import {
  Banner,
  BlockStack,
  Card,
  ChoiceList,
  FormLayout,
  InlineGrid,
  Layout,
  Page,
  Select,
  Text,
} from "@shopify/polaris";
import { useEffect, useState, type ReactNode } from "react";
import { ColourField } from "#app/components/colour-field.tsx";
import { contrastFaults } from "#app/components/contrast-faults.ts";
import { NumberField } from "#app/components/number-field.tsx";
import type { ThemeColours } from "#app/shared/preview-message.ts";
import type { Look } from "#app/shared/storefront-config.ts";
import {
  type AppearanceDraft,
  type LookColour,
  lookOf,
} from "./appearance-draft.ts";

const COLOURS: { name: LookColour; label: string }[] = [
  { name: "paper", label: "Paper" },
  { name: "ink", label: "Text" },
  { name: "button", label: "Button" },
  { name: "buttonInk", label: "Words on the button" },
];

/** How all campaigns of the shop look, and how often they may interrupt. */
export function AppearancePage({
  initial,
  theme,
  errors,
  saving,
  preview,
  onSave,
}: {
  initial: AppearanceDraft;
  theme: ThemeColours;
  errors: Record<string, string>;
  saving: boolean;
  /** The offer in this look; another module's, so the route brings it. */
  preview: (look: Look) => ReactNode;
  onSave: (draft: AppearanceDraft) => void;
}) {
  const [draft, setDraft] = useState(initial);
  const initialText = JSON.stringify(initial);
  useEffect(
    () => setDraft(JSON.parse(initialText) as AppearanceDraft),
    [initialText],
  );
  const dirty = JSON.stringify(draft) !== initialText;
  const set = <K extends keyof AppearanceDraft>(
    key: K,
    value: AppearanceDraft[K],
  ) => setDraft((before) => ({ ...before, [key]: value }));
  const look = lookOf(draft);
  const faults = contrastFaults({ ...theme, ...look });

  return (
    <Page
      title="Appearance"
      subtitle="Offers take fonts, colours and corners from your theme. Change only what does not fit."
      backAction={{ content: "Settings", url: "/app/settings" }}
      fullWidth
    >
      <SaveBar id="appearance" open={dirty}>
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
        <Layout.Section>
          <BlockStack gap="400">
            <Card>
              <BlockStack gap="400">
                <Text as="h2" variant="headingMd">
                  Colours and corners
                </Text>
                <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
                  {COLOURS.map(({ name, label }) => (
                    <ColourField
                      key={name}
                      label={label}
                      value={draft[name]}
                      inherited={theme[name]}
                      onChange={(value) => set(name, value)}
                      error={errors[`look.${name}`]}
                    />
                  ))}
                  <NumberField
                    label="Roundness of corners"
                    suffix="pixels"
                    placeholder="As the theme’s buttons"
                    value={draft.radius}
                    onChange={(value) => set("radius", value)}
                    error={errors["look.radius"]}
                  />
                </InlineGrid>
                {faults.length > 0 && (
                  <Banner tone="warning" title="Hard to read">
                    <BlockStack gap="100">
                      {faults.map(({ what, message }) => (
                        <Text as="p" key={what}>
                          {message}
                        </Text>
                      ))}
                    </BlockStack>
                  </Banner>
                )}
              </BlockStack>
            </Card>
            <Card>
              <FormLayout>
                <Text as="h2" variant="headingMd">
                  Place of notes
                </Text>
                <ChoiceList
                  title="Where notes stand"
                  titleHidden
                  choices={[
                    { label: "Left", value: "start" },
                    { label: "Middle", value: "center" },
                    { label: "Right", value: "end" },
                  ]}
                  selected={[draft.position]}
                  onChange={([value]) =>
                    set("position", (value ?? "end") as Look["position"])
                  }
                  error={errors["look.position"]}
                />
                <Text as="p" variant="bodySm" tone="subdued">
                  At the lower edge of the page; left and right change places in
                  Arabic. Dialogs stand in the middle, on a phone at the bottom.
                </Text>
              </FormLayout>
            </Card>
            <Card>
              <FormLayout>
                <Text as="h2" variant="headingMd">
                  Interruptions
                </Text>
                <Select
                  label="In one visit at most"
                  options={[
                    { label: "One", value: "1" },
                    { label: "Two", value: "2" },
                    { label: "Three", value: "3" },
                  ]}
                  value={draft.perVisit}
                  onChange={(value) => set("perVisit", value)}
                  error={errors["interruptions.perVisit"]}
                  helpText="All campaigns together. A shopper can ask for fewer herself."
                />
                <NumberField
                  label="Between two of them at least"
                  suffix="seconds"
                  value={draft.gapSeconds}
                  onChange={(value) => set("gapSeconds", value)}
                  error={errors["interruptions.gapSeconds"]}
                />
              </FormLayout>
            </Card>
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <div className="editor-preview">{preview(look)}</div>
        </Layout.Section>
      </Layout>
    </Page>
  );
}
