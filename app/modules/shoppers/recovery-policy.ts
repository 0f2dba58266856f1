/**
 * Where a basket reminder may go without a subscription. It is direct marketing in most countries, and they differ; the table
 * is a careful default, not legal advice, and the merchant's settings lie over it.
 *
 * "subscribers": only who subscribed. "everyone": everyone who typed the address into the checkout and has not said no.
 * A country that is not listed, and a shopper whose country is not known, gets the default: subscribers.
 */
export const POLICY_MODES = ["subscribers", "everyone", "nobody"] as const;
export type PolicyMode = (typeof POLICY_MODES)[number];

export interface RecoveryPolicy {
  default?: PolicyMode | undefined;
  /** By ISO 3166 alpha-2 code. */
  countries?: Record<string, PolicyMode> | undefined;
}

export interface PolicyRow {
  countries: readonly string[];
  mode: PolicyMode;
  /** Shown in the settings beside the country, so that a merchant knows why. */
  reason: string;
}

// prettier-ignore
export const POLICY_TABLE: readonly PolicyRow[] = [
  {
    countries: ["AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"],
    mode: "subscribers",
    reason: "EU: ePrivacy Directive, article 13, asks for consent. Its exception for own customers starts with a sale, which an open basket is not, and member states read it differently.",
  },
  {
    countries: ["IS", "LI", "NO"],
    mode: "subscribers",
    reason: "EEA: the ePrivacy Directive holds here too.",
  },
  {
    countries: ["GB"],
    mode: "subscribers",
    reason: "UK: PECR, regulation 22. The soft opt-in needs an opt-out offered when the address was taken, which a checkout cannot show us.",
  },
  {
    countries: ["CH"],
    mode: "subscribers",
    reason: "Switzerland: unfair competition act, article 3(1)(o), asks for consent.",
  },
  {
    countries: ["CA"],
    mode: "subscribers",
    reason: "Canada: CASL asks for express consent, or an implied one from a purchase or an inquiry; an open basket is neither for certain.",
  },
  {
    countries: ["AU", "NZ"],
    mode: "subscribers",
    reason: "Australia and New Zealand: consent is needed, and inferring it from an open basket is not settled.",
  },
  {
    countries: ["BR", "CN", "IL", "JP", "KR", "TR", "ZA"],
    mode: "subscribers",
    reason: "The country asks for consent before advertising by e-mail.",
  },
  {
    countries: ["US"],
    mode: "everyone",
    reason: "USA: CAN-SPAM lets a shop write until the shopper says no; each mail carries the way out and the shop's address.",
  },
  {
    countries: ["HK", "SG"],
    mode: "everyone",
    reason: "Hong Kong (UEMO) and Singapore (Spam Control Act) let a shop write until the shopper says no.",
  },
];

const DEFAULT_MODE: PolicyMode = "subscribers";
const STRICTNESS: Record<PolicyMode, number> = {
  nobody: 2,
  subscribers: 1,
  everyone: 0,
};

export function findPolicyRow(countryCode: string): PolicyRow | undefined {
  const code = countryCode.toUpperCase();
  return POLICY_TABLE.find((row) => row.countries.includes(code));
}

/**
 * The merchant's word for a country wins. Her default may make our row for a country stricter but not laxer: "everyone"
 * for the rest of the world must not open the EU by accident; to do that she names the country.
 */
export function choosePolicyMode({
  countryCode,
  policy,
}: {
  countryCode: string | null;
  policy: RecoveryPolicy;
}): PolicyMode {
  const code = countryCode?.toUpperCase();
  const named = code == null ? undefined : policy.countries?.[code];
  if (named) return named;
  const ours = code == null ? undefined : findPolicyRow(code)?.mode;
  const general = policy.default;
  if (!ours) return general ?? DEFAULT_MODE;
  if (!general) return ours;
  return STRICTNESS[general] > STRICTNESS[ours] ? general : ours;
}
