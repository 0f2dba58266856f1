/** What a metafield may hold: sizes and forms by type. */

const KB = 1024;
const SIZES: Record<string, number> = {
  json: 128 * KB,
  id: 2 * KB,
  url: 2 * KB,
};
const DEFAULT_SIZE = 64 * KB;

function parseJson(value: string): { parsed: unknown } | null {
  try {
    return { parsed: JSON.parse(value) };
  } catch {
    return null;
  }
}

function isRating(value: string): boolean {
  const rating = parseJson(value)?.parsed as
    | { value?: unknown; scale_min?: unknown; scale_max?: unknown }
    | null
    | undefined;
  if (!rating || typeof rating !== "object") return false;
  const [at, min, max] = [rating.value, rating.scale_min, rating.scale_max].map(
    (part) => (part == null || part === "" ? NaN : Number(part)),
  );
  return at! >= min! && at! <= max!;
}

function isTextList(value: string): boolean {
  const list = parseJson(value)?.parsed;
  return (
    Array.isArray(list) &&
    list.length <= 128 &&
    list.every((entry) => typeof entry === "string")
  );
}

const TESTS: Record<
  string,
  { holds: (value: string) => boolean; wanted: string }
> = {
  single_line_text_field: {
    holds: (value) => !/[\r\n]/.test(value),
    wanted: "a single line text string",
  },
  multi_line_text_field: { holds: () => true, wanted: "a text" },
  number_integer: {
    holds: (value) =>
      /^-?\d{1,16}$/.test(value) && Number.isSafeInteger(Number(value)),
    wanted: "an integer",
  },
  number_decimal: {
    holds: (value) => /^-?\d+(\.\d{1,9})?$/.test(value),
    wanted: "a decimal",
  },
  boolean: {
    holds: (value) => /^(true|false)$/.test(value),
    wanted: "true or false",
  },
  json: { holds: (value) => parseJson(value) !== null, wanted: "valid JSON" },
  rating: {
    holds: isRating,
    wanted: 'a JSON object with "value" between "scale_min" and "scale_max"',
  },
  url: {
    holds: (value) =>
      /^(https?|mailto|sms|tel):/.test(value) && URL.canParse(value),
    wanted: "a URL",
  },
  date_time: {
    holds: (value) => !Number.isNaN(Date.parse(value)),
    wanted: "a date and time",
  },
  "list.single_line_text_field": {
    holds: isTextList,
    wanted: "a JSON array of at most 128 texts",
  },
};

export function isKnownType(type: string): boolean {
  return Object.hasOwn(TESTS, type);
}

/** Null when the value fits the type; else a sentence about it. */
export function faultOfValue({
  type,
  value,
}: {
  type: string;
  value: string;
}): string | null {
  const limit = SIZES[type] ?? DEFAULT_SIZE;
  if (Buffer.byteLength(value) > limit)
    return `Value is too large: it exceeds the limit of ${limit} bytes for type ${type}.`;
  const test = TESTS[type];
  return test && !test.holds(value) ? `Value must be ${test.wanted}.` : null;
}
