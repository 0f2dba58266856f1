import type {
  Customer,
  MarketingConsent,
  ShopWorld,
  World,
} from "../../world/types.ts";
import { newId, toIso } from "../../world/world.ts";
import { COUNTRIES } from "../data/people.ts";
import type { Random } from "../random.ts";

const DAY_MS = 86_400_000;
const plain = (text: string): string =>
  text
    .replace(/ß/g, "ss")
    .normalize("NFD")
    .replace(/[^A-Za-z]/g, "")
    .toLowerCase();

function consentOf(
  random: Random,
  country: string,
  at: Date,
): MarketingConsent {
  const state = random.weighted<MarketingConsent["state"]>([
    { weight: 46, value: "SUBSCRIBED" },
    { weight: 40, value: "NOT_SUBSCRIBED" },
    { weight: 9, value: "UNSUBSCRIBED" },
    // Where double opt-in is usual, some never click the link.
    { weight: country === "DE" || country === "AT" ? 9 : 1, value: "PENDING" },
  ]);
  if (state === "NOT_SUBSCRIBED")
    return { state, optInLevel: null, updatedAt: null };
  const confirmed = country === "DE" || country === "AT";
  return {
    state,
    optInLevel: confirmed ? "CONFIRMED_OPT_IN" : "SINGLE_OPT_IN",
    updatedAt: toIso(at),
  };
}

/** People of several countries, with mixed consent. `before`: nobody is younger than this many days. */
export function addCustomers(
  world: World,
  shop: ShopWorld,
  options: { random: Random; now: Date; count: number; before: number },
): void {
  const { random, now, count, before } = options;
  const taken = new Set<string>();
  for (let i = 0; i < count; i += 1) {
    const country = random.weighted(
      COUNTRIES.map((value) => ({ weight: value.weight, value })),
    );
    const firstName = random.pick(country.first);
    const lastName = random.pick(country.last);
    const [city, zip, provinceCode] = random.pick(country.places);
    const street = random.pick(country.streets);
    const number = random.int(1, 190);
    let email = `${plain(firstName)}.${plain(lastName)}@example.com`;
    while (taken.has(email))
      email = `${plain(firstName)}.${plain(lastName)}${random.int(2, 99)}@example.${random.pick(["com", "org", "net"])}`;
    taken.add(email);
    const createdAt = new Date(
      now.getTime() - (before + random.next() ** 2 * 700) * DAY_MS,
    );
    const phone =
      country.code === "US" && random.chance(0.2)
        ? `+1503555${String(random.int(100, 199)).padStart(4, "0")}`
        : null;
    const customer: Customer = {
      id: newId(world),
      email,
      phone,
      firstName,
      lastName,
      locale: country.locale,
      tags: random.chance(0.04) ? ["vip"] : [],
      note: null,
      ...(i % 40 === 7 ? { company: { name: `${lastName} & Co.` } } : {}),
      emailMarketingConsent: consentOf(random, country.code, createdAt),
      address: {
        firstName,
        lastName,
        address1: country.numberFirst
          ? `${number} ${street}`
          : `${street} ${number}`,
        city,
        zip,
        countryCode: country.code,
        provinceCode,
        phone,
      },
      createdAt: toIso(createdAt),
      updatedAt: toIso(createdAt),
    };
    if (customer.company) customer.tags.push("wholesale");
    shop.customers.push(customer);
  }
}
