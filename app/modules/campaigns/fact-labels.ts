/** How conditions are named in the editor, in the order of the list, and what may be entered. */
import type { ConditionFact } from "./audience-draft.ts";

interface FactGroup {
  title: string;
  facts: { on: ConditionFact; label: string; helpText?: string }[];
}

export const FACT_GROUPS: FactGroup[] = [
  {
    title: "The page",
    facts: [
      { on: "product", label: "Product she looks at" },
      { on: "collection", label: "Collection she looks at" },
      { on: "product-tag", label: "Tag of the product" },
      { on: "product-type", label: "Type of the product" },
      { on: "vendor", label: "Vendor of the product" },
      { on: "price", label: "Price of the product" },
    ],
  },
  {
    title: "Her basket",
    facts: [
      { on: "cart-value", label: "Worth of the basket" },
      { on: "cart-count", label: "Pieces in the basket" },
      { on: "cart-lines", label: "Lines of the basket" },
      { on: "cart-product", label: "Product in the basket" },
      { on: "cart-collection", label: "Collection in the basket" },
      { on: "cart-tag", label: "Tag in the basket" },
      { on: "cart-type", label: "Type in the basket" },
      { on: "cart-vendor", label: "Vendor in the basket" },
    ],
  },
  {
    title: "Her visit",
    facts: [
      { on: "device", label: "Device" },
      {
        on: "returning",
        label: "Has been here before",
        helpText: "Known with her consent only.",
      },
      {
        on: "visits",
        label: "Number of visits",
        helpText: "This one included; known with her consent only.",
      },
      { on: "source", label: "Where she came from" },
      { on: "utm-source", label: "utm_source" },
      { on: "utm-medium", label: "utm_medium" },
      { on: "utm-campaign", label: "utm_campaign" },
      { on: "utm-content", label: "utm_content" },
      { on: "utm-term", label: "utm_term" },
    ],
  },
  {
    title: "Her place",
    facts: [
      {
        on: "country",
        label: "Country",
        helpText: "Two letters each, such as DE or US.",
      },
      {
        on: "market",
        label: "Market",
        helpText: "The market’s handle, as in Shopify’s settings.",
      },
      {
        on: "language",
        label: "Language",
        helpText: "Such as de, or pt-br.",
      },
    ],
  },
  {
    title: "Her account",
    facts: [
      { on: "signed-in", label: "Is signed in" },
      { on: "customer-tag", label: "Tag of the customer" },
      { on: "order-count", label: "Orders so far" },
      { on: "b2b", label: "Buys for a company" },
    ],
  },
  {
    title: "Consent",
    facts: [
      { on: "analytics-consent", label: "Agreed to analytics" },
      { on: "marketing-consent", label: "Agreed to marketing" },
    ],
  },
  {
    title: "Time and chance",
    facts: [
      { on: "hours", label: "Hours of the week" },
      {
        on: "traffic",
        label: "Share of shoppers",
        helpText: "Always the same ones; known with consent only.",
      },
    ],
  },
];

const ALL = FACT_GROUPS.flatMap(({ facts }) => facts);

export function factOf(on: ConditionFact) {
  return ALL.find((fact) => fact.on === on) ?? { on, label: on };
}

/** Facts with a closed list of values. */
export const FACT_CHOICES: Partial<
  Record<ConditionFact, { value: string; label: string }[]>
> = {
  device: [
    { value: "phone", label: "Phone" },
    { value: "tablet", label: "Tablet" },
    { value: "desktop", label: "Computer" },
  ],
  source: [
    { value: "direct", label: "Directly" },
    { value: "search", label: "Search" },
    { value: "social", label: "Social media" },
    { value: "paid", label: "Advertising" },
    { value: "email", label: "E-mail" },
    { value: "referral", label: "Another site" },
  ],
};

export const WEEKDAYS = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
];
