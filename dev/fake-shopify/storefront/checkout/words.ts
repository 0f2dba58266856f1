import { WORDS } from "./dictionary.ts";

export type Say = (english: string) => string;

export function sayer(locale: string): Say {
  const words = WORDS[locale.split("-")[0] ?? ""] ?? {};
  return (english) => words[english] ?? english;
}

/** Which way a language reads. */
export const directionOf = (locale: string): "ltr" | "rtl" =>
  /^(ar|fa|he|ur)\b/.test(locale) ? "rtl" : "ltr";
