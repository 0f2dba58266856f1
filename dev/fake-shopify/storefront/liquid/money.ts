/** `${{amount}}` and its kin. @see https://help.shopify.com/en/manual/international/pricing/currency-formatting */
export function formatMoney(minor: number, format: string): string {
  return format.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, token: string) =>
    formatAmount(minor, token),
  );
}

function formatAmount(minor: number, token: string): string {
  switch (token) {
    case "amount_no_decimals":
      return group(minor, 0, ",", ".");
    case "amount_with_comma_separator":
      return group(minor, 2, ".", ",");
    case "amount_no_decimals_with_comma_separator":
      return group(minor, 0, ".", ",");
    case "amount_with_apostrophe_separator":
      return group(minor, 2, "'", ".");
    case "amount_with_space_separator":
      return group(minor, 2, " ", ",");
    case "amount_no_decimals_with_space_separator":
      return group(minor, 0, " ", ",");
    case "amount_with_period_and_space_separator":
      return group(minor, 2, " ", ".");
    default:
      return group(minor, 2, ",", ".");
  }
}

function group(
  minor: number,
  decimals: number,
  thousands: string,
  point: string,
): string {
  const [whole = "0", fraction] = (Math.abs(minor) / 100)
    .toFixed(decimals)
    .split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands);
  return `${minor < 0 ? "-" : ""}${grouped}${fraction ? point + fraction : ""}`;
}

/** The bare amount in the shop's format: "1.234,50" of "{{amount_with_comma_separator}} €". */
export function bareAmount(minor: number, format: string): string {
  return formatAmount(
    minor,
    /\{\{\s*(\w+)\s*\}\}/.exec(format)?.[1] ?? "amount",
  );
}
