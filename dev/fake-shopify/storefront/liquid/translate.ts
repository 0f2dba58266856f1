import type { Folder } from "./folder.ts";

export interface Translations {
  /** The text of a key with `count` and other values filled in; null when no language has it. */
  find(options: {
    locale: string;
    key: string;
    values: Record<string, unknown>;
  }): string | null;
}

type Words = { [key: string]: Words | string };

/** `locales/<code>.json` over `locales/*.default.json`. */
export function openTranslations(folder: Folder): Translations {
  const fallback = folder
    .list("locales")
    .find((file) => /^[\w-]+\.default\.json$/.test(file));
  const words = (file: string | undefined) =>
    file ? (folder.json(`locales/${file}`) as Words | null) : null;
  const cache = new Map<string, (Words | null)[]>();
  const sources = (locale: string) => {
    let found = cache.get(locale);
    if (!found) {
      const base = locale.split("-")[0] ?? locale;
      const names = [locale, base].flatMap((code) => [
        `${code}.json`,
        `${code}.default.json`,
      ]);
      const all = folder.list("locales");
      found = [
        ...names.filter((name) => all.includes(name)),
        ...(fallback ? [fallback] : []),
      ].map(words);
      cache.set(locale, found);
    }
    return found;
  };
  return {
    find({ locale, key, values }) {
      for (const source of sources(locale)) {
        const text = pick(source, key, values["count"], locale);
        if (text !== null) return interpolate(text, values);
      }
      return null;
    },
  };
}

function pick(
  source: Words | null,
  key: string,
  count: unknown,
  locale: string,
): string | null {
  let node: Words | string | undefined = source ?? undefined;
  for (const step of key.split("."))
    node = typeof node === "object" ? node[step] : undefined;
  if (typeof node === "string") return node;
  if (node === undefined || count === undefined || count === null) return null;
  const form =
    Number(count) === 0 && typeof node["zero"] === "string"
      ? "zero"
      : new Intl.PluralRules(locale).select(Number(count));
  const text = node[form] ?? node["other"];
  return typeof text === "string" ? text : null;
}

/** Values go in as they are: themes escape the whole with `| escape` where the place asks for it. */
function interpolate(text: string, values: Record<string, unknown>): string {
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) =>
    name in values ? String(values[name] ?? "") : whole,
  );
}
