import {
  Box,
  Button,
  ButtonGroup,
  InlineStack,
  BlockStack,
  Modal,
  Select,
  Spinner,
  Text,
} from "@shopify/polaris";
import { useState } from "react";

export interface PreviewedMail {
  locale: string;
  subject: string;
  html: string;
  fromName: string;
  /** Where answers go; null: nowhere. */
  replyTo: string | null;
}

/** CSS pixels of a common phone. */
const PHONE_WIDTH = 375;
/** The mail with the room it asks for; a merchant who looks from a phone scrolls sideways. */
const DESKTOP_WIDTH = 620;

/** A button that opens the reminder as shoppers get it: in each language of the shop, in both widths. */
export function ReminderPreview({
  languages,
  mail,
  onLoad,
}: {
  /** The shop's, its own language first; named on the server. */
  languages: { locale: string; name: string }[];
  /** What was loaded last. */
  mail: PreviewedMail | undefined;
  onLoad: (locale: string) => void;
}) {
  const [open, setOpen] = useState(false);
  const [locale, setLocale] = useState(languages[0]?.locale ?? "en");
  const [narrow, setNarrow] = useState(false);
  const show = (chosen: string) => {
    setLocale(chosen);
    onLoad(chosen);
  };
  return (
    <>
      <InlineStack>
        <Button
          onClick={() => {
            setOpen(true);
            setNarrow(window.innerWidth < DESKTOP_WIDTH);
            show(locale);
          }}
        >
          Preview the mail
        </Button>
      </InlineStack>
      <Modal
        open={open}
        onClose={() => setOpen(false)}
        title="The reminder as it arrives"
        size="large"
      >
        <Modal.Section>
          <BlockStack gap="400">
            <InlineStack gap="300" blockAlign="end" align="space-between">
              {languages.length > 1 ? (
                <Select
                  label="Language"
                  options={languages.map((one) => ({
                    value: one.locale,
                    label: one.name,
                  }))}
                  value={locale}
                  onChange={show}
                />
              ) : (
                <span />
              )}
              <ButtonGroup variant="segmented">
                <Button pressed={!narrow} onClick={() => setNarrow(false)}>
                  Desktop
                </Button>
                <Button pressed={narrow} onClick={() => setNarrow(true)}>
                  Phone
                </Button>
              </ButtonGroup>
            </InlineStack>
            <Head mail={mail} />
            <Frame
              mail={mail}
              narrow={narrow}
              waiting={mail?.locale !== locale}
            />
            <Text as="p" variant="bodySm" tone="subdued">
              With your newest basket, or an example while there is none, and
              with the settings as they are saved. Links do nothing here.
            </Text>
          </BlockStack>
        </Modal.Section>
      </Modal>
    </>
  );
}

function Head({ mail }: { mail: PreviewedMail | undefined }) {
  const answers = mail?.replyTo ? `, answers go to ${mail.replyTo}` : "";
  return (
    <BlockStack gap="050">
      <Text as="p" variant="headingSm">
        {mail ? mail.subject : "…"}
      </Text>
      <Text as="p" variant="bodySm" tone="subdued">
        {mail ? `From ${mail.fromName}${answers}` : "…"}
      </Text>
    </BlockStack>
  );
}

/** Of one height from the start, so that nothing moves when the mail comes. */
function Frame({
  mail,
  narrow,
  waiting,
}: {
  mail: PreviewedMail | undefined;
  narrow: boolean;
  waiting: boolean;
}) {
  return (
    <Box
      background="bg-surface-secondary"
      borderRadius="200"
      borderColor="border"
      borderWidth="025"
      overflowX="hidden"
      overflowY="hidden"
    >
      <div
        className="mail-preview"
        aria-busy={waiting}
        style={{ justifyContent: narrow || !mail ? "center" : undefined }}
      >
        {mail ? (
          // Without scripts, forms and new windows; the shop's own words may be in it.
          <iframe
            title={mail.subject}
            sandbox=""
            srcDoc={mail.html}
            style={
              narrow
                ? { maxInlineSize: PHONE_WIDTH }
                : { minInlineSize: DESKTOP_WIDTH }
            }
          />
        ) : (
          <Spinner accessibilityLabel="The mail is being drawn" size="large" />
        )}
      </div>
    </Box>
  );
}
