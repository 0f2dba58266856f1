import type { Context } from "liquidjs";

export type Filter = (
  this: { context: Context },
  value: unknown,
  ...args: unknown[]
) => unknown;

/** liquidjs hands `name: value` over as pairs among the other arguments. */
export function splitArguments(args: unknown[]): {
  positional: unknown[];
  named: Record<string, unknown>;
} {
  const isPair = (argument: unknown): argument is [string, unknown] =>
    Array.isArray(argument) &&
    argument.length === 2 &&
    typeof argument[0] === "string";
  return {
    positional: args.filter((argument) => !isPair(argument)),
    named: Object.fromEntries(args.filter(isPair)),
  };
}

export function escapeHtml(text: unknown): string {
  return String(text ?? "").replace(
    /[&<>"']/g,
    (sign) => ESCAPES[sign] ?? sign,
  );
}

const ESCAPES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** ` class="x" data-y="z"` of what is given; true gives the bare name, null, undefined and false leave the attribute out. */
export function attributes(values: Record<string, unknown>): string {
  return Object.entries(values)
    .filter(
      ([, value]) => value !== null && value !== undefined && value !== false,
    )
    .map(([name, value]) =>
      value === true ? ` ${name}` : ` ${name}="${escapeHtml(value)}"`,
    )
    .join("");
}
