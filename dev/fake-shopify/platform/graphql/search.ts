/** The part of Shopify's search syntax that is simulated: `field:value`, ranges, quotes, `*`, `-`, AND, OR, brackets. */
import { notSimulated } from "./errors.ts";

type Value = string | number | boolean | null | undefined;
/** Reads one searchable field; times as ISO strings. A list matches when any of its elements does. */
export type SearchFields<T> = Record<string, (item: T) => Value | Value[]>;
type Test<T> = (item: T) => boolean;

/**
 * Turns a query into a test. Terms without a field look into `fields.default`.
 * @throws a NOT_SIMULATED error that names an unknown field. Shopify ignores one with a warning, which hides a mistake.
 */
export function parseSearch<T>({
  query,
  fields,
  subject,
}: {
  query: string | null | undefined;
  fields: SearchFields<T>;
  subject: string;
}): Test<T> {
  const tokens =
    (query ?? "").match(
      /\(|\)|-?[\w.]+:(?:[<>]=?)?(?:"[^"]*"|'[^']*'|[^\s()]+)|"[^"]*"|[^\s()]+/g,
    ) ?? [];
  let at = 0;

  const term = (token: string): Test<T> => {
    if (token.startsWith("-") && token.length > 1) {
      const inner = term(token.slice(1));
      return (item) => !inner(item);
    }
    const match = /^([\w.]+):([<>]=?)?(.+)$/s.exec(token);
    const name = match ? match[1]! : "default";
    const read = fields[name];
    if (!read) throw notSimulated(`the filter "${name}" of ${subject}`);
    const raw = (match ? match[3]! : token).replace(/^(["'])(.*)\1$/s, "$2");
    return (item) => {
      const found = read(item);
      return (Array.isArray(found) ? found : [found]).some((value) =>
        compare(value, match?.[2], raw, !match),
      );
    };
  };

  const primary = (): Test<T> => {
    const token = tokens[at++];
    if (token === undefined || token === ")")
      throw notSimulated(`the query ${JSON.stringify(query)} of ${subject}`);
    if (token === "NOT") {
      const inner = primary();
      return (item) => !inner(item);
    }
    if (token !== "(") return term(token);
    const inner = all();
    if (tokens[at++] !== ")")
      throw notSimulated(`the query ${JSON.stringify(query)} of ${subject}`);
    return inner;
  };
  // OR binds tighter than AND, which may be left out.
  const any = (): Test<T> => {
    const parts = [primary()];
    while (tokens[at] === "OR") {
      at++;
      parts.push(primary());
    }
    return (item) => parts.some((part) => part(item));
  };
  const all = (): Test<T> => {
    const parts: Test<T>[] = [];
    while (at < tokens.length && tokens[at] !== ")") {
      if (tokens[at] === "AND") at++;
      parts.push(any());
    }
    return (item) => parts.every((part) => part(item));
  };

  const test = all();
  if (at < tokens.length)
    throw notSimulated(`the query ${JSON.stringify(query)} of ${subject}`);
  return test;
}

function compare(
  value: Value,
  operator: string | undefined,
  raw: string,
  contains: boolean,
): boolean {
  if (raw === "*") return value != null;
  if (value == null) return false;
  if (operator) {
    const [a, b] =
      typeof value === "number"
        ? [value, Number(raw)]
        : [Date.parse(String(value)), Date.parse(raw)];
    if (Number.isNaN(a) || Number.isNaN(b)) return false;
    return operator === ">"
      ? a > b
      : operator === ">="
        ? a >= b
        : operator === "<"
          ? a < b
          : a <= b;
  }
  const have = String(value).toLowerCase();
  const want = raw.toLowerCase().replace(/^gid:\/\/shopify\/\w+\//, "");
  if (want.endsWith("*"))
    return (
      have.split(/\s+/).some((word) => word.startsWith(want.slice(0, -1))) ||
      have.startsWith(want.slice(0, -1))
    );
  return contains ? have.includes(want) : have === want;
}
