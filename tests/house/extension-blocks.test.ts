import { beforeAll, describe, expect, test } from "vitest";
import { makeCampaign, makeConfig } from "#app/shared/campaign.fixture.ts";
import { readPage } from "#app/storefront/page.ts";
import type { Product } from "#dev/fake-shopify/world/types.ts";
import {
  NOW,
  startLocalShop,
  type LocalShop,
} from "#tests/support/local-shop.ts";

let local: LocalShop;
let mug: Product;
beforeAll(async () => {
  local = await startLocalShop();
  mug = local.product("stoneware-mug");
  return () => local.close();
});

const dataOf = (html: string) =>
  /<script type="application\/json" id="second-thought-page">(.*?)<\/script>/s.exec(
    html,
  )?.[1];

describe("the embed", () => {
  const config = (heading: string, revision = 3) => {
    const campaign = makeCampaign();
    const { texts } = campaign.treatment;
    return makeConfig({
      revision,
      campaigns: [
        {
          ...campaign,
          treatment: { ...campaign.treatment, texts: { ...texts, heading } },
        },
      ],
    });
  };

  test("writes nothing before anything was published", async () => {
    local.shop.theme.embeds.embed = { disabled: false, settings: {} };
    expect(await local.get("/")).not.toContain("second-thought-page");
  });

  test("writes what the loader understands, whatever the merchant wrote", async () => {
    const nasty = `</script><!-- <script>alert(1)</script> "10 %" & 'more' \\ \u2028`;
    local.publish("en", config(nasty));
    const page = readPage(JSON.parse(dataOf(await local.get("/cart"))!));
    expect(page?.config.campaigns[0]?.treatment.texts.heading).toBe(nasty);
    expect(page?.facts).toMatchObject({
      kind: "cart",
      country: expect.stringMatching(/^[A-Z]{2}$/) as string,
      cart: { count: 0, total: 0, lines: [] },
      locale: "en",
      shopCurrency: "USD",
      proxy: "/apps/second-thought",
    });
    expect(page?.facts.chunks.offer).toMatch(/offer\.js/);
    expect(page?.words.close).toBe("Close");
    expect(
      Object.values(page!.words).filter((word) =>
        /missing|translation/i.test(word),
      ),
    ).toEqual([]);
  });

  test("knows every kind of page", async () => {
    const kind = async (path: string) =>
      readPage(JSON.parse(dataOf(await local.get(path))!))?.facts;
    expect((await kind("/"))?.kind).toBe("home");
    expect((await kind("/collections/all"))?.kind).toBe("collection");
    expect((await kind("/search?q=mug"))?.kind).toBe("search");
    expect((await kind("/pages/contact"))?.kind).toBe("page");
    expect((await kind("/nothing-here"))?.kind).toBe("other");
    expect(await kind(`/products/${mug.handle}`)).toMatchObject({
      kind: "product",
      product: { id: mug.id, title: "Stoneware Mug", vendor: mug.vendor },
    });
  });

  test("speaks the page's language and falls back to the shop's", async () => {
    local.publish("en", config("Before you go", 3));
    local.publish("de", config("Bevor Sie gehen", 4));
    const german = readPage(JSON.parse(dataOf(await local.get("/de/cart"))!));
    expect(german?.config.revision).toBe(4);
    expect(german?.words.close).toBe("Schließen");
    const french = readPage(JSON.parse(dataOf(await local.get("/fr/cart"))!));
    expect(french?.config.revision).toBe(3);
    expect(french?.words.close).toBe("Fermer");
  });

  test("is silent when it is switched off", async () => {
    local.shop.theme.embeds.embed = { disabled: true, settings: {} };
    expect(await local.get("/cart")).not.toMatch(
      /second-thought-page|loader\.js/,
    );
  });
});

describe("proof", () => {
  const hoursAgo = (hours: number) =>
    new Date(NOW.getTime() - hours * 3_600_000).toISOString();
  const count = (bought: number, countedAt: string) =>
    local.setProductMetafield(mug, {
      namespace: "$app",
      key: "proof",
      type: "json",
      value: { bought, days: 7, countedAt },
    });
  const rate = (value: string, reviews: number, scale = "5.0") => {
    const rating = { value, scale_min: "1.0", scale_max: scale };
    local.setProductMetafield(mug, {
      namespace: "reviews",
      key: "rating",
      type: "rating",
      value: rating,
    });
    local.setProductMetafield(mug, {
      namespace: "reviews",
      key: "rating_count",
      type: "number_integer",
      value: String(reviews),
    });
  };
  const main = async (path: string) => {
    const html = await local.get(path);
    return html.slice(html.indexOf("<main"), html.indexOf("</main>"));
  };

  beforeAll(() => {
    const place = (template: string, block: string) =>
      local.shop.theme.blocks.push({
        id: `${template}-${block}`,
        template,
        block,
        settings: {},
      });
    place("product", "review-badge");
    place("product", "bought");
    place("cart", "cart-proof");
  });

  test("stars by width, and one sentence for the ear", async () => {
    rate("4.6", 128);
    const html = await main(`/products/${mug.handle}`);
    expect(html).toMatch(/--st-fill: 92(\.0)?%/);
    expect(html).toContain("4.6 out of 5, 128 reviews");
    expect(await main(`/de/products/${mug.handle}`)).toMatch(
      /4.6 von 5, 128 Bewertungen/,
    );
    rate("8.0", 1, "10.0");
    expect(await main(`/products/${mug.handle}`)).toMatch(
      /--st-fill: 80(\.0)?%[\s\S]*8(\.0)? out of 10, 1 review</,
    );
  });

  test("bought lately, with its receipt in the shop's own time", async () => {
    count(14, hoursAgo(2));
    const html = await main(`/products/${mug.handle}`);
    expect(html).toContain("14 bought this in the last 7 days");
    expect(html).toMatch(
      /<summary>How we count<\/summary>[\s\S]*Counted on 2026-11-21 08:00/,
    );
    expect(await main(`/de/products/${mug.handle}`)).toContain(
      "14-mal gekauft in den letzten 7 Tagen",
    );
  });

  test("a count older than a day, of nothing, or broken says nothing, not even an empty frame", async () => {
    rate("0.0", 0);
    for (const [bought, at] of [
      [14, hoursAgo(24.1)],
      [0, hoursAgo(1)],
      [14, "yesterday"],
      [14, ""],
    ] as const) {
      count(bought, at);
      expect(await main(`/products/${mug.handle}`), at).not.toMatch(
        /bought this|st-proof/,
      );
    }
    count(14, hoursAgo(23.9));
    expect(await main(`/products/${mug.handle}`)).toContain("14 bought this");
  });

  test("on the cart, once per product, and only for what has proof", async () => {
    rate("4.6", 128);
    count(14, hoursAgo(2));
    const chair = local.product("oak-lounge-chair");
    local.setProductMetafield(chair, {
      namespace: "reviews",
      key: "rating_count",
      type: "number_integer",
      value: "0",
    });
    expect(await main("/cart")).not.toContain("st-proof");
    const [first, second = first] = mug.variants;
    const lines = [
      ...new Set([first!.id, second!.id]),
      chair.variants[0]!.id,
    ].map((id) => `${id}:1`);
    await local.get(`/cart/${lines.join(",")}?storefront=true`);
    const html = await main("/cart");
    expect(html.match(/st-proof-list__title">Stoneware Mug</g)).toHaveLength(1);
    expect(html).not.toMatch(/st-proof-list__title">Oak/);
    expect(html).toContain("14 bought this in the last 7 days");
    expect(html).not.toContain("<script src");
  });
});
