/** Safe inside a script element: `<` and `&` are written as escapes, as Shopify does. */
export function toJson(value: unknown): string {
  const text =
    JSON.stringify(value, (_, inner: unknown) =>
      typeof inner === "function" ? undefined : inner,
    ) ?? "null";
  return text.replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
