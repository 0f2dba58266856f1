import { IntlMessageFormat } from "intl-messageformat";
import ar from "./locales/ar.json" with { type: "json" };
import de from "./locales/de.json" with { type: "json" };
import en from "./locales/en.json" with { type: "json" };
import es from "./locales/es.json" with { type: "json" };
import fr from "./locales/fr.json" with { type: "json" };
import it from "./locales/it.json" with { type: "json" };
import ja from "./locales/ja.json" with { type: "json" };
import nl from "./locales/nl.json" with { type: "json" };
import ptBR from "./locales/pt-BR.json" with { type: "json" };

/** Every word a shopper reads in a mail or on the pages that mails lead to. */
export type TextKey = keyof typeof en;

export const CATALOGUES: Readonly<Record<string, Record<TextKey, string>>> = {
  ar,
  de,
  en,
  es,
  fr,
  it,
  ja,
  nl,
  "pt-BR": ptBR,
};

/** Shopify's spelling ("de-AT", "pt_br", null) to a language we have; English when there is none nearer. */
export function pickLocale(wanted: string | null | undefined): string {
  const tag = (wanted ?? "").replaceAll("_", "-").toLowerCase();
  const locales = Object.keys(CATALOGUES);
  const language = tag.split("-")[0];
  return (
    locales.find((own) => own.toLowerCase() === tag) ??
    locales.find((own) => own.toLowerCase().split("-")[0] === language) ??
    "en"
  );
}

/**
 * The shopper's own way to write dates and money: her region where it fits the language of the text ("de-AT"), else that
 * of the text.
 */
export function pickFormats(wanted: string | null | undefined): string {
  const locale = pickLocale(wanted);
  try {
    const [own] = Intl.getCanonicalLocales((wanted ?? "").replaceAll("_", "-"));
    return own && own.split("-")[0] === locale.split("-")[0] ? own : locale;
  } catch {
    return locale;
  }
}

export type Translate = (
  key: TextKey,
  values?: Record<string, string | number>,
) => string;

const compiled = new Map<string, IntlMessageFormat>();

/** Plain text in the given language; whoever puts it into HTML escapes it. */
export function translator(locale: string): Translate {
  const language = pickLocale(locale);
  const texts = CATALOGUES[language] ?? en;
  return (key, values) => {
    const id = `${language}\n${key}`;
    // ignoreTag: a "<" in a shop's name is a "<", not markup.
    const message =
      compiled.get(id) ??
      new IntlMessageFormat(texts[key], language, undefined, {
        ignoreTag: true,
      });
    compiled.set(id, message);
    return String(message.format(values));
  };
}

export function textDirection(locale: string): "ltr" | "rtl" {
  return pickLocale(locale) === "ar" ? "rtl" : "ltr";
}
