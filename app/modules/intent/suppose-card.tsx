import {
  BlockStack,
  Box,
  Button,
  Card,
  Checkbox,
  Collapsible,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useMemo, useState } from "react";
import type { FlagFact, RangeFact, SetFact } from "#app/shared/audience.ts";
import type { StorefrontConfig } from "#app/shared/storefront-config.ts";
import { askedFacts, numberOf, type Supposed } from "./supposed.ts";

type Field =
  | { on: SetFact; label: string; help?: string; options?: Option[] }
  | { number: RangeFact; label: string; help?: string }
  | { flag: FlagFact; label: string };

interface Option {
  label: string;
  value: string;
}

const NOT_KNOWN = { label: "Not known", value: "" };
const DEVICES = [
  NOT_KNOWN,
  { label: "Phone", value: "phone" },
  { label: "Tablet", value: "tablet" },
  { label: "Desktop", value: "desktop" },
];
const SOURCES = [
  NOT_KNOWN,
  { label: "Direct", value: "direct" },
  { label: "Search", value: "search" },
  { label: "Social", value: "social" },
  { label: "E-mail", value: "email" },
  { label: "Paid", value: "paid" },
  { label: "Another site", value: "referral" },
];
const ANSWERS = [
  NOT_KNOWN,
  { label: "Yes", value: "yes" },
  { label: "No", value: "no" },
];

const IDS = "Shopify’s numbers, as in the addresses of the admin";

const FIELDS: Field[] = [
  { on: "device", label: "Device", options: DEVICES },
  { on: "source", label: "Came from", options: SOURCES },
  { on: "country", label: "Country", help: "Two letters: US, DE" },
  { on: "market", label: "Market", help: "Its handle" },
  { on: "language", label: "Language", help: "en, pt-BR" },
  { on: "product-tag", label: "Tags of the product" },
  { on: "collection", label: "Collections of the product", help: IDS },
  { on: "vendor", label: "Vendor of the product" },
  { on: "product-type", label: "Type of the product" },
  { on: "cart-tag", label: "Tags in the basket" },
  { on: "cart-collection", label: "Collections in the basket", help: IDS },
  { on: "cart-type", label: "Types in the basket" },
  { on: "cart-vendor", label: "Vendors in the basket" },
  { number: "cart-lines", label: "Lines of the basket" },
  { flag: "signed-in", label: "Signed in" },
  { on: "customer-tag", label: "Tags of the customer" },
  { number: "order-count", label: "Orders of the customer" },
  { flag: "b2b", label: "Buys for a company" },
  { number: "visits", label: "Visits so far, this one included" },
  { flag: "analytics-consent", label: "Agreed to analytics" },
  { flag: "marketing-consent", label: "Agreed to marketing" },
  { on: "utm-source", label: "UTM source" },
  { on: "utm-medium", label: "UTM medium" },
  { on: "utm-campaign", label: "UTM campaign" },
  { on: "utm-content", label: "UTM content" },
  { on: "utm-term", label: "UTM term" },
];
/** What may matter without any campaign asking for it. */
const ALWAYS = new Set<string>(["device", "country", "analytics-consent"]);

const factOf = (field: Field): string =>
  "on" in field ? field.on : "number" in field ? field.number : field.flag;

/** What signals do not say: the facts that a running campaign asks for at once, all others when they are asked for. */
export function SupposeCard({
  config,
  supposed,
  onChange,
}: {
  config: StorefrontConfig;
  supposed: Supposed;
  onChange: (supposed: Supposed) => void;
}) {
  const [open, setOpen] = useState(false);
  const asked = useMemo(() => askedFacts(config), [config]);
  const isFirst = (field: Field) => {
    const fact = factOf(field);
    const names: { has: (one: never) => boolean }[] = Object.values(asked);
    return ALWAYS.has(fact) || names.some((all) => all.has(fact as never));
  };
  const show = (field: Field) => (
    <SupposedField
      key={factOf(field)}
      field={field}
      wanted={"on" in field ? (asked.sets.get(field.on) ?? []) : []}
      supposed={supposed}
      onChange={onChange}
    />
  );
  const rest = FIELDS.filter((field) => !isFirst(field));
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="050">
          <Text as="h2" variant="headingMd">
            Suppose
          </Text>
          <Text as="p" tone="subdued">
            Signals do not say these. What is not known makes no condition true.
          </Text>
        </BlockStack>
        {FIELDS.filter(isFirst).map(show)}
        <Checkbox
          label="She has a discount code of her own"
          checked={supposed.hasCode === true}
          onChange={(hasCode) => onChange({ ...supposed, hasCode })}
        />
        <Box>
          <Button
            variant="plain"
            ariaExpanded={open}
            ariaControls="suppose-more"
            onClick={() => setOpen(!open)}
          >
            {open ? "Suppose less" : "Suppose more"}
          </Button>
        </Box>
        <Collapsible id="suppose-more" open={open}>
          <BlockStack gap="300">
            <Text as="p" tone="subdued">
              No running campaign asks for these.
            </Text>
            {rest.map(show)}
          </BlockStack>
        </Collapsible>
      </BlockStack>
    </Card>
  );
}

function SupposedField({
  field,
  wanted,
  supposed,
  onChange,
}: {
  field: Field;
  /** Values that campaigns ask for. */
  wanted: string[];
  supposed: Supposed;
  onChange: (supposed: Supposed) => void;
}) {
  const { sets, numbers, flags } = supposed;
  if ("flag" in field) {
    const { flag, label } = field;
    const { [flag]: now, ...others } = flags;
    return (
      <Select
        label={label}
        options={flag === "analytics-consent" ? ANSWERS.slice(1) : ANSWERS}
        value={
          now === false
            ? "no"
            : now || flag === "analytics-consent"
              ? "yes"
              : ""
        }
        onChange={(value) =>
          onChange({
            ...supposed,
            flags: value ? { ...others, [flag]: value === "yes" } : others,
          })
        }
      />
    );
  }
  if ("number" in field) {
    const { number, label, help } = field;
    const value = numbers[number] ?? "";
    return (
      <TextField
        label={label}
        helpText={help}
        autoComplete="off"
        inputMode="numeric"
        value={value}
        error={
          value.trim() && numberOf(value) === undefined
            ? "Enter a whole number"
            : undefined
        }
        onChange={(text) =>
          onChange({ ...supposed, numbers: { ...numbers, [number]: text } })
        }
      />
    );
  }
  const { on, label, help, options } = field;
  const set = (text: string) =>
    onChange({ ...supposed, sets: { ...sets, [on]: text } });
  if (options)
    return (
      <Select
        label={label}
        options={options}
        value={sets[on] ?? ""}
        onChange={set}
      />
    );
  const named = wanted.slice(0, MOST_NAMED).join(", ");
  return (
    <TextField
      label={label}
      helpText={named ? `Campaigns ask for ${named}` : help}
      placeholder="Not known"
      autoComplete="off"
      maxLength={200}
      value={sets[on] ?? ""}
      onChange={set}
    />
  );
}

const MOST_NAMED = 5;
