/** The settings as they stand in the form: numbers are text while they are typed. */

export type PolicyMode = "subscribers" | "everyone" | "nobody";

/** Our own rule for a country, and why. */
export interface CountryDefault {
  code: string;
  /** In English, written by the server: browsers and Node name some countries differently. */
  name: string;
  mode: string;
  reason: string;
}

export interface SettingsDraft {
  recoveryEnabled: boolean;
  recoveryDelayMinutes: string;
  /** "" = our own table decides. */
  policyDefault: "" | "subscribers" | "nobody";
  policyCountries: Record<string, PolicyMode>;
  senderName: string;
  replyTo: string;
  proofWindowDays: string;
  proofFloor: string;
  stockFloor: string;
  stockCeiling: string;
}

interface Settings {
  recoveryEnabled: boolean;
  recoveryDelayMinutes: number;
  recoveryPolicy: {
    default?: PolicyMode | undefined;
    countries?: Record<string, PolicyMode> | undefined;
  };
  senderName: string | null;
  replyTo: string | null;
  proofWindowDays: number;
  proofFloor: number;
  stockFloor: number;
  stockCeiling: number;
}

export function settingsDraftOf(settings: Settings): SettingsDraft {
  const { recoveryPolicy: policy } = settings;
  return {
    recoveryEnabled: settings.recoveryEnabled,
    recoveryDelayMinutes: String(settings.recoveryDelayMinutes),
    policyDefault:
      policy.default === "subscribers" || policy.default === "nobody"
        ? policy.default
        : "",
    policyCountries: policy.countries ?? {},
    senderName: settings.senderName ?? "",
    replyTo: settings.replyTo ?? "",
    proofWindowDays: String(settings.proofWindowDays),
    proofFloor: String(settings.proofFloor),
    stockFloor: String(settings.stockFloor),
    stockCeiling: String(settings.stockCeiling),
  };
}

/** What is sent to the server, which alone says what is allowed. */
export function settingsInputOf(draft: SettingsDraft) {
  const number = (text: string) => (text.trim() ? Number(text) : null);
  return {
    recoveryEnabled: draft.recoveryEnabled,
    recoveryDelayMinutes: number(draft.recoveryDelayMinutes),
    recoveryPolicy: {
      ...(draft.policyDefault && { default: draft.policyDefault }),
      countries: draft.policyCountries,
    },
    senderName: draft.senderName.trim() || null,
    replyTo: draft.replyTo.trim() || null,
    proofWindowDays: number(draft.proofWindowDays),
    proofFloor: number(draft.proofFloor),
    stockFloor: number(draft.stockFloor),
    stockCeiling: number(draft.stockCeiling),
  };
}
