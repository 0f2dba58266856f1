import { switchOn } from "#dev/demo/seed/open-shop.ts";
import type { Merchant } from "#dev/demo/seed/merchant.ts";

/**
 * What the editor sends when a merchant takes three playbooks and writes down what her shop gives, with larger hold-outs, so that a
 * month shows both arms. Together with the ten percent they make a ladder: a fact, delivery, the price.
 */
export async function takePlaybooks(merchant: Merchant): Promise<void> {
  for (const campaign of CAMPAIGNS) await switchOn(merchant, campaign);
}

const LIMITS = { cooldownHours: 24, claimsPerDay: 200 };
const REST = {
  schedule: {},
  experiment: { holdout: 0.2 },
};

const CAMPAIGNS = [
  {
    name: "A gentle word while intent falls",
    definition: {
      audience: { pages: ["product", "cart"], minCartMinor: 0 },
      moment: { kind: "intent-fell", afterSeconds: 5, byPoints: 20 },
      treatment: {
        kind: "offer",
        surface: "note",
        incentive: { kind: "benefit" },
        stacks: false,
        validFor: "day",
        texts: {
          en: {
            heading: "Thirty days to change your mind",
            body: "Take it home and live with it. If it is not right, send it back within thirty days.",
            accept: "Good to know",
            decline: "Not now",
          },
        },
      },
      limits: LIMITS,
      ...REST,
    },
  },
  {
    name: "Free delivery for baskets that stall at the total",
    definition: {
      // From 75 dollars on this shop delivers free of charge anyway.
      audience: {
        pages: ["cart"],
        minCartMinor: 3000,
        groups: [
          { match: "all", conditions: [{ on: "cart-value", to: 7499 }] },
        ],
      },
      moment: { kind: "idle", afterSeconds: 10, idleSeconds: 30 },
      treatment: {
        kind: "offer",
        incentive: { kind: "free-shipping", maxPriceMinor: 1500 },
        stacks: false,
        validFor: "day",
        texts: {
          en: {
            heading: "Delivery is on us",
            body: "With your code, delivery costs you nothing on this order.",
            accept: "Get free delivery",
            decline: "Not now",
          },
        },
      },
      limits: LIMITS,
      ...REST,
    },
  },
  {
    name: "Everything for the last chancer",
    definition: {
      audience: {
        pages: ["cart", "product", "collection", "home"],
        segments: ["last-chancer"],
        minCartMinor: 0,
      },
      moment: { kind: "exit", afterSeconds: 3 },
      treatment: {
        kind: "offer",
        incentive: { kind: "percent", percent: 20 },
        stacks: false,
        validFor: "day",
        texts: {
          en: {
            heading: "For you: {benefit} off everything",
            body: "{benefit} off your whole basket. The code is yours alone and works once.",
            accept: "Take {benefit} off",
            decline: "Not now",
          },
        },
      },
      limits: { ...LIMITS, cooldownHours: 720, claimsPerDay: 50 },
      ...REST,
    },
  },
];
