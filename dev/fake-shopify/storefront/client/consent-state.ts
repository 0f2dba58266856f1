/** The visitor's stored answer, read the same by the consent API and by whatever asks before it runs. */
export type Purpose =
  "analytics" | "marketing" | "preferences" | "sale_of_data";

export const LETTERS: Record<Purpose, string> = {
  analytics: "a",
  marketing: "m",
  preferences: "p",
  sale_of_data: "s",
};

export interface StoredConsent {
  con?: Record<string, string>;
  id?: string;
}

export function readConsent(): StoredConsent {
  const raw = /(?:^|; )_tracking_consent=([^;]*)/.exec(document.cookie)?.[1];
  if (!raw) return {};
  try {
    const stored = JSON.parse(decodeURIComponent(raw)) as {
      con?: { CMP?: Record<string, string> };
      id?: string;
    };
    return {
      con: stored.con?.CMP ?? {},
      ...(stored.id ? { id: stored.id } : {}),
    };
  } catch {
    return {};
  }
}

export function choiceOf(purpose: Purpose): "yes" | "no" | "" {
  const value = readConsent().con?.[LETTERS[purpose]];
  return value === "1" ? "yes" : value === "0" ? "no" : "";
}

/** Where visitors must be asked, silence is a no; elsewhere only a spoken no counts. Sale of data is always opt-out. */
export function isAllowed(purpose: Purpose, needed: boolean): boolean {
  return needed && purpose !== "sale_of_data"
    ? choiceOf(purpose) === "yes"
    : choiceOf(purpose) !== "no";
}
