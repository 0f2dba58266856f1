import { randomUUID } from "node:crypto";
import { z } from "zod";
import { armOf } from "#app/shared/bucketing.ts";
import { unpackCampaigns } from "#app/shared/config-packing.ts";
import {
  CART_ATTRIBUTE,
  type Arm,
  type BeaconBody,
  type DeviceEvent,
} from "#app/shared/events.ts";
import type {
  StorefrontCampaign,
  StorefrontConfig,
} from "#app/shared/storefront-config.ts";
import { expectOk, openClient, type Client } from "#dev/demo/seed/client.ts";
import type { Person, PlannedVisit } from "#dev/demo/seed/plan.ts";

/** What a page of the shop carries for the loader; the sample shoppers read it as the loader does. */
export interface PageData {
  config: StorefrontConfig;
  proxy: string;
}

export interface ShopPlace {
  storefront: string;
  /** Ids of variants that can be bought, the popular first, with the product they belong to. */
  goods: { productId: string; variantId: string }[];
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

/** Plays one visit, up to the point where she leaves. Answers what is needed to come back later. */
export async function playVisit(
  place: ShopPlace,
  visit: PlannedVisit,
): Promise<Client> {
  const client = openClient();
  const device = makeDevice(place, client, visit.consent);
  const goods = visit.products.flatMap((index) => place.goods[index] ?? []);
  const first = goods[0];
  if (!first) return client;

  device.note({
    kind: "page-view",
    page: "product",
    productId: first.productId,
  });
  if (visit.kind === "looks") {
    await device.send();
    return client;
  }
  if (!(await fillBasket(place, client, goods))) return client;
  device.note({ kind: "page-view", page: "cart" });

  if (
    visit.kind === "leaves-cart" &&
    !(await meetOffer(place, client, device, visit))
  )
    return client;
  const checkout = await startCheckout(place, client, visit);
  if (visit.kind !== "leaves-checkout")
    await pay(client, checkout, visit.person);
  return client;
}

/** What is sold out by now stays behind. Answers whether anything is in the basket. */
async function fillBasket(
  { storefront }: ShopPlace,
  client: Client,
  goods: ShopPlace["goods"],
): Promise<boolean> {
  let added = 0;
  for (const { variantId } of goods) {
    const page = await client.post(`${storefront}/cart/add.js`, {
      items: [{ id: Number(variantId), quantity: 1 }],
    });
    if (page.status === 422) continue;
    expectOk(page, "Adding to the cart");
    added += 1;
  }
  return added > 0;
}

/** The moment of leaving the cart. Answers whether she goes on to the checkout. */
async function meetOffer(
  place: ShopPlace,
  client: Client,
  device: Device,
  visit: PlannedVisit,
): Promise<boolean> {
  const campaign = place.page?.config.campaigns.find(({ audience }) =>
    audience.pages.includes("cart"),
  );
  if (!campaign) {
    await device.send();
    return visit.buysAnyway;
  }
  const arm = device.expose(campaign);
  if (device.attribute)
    await updateCart(place, client, {
      attributes: { [CART_ATTRIBUTE]: device.attribute },
    });
  if (arm === "holdout" || !visit.acceptsOffer) {
    if (arm === "treatment")
      device.note({
        kind: "offer-declined",
        page: "cart",
        campaignId: campaign.id,
        arm,
      });
    await device.send();
    return visit.buysAnyway;
  }
  const code = await claim(place, client, device, campaign);
  if (code) {
    device.note({
      kind: "offer-accepted",
      page: "cart",
      campaignId: campaign.id,
      arm,
    });
    await updateCart(place, client, { discount: code });
  }
  await device.send();
  return true;
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
  { person, subscribes }: PlannedVisit,
): Promise<string> {
  const page = expectOk(
    await client.get(`${place.storefront}/checkout`),
    "Starting the checkout",
  );
  const fields = {
    action: "save",
    email: person.email,
    ...(subscribes ? { accepts_marketing: "1" } : {}),
  };
  expectOk(await client.submit(page.url, fields), "Giving an address");
  return page.url;
}

/** Pays the checkout at `url`. */
export async function pay(
  client: Client,
  url: string,
  { firstName, lastName, email }: Person,
): Promise<void> {
  const address = {
    first_name: firstName,
    last_name: lastName,
    address1: "1 Sample Street",
    city: "Portland",
    zip: "97201",
    country: "US",
  };
  expectOk(
    await client.submit(url, { action: "pay", email, ...address }),
    "Paying",
  );
}

type Device = ReturnType<typeof makeDevice>;

/** What the loader does in a browser: ids only with consent, events in one beacon. */
function makeDevice(place: ShopPlace, client: Client, consent: boolean) {
  const visitId = randomUUID();
  const shopperId = consent ? randomUUID() : undefined;
  const events: DeviceEvent[] = [];
  let attribute = "";
  const note = (event: Omit<DeviceEvent, "id" | "ago">) => {
    if (consent) events.push({ id: randomUUID(), ago: 0, ...event });
  };
  return {
    visitId,
    shopperId,
    note,
    get attribute() {
      return attribute;
    },
    expose({ id, experiment }: StorefrontCampaign): Arm {
      if (!shopperId) return "treatment"; // without consent there is no experiment
      const arm = armOf(experiment.seed ?? id, shopperId, experiment.holdout);
      attribute = `v1.${visitId}.${id}.${arm === "holdout" ? "h" : "t"}`;
      note({ kind: "exposure", page: "cart", campaignId: id, arm });
      return arm;
    },
    async send(): Promise<void> {
      if (!place.page || events.length === 0) return;
      const body: BeaconBody = {
        v: 1,
        revision: place.page.config.revision,
        visitId,
        ...(shopperId ? { shopperId } : {}),
        events,
      };
      expectOk(
        await client.post(
          `${place.storefront}${place.page.proxy}/events`,
          body,
        ),
        "The beacon",
      );
    },
  };
}
