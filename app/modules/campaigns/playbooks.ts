/**
 * Playbooks: starting points named by the goal. Each is data: a definition that differs from a new campaign's, why it works,
 * what it needs, and the law where it matters. Adding one is adding an entry.
 */
import { currencyExponent } from "#app/shared/money.ts";
import { type CampaignDefinition, defaultCampaignInput } from "./campaigns.ts";
import { type DefaultText, defaultTexts } from "./default-texts.ts";

/** `embed` and `theme` are looked up; the rest only the merchant knows, or chooses in the editor. */
export interface Need {
  what: string;
  check: "embed" | "choose" | "yours";
}

export interface Playbook {
  id: string;
  /** The goal, as the merchant would say it. */
  goal: string;
  /** The moment and the answer in one sentence. */
  does: string;
  why: string;
  needs: Need[];
  /** Not legal advice. */
  law?: string;
  /** What differs from a new campaign; `unit` is a small round amount of the shop's currency in minor units: 1 dollar, 100 yen. */
  define: (unit: number) => PlaybookDefinition;
}

interface PlaybookDefinition {
  text: DefaultText;
  audience: CampaignDefinition["audience"];
  moment: CampaignDefinition["moment"];
  incentive: CampaignDefinition["treatment"]["incentive"];
  surface?: "note";
  limits?: Partial<CampaignDefinition["limits"]>;
}

const EMBED: Need = {
  what: "The app embed is on in your theme",
  check: "embed",
};
const PRICE_LAW =
  "In the EU a price cut announced to everybody must name the lowest price of the last 30 days. A personal code that one shopper accepts is no such announcement, but wording that looks like a general sale may be taken for one. The end that is shown is real: Shopify enforces it.";

export const PLAYBOOKS: Playbook[] = [
  {
    id: "gentle-word",
    goal: "A gentle word while intent falls",
    does: "A note at the page’s edge as soon as her intent falls, saying what your shop gives anyway. No code, no cost.",
    why: "Most who hesitate want to be sure, not a lower price. Said early, before she decides to leave, a fact about returns or delivery costs nothing and keeps the price whole.",
    needs: [
      EMBED,
      {
        what: "A benefit your shop really gives, in your own words",
        check: "yours",
      },
    ],
    law: "Say only what holds for this order: free returns that are not free, or a guarantee that the law gives anyway presented as yours, are misleading in the EU and the UK.",
    define: () => ({
      text: "benefit",
      audience: { pages: ["product", "cart"], minCartMinor: 0 },
      moment: { kind: "intent-fell", afterSeconds: 5, byPoints: 20 },
      incentive: { kind: "benefit" },
      surface: "note",
    }),
  },
  {
    id: "free-delivery",
    goal: "Free delivery for baskets that stall at the total",
    does: "When nothing happens on the cart for half a minute, delivery is on you, by a code of her own.",
    why: "Costs that appear late are what shoppers name most often when they leave a basket. Delivery is the part of the total that feels avoidable, and lifting it leaves your prices alone.",
    needs: [
      EMBED,
      { what: "Delivery that costs something", check: "yours" },
      {
        what: "The highest rate you would pay, so that the far end of the world is not included",
        check: "choose",
      },
    ],
    law: "Where you say “free delivery”, name what it does not cover, such as express or bulky goods.",
    define: (unit) => ({
      text: "free-shipping",
      audience: { pages: ["cart"], minCartMinor: 30 * unit },
      moment: { kind: "idle", afterSeconds: 10, idleSeconds: 30 },
      incentive: { kind: "free-shipping", maxPriceMinor: 15 * unit },
    }),
  },
  {
    id: "very-product",
    goal: "Something off the very product she hesitates over",
    does: "When she goes back and forth over one product, that product alone becomes a little cheaper, for her.",
    why: "She has chosen; it is this price that holds her. A discount on the one product costs a fraction of one on the basket, and goes to nobody who would have bought anyway.",
    needs: [
      EMBED,
      {
        what: "Unit costs in Shopify, so that the margin floor can be kept",
        check: "yours",
      },
    ],
    law: PRICE_LAW,
    define: () => ({
      text: "product",
      audience: {
        pages: ["product", "cart"],
        segments: ["product-hesitant", "basket-abandoner"],
        minCartMinor: 0,
      },
      moment: { kind: "back-and-forth", afterSeconds: 0 },
      incentive: {
        kind: "percent",
        percent: 10,
        scope: { kind: "hesitated-product" },
      },
      limits: { cooldownHours: 168, marginFloorPercent: 20 },
    }),
  },
  {
    id: "gift",
    goal: "A gift for full baskets",
    does: "When a full basket is about to be left, something small of yours comes with it.",
    why: "A gift is worth more to her than it costs you, and takes nothing off your prices: nobody learns to wait for it.",
    needs: [
      EMBED,
      { what: "A product to give away, in stock", check: "choose" },
    ],
    law: "A gift is free when she pays for nothing but the goods she chose: no delivery and no fee may be added for it.",
    define: (unit) => ({
      text: "gift",
      audience: { pages: ["cart"], minCartMinor: 80 * unit },
      moment: { kind: "exit", afterSeconds: 5 },
      incentive: { kind: "gift", variantId: "", title: "" },
      limits: { cooldownHours: 168 },
    }),
  },
  {
    id: "last-chance",
    goal: "Everything for the last chancer",
    does: "Your strongest step at once, for a shopper who leaves a basket and will hardly come back.",
    why: "For most shoppers the ladder is climbed from below. For her there is no next visit: what is kept back now is lost. The segment keeps it from everybody else.",
    needs: [
      EMBED,
      {
        what: "Unit costs in Shopify, so that the margin floor can be kept",
        check: "yours",
      },
    ],
    law: PRICE_LAW,
    define: () => ({
      text: "last",
      audience: {
        pages: ["cart", "product", "collection", "home"],
        segments: ["last-chancer"],
        minCartMinor: 0,
      },
      moment: { kind: "exit", afterSeconds: 3 },
      incentive: { kind: "percent", percent: 20 },
      limits: {
        cooldownHours: 720,
        claimsPerDay: 50,
        marginFloorPercent: 10,
      },
    }),
  },
];

/** What the editor begins with; undefined when there is no such playbook. */
export function playbookInput(
  id: string,
  { currency }: { currency: string },
): ReturnType<typeof defaultCampaignInput> | undefined {
  const playbook = PLAYBOOKS.find((one) => one.id === id);
  if (!playbook) return undefined;
  const exponent = currencyExponent(currency);
  const { text, audience, moment, incentive, surface, limits } =
    playbook.define(exponent === 0 ? 100 : 10 ** exponent);
  const { definition } = defaultCampaignInput();
  return {
    name: playbook.goal,
    definition: {
      ...definition,
      audience,
      moment,
      treatment: {
        ...definition.treatment,
        incentive,
        ...(surface && { surface }),
        texts: defaultTexts(text),
      },
      limits: { ...definition.limits, ...limits },
    },
  };
}
