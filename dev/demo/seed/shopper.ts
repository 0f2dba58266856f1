import { z } from "zod";
import { unpackCampaigns } from "#app/shared/config-packing.ts";
import { CART_ATTRIBUTE } from "#app/shared/events.ts";
import type { Signal } from "#app/shared/signals.ts";
import type {
  StorefrontCampaign,
  StorefrontConfig,
} from "#app/shared/storefront-config.ts";
import { expectOk, openClient, type Client } from "#dev/demo/seed/client.ts";
import { type Device, openDevice } from "#dev/demo/seed/device.ts";
import { type Good, tellVisit } from "#dev/demo/seed/doubts.ts";
import { tellContact } from "#dev/demo/seed/pixel.ts";
import type { Person, PlannedVisit } from "#dev/demo/seed/plan.ts";

/** What a page of the shop carries for the loader; the sample shoppers read it as the loader does. */
export interface PageData {
  config: StorefrontConfig;
  proxy: string;
}

export interface ShopPlace {
  /** "x.myshopify.com" */
  shop: string;
  storefront: string;
  /** Ids of variants that can be bought, the popular first, with the product they belong to. */
  goods: Good[];
  page: PageData | null;
}

const pageSchema = z.object({
  config: z.custom<StorefrontConfig>(
    (value) => typeof value === "object" && value !== null,
  ),
  facts: z.object({ proxy: z.string() }),
});

/** What the app embed wrote into the page; null when nothing is published or the embed is off. */
export function readPage(html: string): PageData | null {
  const json =
    /<script type="application\/json" id="second-thought-page">([\s\S]*?)<\/script>/.exec(
      html,
    )?.[1];
  if (!json) return null;
  const { config, facts } = pageSchema.parse(JSON.parse(json));
  const campaigns = unpackCampaigns(config) as StorefrontCampaign[];
  return { config: { ...config, campaigns }, proxy: facts.proxy };
}

/** Plays one visit, up to the point where she leaves. */
export async function playVisit(
  place: ShopPlace,
  visit: PlannedVisit,
): Promise<void> {
  const client = openClient();
  const looked = visit.products.flatMap((index) => place.goods[index] ?? []);
  const basket =
    visit.kind === "looks" ? [] : await fillBasket(place, client, looked);
  const signals = tellVisit(visit, looked, basket);
  const { takes, visitId } = await hesitate(place, client, visit, signals);
  if (basket.length === 0) return;
  if (visit.kind === "leaves-cart" && !takes && !visit.buysAnyway) return;
  const checkout = await startCheckout(place, client, { visit, visitId });
  if (visit.kind !== "leaves-checkout")
    await pay(client, checkout, visit.person);
}

/** All that she does in the shop. Answers whether she took something that lowers what she pays; with consent, the visit's id. */
async function hesitate(
  place: ShopPlace,
  client: Client,
  visit: PlannedVisit,
  signals: Signal[],
): Promise<{ takes: boolean; visitId: string | undefined }> {
  if (!place.page) return { takes: false, visitId: undefined };
  const { config } = place.page;
  const endsAt = visit.at.getTime();
  const device = openDevice({ config, consent: visit.consent, endsAt });
  let takes = false;
  for (const signal of signals) {
    const shown = device.notice(signal);
    if (!shown) continue;
    const { campaign, arm } = shown;
    if (device.attribute)
      await updateCart(place, client, {
        attributes: { [CART_ATTRIBUTE]: device.attribute },
      });
    if (arm === "holdout") continue;
    const taken =
      visit.acceptsOffer && (await accept(place, client, device, campaign));
    device.answer(taken ? "offer-accepted" : "offer-declined", campaign);
    takes ||= taken && campaign.treatment.incentive.kind !== "benefit";
  }
  const beacon = device.beacon();
  if (beacon)
    expectOk(
      await client.post(
        `${place.storefront}${place.page.proxy}/events`,
        beacon,
      ),
      "The beacon",
    );
  return { takes, visitId: visit.consent ? device.visitId : undefined };
}

/** What is sold out by now stays behind. Answers what is in the basket. */
async function fillBasket(
  { storefront }: ShopPlace,
  client: Client,
  goods: Good[],
): Promise<Good[]> {
  const basket: Good[] = [];
  for (const good of goods) {
    const page = await client.post(`${storefront}/cart/add.js`, {
      items: [{ id: Number(good.variantId), quantity: 1 }],
    });
    if (page.status === 422) continue;
    expectOk(page, "Adding to the cart");
    basket.push(good);
  }
  return basket;
}

/** Answers whether she got it: a spent budget or a pool that is being filled leaves her with her basket as it is. */
async function accept(
  place: ShopPlace,
  client: Client,
  device: Device,
  campaign: StorefrontCampaign,
): Promise<boolean> {
  if (campaign.treatment.incentive.kind === "benefit") return true;
  const code = await claim(place, client, device, campaign);
  if (code) await updateCart(place, client, { discount: code });
  return code !== null;
}

async function claim(
  place: ShopPlace,
  client: Client,
  device: Device,
  { id }: StorefrontCampaign,
): Promise<string | null> {
  if (!place.page) return null;
  const body = {
    campaignId: id,
    visitId: device.visitId,
    locale: "en",
    ...(device.shopperId ? { shopperId: device.shopperId } : {}),
  };
  const page = await client.post(
    `${place.storefront}${place.page.proxy}/claim`,
    body,
  );
  // A spent budget or a pool that is being filled: she is told kindly, and keeps her basket.
  if (page.status >= 400) return null;
  return z.object({ code: z.string() }).parse(JSON.parse(page.text)).code;
}

async function updateCart(
  place: ShopPlace,
  client: Client,
  change: object,
): Promise<void> {
  expectOk(
    await client.post(`${place.storefront}/cart/update.js`, change),
    "Changing the cart",
  );
}

async function startCheckout(
  place: ShopPlace,
  client: Client,
  { visit, visitId }: { visit: PlannedVisit; visitId: string | undefined },
): Promise<string> {
  const page = expectOk(
    await client.get(`${place.storefront}/checkout`),
    "Starting the checkout",
  );
  const { person, subscribes } = visit;
  const fields: Record<string, string> = {
    action: "save",
    email: person.email,
    ...(subscribes ? { accepts_marketing: "1" } : {}),
  };
  const save = async () =>
    expectOk(await client.submit(page.url, fields), "Saving the checkout");
  await save();
  if (visitId) await tellContact(client, page, { shop: place.shop, visitId });
  if (visit.kind !== "leaves-checkout" || visit.checkoutSteps === "contact")
    return page.url;
  Object.assign(fields, addressOf(person));
  const saved = await save();
  if (visit.checkoutSteps === "shipping") {
    fields["shipping"] =
      /name="shipping" value="([^"]+)"/.exec(saved.text)?.[1] ?? "";
    await save();
  }
  return page.url;
}

/** Pays the checkout at `url`. */
export async function pay(
  client: Client,
  url: string,
  person: Person,
): Promise<void> {
  const fields = { action: "pay", email: person.email, ...addressOf(person) };
  expectOk(await client.submit(url, fields), "Paying");
}

function addressOf({ firstName, lastName }: Person): Record<string, string> {
  return {
    first_name: firstName,
    last_name: lastName,
    address1: "1 Sample Street",
    city: "Portland",
    zip: "97201",
    country: "US",
  };
}
