import { type Answer, localPath, parseFields, redirect } from "./http.ts";
import { countriesOf } from "./market.ts";
import {
  COUNTRY_COOKIE,
  makeCookie,
  splitLocale,
  type StoreRequest,
} from "./request.ts";

/**
 * `POST /localization` of the theme's country and language forms: remembers the country and goes back, in the language
 * chosen. Null when the path is another.
 */
export async function answerLocalization(
  request: StoreRequest,
): Promise<Answer | null> {
  if (request.path !== "/localization" || request.method !== "POST")
    return null;
  const { shop, locale } = request;
  const fields = await parseFields(
    request.body,
    request.headers["content-type"],
  );
  const country = String(fields["country_code"] ?? "").toUpperCase();
  if (countriesOf(shop).includes(country))
    request.setCookies.push(makeCookie(COUNTRY_COOKIE, country));
  const language = String(
    fields["language_code"] ?? fields["locale_code"] ?? locale,
  ).toLowerCase();
  const chosen =
    shop.locales.find((one) => one.code.toLowerCase() === language) ??
    shop.locales.find((one) => one.code === locale);
  const back = new URL(
    localPath(String(fields["return_to"] ?? ""), request.root),
    request.url.origin,
  );
  const { path } = splitLocale(shop, back.pathname);
  const root = !chosen || chosen.primary ? "" : `/${chosen.code.toLowerCase()}`;
  return redirect(`${root}${path}${back.search}` || "/");
}
