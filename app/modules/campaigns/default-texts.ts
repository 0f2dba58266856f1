/** What a campaign says until the merchant says it better: one text per language for each thing that can be given. */
import type { OfferTexts } from "#app/shared/storefront-config.ts";
import type { IncentiveDraft } from "./incentive-draft.ts";
import ar from "./texts/ar.json" with { type: "json" };
import de from "./texts/de.json" with { type: "json" };
import en from "./texts/en.json" with { type: "json" };
import es from "./texts/es.json" with { type: "json" };
import fr from "./texts/fr.json" with { type: "json" };
import it from "./texts/it.json" with { type: "json" };
import ja from "./texts/ja.json" with { type: "json" };
import nl from "./texts/nl.json" with { type: "json" };
import ptBR from "./texts/pt-BR.json" with { type: "json" };

export type DefaultText = keyof typeof en;

export const CATALOGUES: Readonly<
  Record<string, Readonly<Record<DefaultText, OfferTexts>>>
> = { en, de, fr, es, it, nl, "pt-BR": ptBR, ja, ar };

/** One text in every language we speak. */
export function defaultTexts(text: DefaultText): Record<string, OfferTexts> {
  return Object.fromEntries(
    Object.entries(CATALOGUES).map(([locale, texts]) => [
      locale,
      { ...texts[text] },
    ]),
  );
}

/** Which of them fits what is given. */
export function defaultTextFor({
  kind,
  scope,
}: Pick<IncentiveDraft, "kind" | "scope">): DefaultText {
  if (kind !== "percent" && kind !== "amount") return kind;
  return scope === "hesitated-product" ? "product" : "basket";
}

/** Another incentive needs other words, but never in the place of the merchant's own. */
export function withDefaultTexts(
  texts: Record<string, OfferTexts>,
  text: DefaultText,
): Record<string, OfferTexts> {
  const fitting = defaultTexts(text);
  const kept = Object.entries(texts).filter(
    ([locale, own]) => !fitting[locale] || !isDefault(locale, own),
  );
  return { ...fitting, ...Object.fromEntries(kept) };
}

function isDefault(locale: string, own: OfferTexts): boolean {
  return Object.values(CATALOGUES[locale] ?? {}).some(
    ({ heading, body, accept, decline }) =>
      own.heading === heading &&
      own.body === body &&
      own.accept === accept &&
      own.decline === decline,
  );
}
