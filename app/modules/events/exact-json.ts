/**
 * JSON.parse, except that whole numbers too large for a double come as strings: Shopify's ids are numbers in webhooks,
 * and its own samples have ids beyond 2^53 that would come back as another product's.
 */
export function parseExactJson(text: string): unknown {
  return JSON.parse(text, keepDigits);
}

// The third argument: https://tc39.es/proposal-json-parse-with-source/ (Node 22 and newer; not in TypeScript's types yet)
function keepDigits(
  _key: string,
  value: unknown,
  context?: { source?: string },
): unknown {
  const isRounded =
    typeof value === "number" &&
    Number.isInteger(value) &&
    !Number.isSafeInteger(value);
  return isRounded && context?.source && /^-?\d+$/.test(context.source)
    ? context.source
    : value;
}
