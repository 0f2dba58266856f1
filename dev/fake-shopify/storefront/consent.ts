import { REGION_COOKIE, type StoreRequest } from "./request.ts";

/** Where visitors must be asked before they are counted: the EEA, the United Kingdom and Switzerland. */
const OPT_IN = new Set(
  "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO GB CH".split(
    " ",
  ),
);

/** The visitor's region: `?region=DE`, the cookie it set, else the shop's country. */
export function regionOf(request: StoreRequest): string {
  const asked =
    request.url.searchParams.get("region") ?? request.cookies[REGION_COOKIE];
  return asked && /^[A-Za-z]{2,4}$/.test(asked)
    ? asked.toUpperCase()
    : request.shop.countryCode;
}

export function consentNeeded(region: string): boolean {
  return OPT_IN.has(region);
}
