import { afterAll, describe, expect, test } from "vitest";
import { newId } from "../../world/world.ts";
import { startTestStore, type TestStore, variantOf } from "../testing.ts";

const stores: TestStore[] = [];
afterAll(() => Promise.all(stores.map((one) => one.close())));

async function open(
  theme: Record<string, string>,
  extension: Record<string, string> = {},
): Promise<TestStore> {
  const store = await startTestStore({ theme, extension });
  stores.push(store);
  return store;
}

const page = async (store: TestStore, path = "/") => {
  const answer = await store.ask(path);
  return { status: answer.status, text: await answer.text() };
};

/** What the home page's section draws. */
const draw = async (
  liquid: string,
  theme: Record<string, string> = {},
  path = "/",
) => {
  const store = await open({
    "sections/main-index.liquid": `[[${liquid}]]`,
    ...theme,
  });
  const { text } = await page(store, path);
  return /\[\[([\s\S]*)\]\]/.exec(text)?.[1] ?? text;
};

describe("what is unknown is an error that names it", () => {
  test.each([
    ["filter", "{{ 'x' | sparkle }}", "sparkle"],
    [
      "filter of liquidjs that Shopify does not have",
      "{{ 'x' | jsonify }}",
      "jsonify",
    ],
    ["tag", "{% sparkle %}", "sparkle"],
    ["object", "{{ sparkle.x }}", "sparkle"],
    [
      "documented but not simulated",
      "{{ shop.metaobjects }}",
      "shop.metaobjects",
    ],
    ["snippet", "{% render 'nowhere' %}", "nowhere"],
  ])("%s", async (_, liquid, name) => {
    const store = await open({ "sections/main-index.liquid": liquid });
    const { status, text } = await page(store);
    expect(status).toBe(500);
    expect(text).toContain(name);
  });
  test("a name that is assigned somewhere is nil elsewhere", async () => {
    expect(
      await draw(
        "{% if false %}{% assign later = 1 %}{% endif %}<{{ later }}>",
      ),
    ).toBe("<>");
  });
});

describe("money", () => {
  test.each([
    ["${{amount}}", "$1,134.65 | $1,134.65 USD | 1,134.65 | $10"],
    [
      "{{amount_with_comma_separator}} €",
      "1.134,65 € | 1.134,65 € USD | 1.134,65 | 10 €",
    ],
    ["¥{{amount_no_decimals}}", "¥1,135 | ¥1,135 USD | 1,135 | ¥10"],
    [
      "Fr. {{amount_with_apostrophe_separator}}",
      "Fr. 1'134.65 | Fr. 1'134.65 USD | 1'134.65 | Fr. 10",
    ],
  ])("%s", async (format, expected) => {
    const store = await open({
      "sections/main-index.liquid":
        "[[{{ 113465 | money }} | {{ 113465 | money_with_currency }} | {{ 113465 | money_without_currency }} | {{ 1000 | money_without_trailing_zeros }}]]",
    });
    store.shop.moneyFormat = format;
    expect((await page(store)).text).toContain(`[[${expected}]]`);
  });
});

describe("words", () => {
  const locales = {
    "locales/en.default.json": `{"bag":{"one":"{{ count }} thing","other":"{{ count }} things"},"hi":"Hi {{ name }}","only":"English"}`,
    "locales/de.json": `{"bag":{"one":"{{ count }} Ding","other":"{{ count }} Dinge"}}`,
  };
  const liquid =
    "{{ 'bag' | t: count: 1 }}, {{ 'bag' | t: count: 3 }}, {{ 'hi' | t: name: 'Ann' }}, {{ 'only' | t }}, {{ 'none' | t }}";
  test("in the shop's language, with plurals", async () => {
    expect(await draw(liquid, locales)).toBe(
      "1 thing, 3 things, Hi Ann, English, Translation missing: en.none",
    );
  });
  test("in another, falling back", async () => {
    expect(await draw(liquid, locales, "/de/")).toContain(
      "1 Ding, 3 Dinge, Hi Ann, English",
    );
  });
});

test("now is the shop's now, in its time zone", async () => {
  expect(
    await draw("{{ 'now' | date: '%Y-%m-%d %H:%M' }} {{ 'now' | date: '%s' }}"),
  ).toBe(`2026-11-21 15:00 ${Date.parse("2026-11-21T20:00:00Z") / 1000}`);
});

test("json leaves stock out, and is safe inside a script", async () => {
  const store = await open({
    "sections/main-product.liquid": "[[{{ product | json }}]]",
  });
  store.mug.title = "Mug </script>";
  const text = (await page(store, "/products/mug")).text;
  const json = JSON.parse(/\[\[([\s\S]*)\]\]/.exec(text)?.[1] ?? "") as Record<
    string,
    unknown
  >;
  expect(text).not.toContain('Mug </script>"');
  expect(json["title"]).toBe("Mug </script>");
  expect(JSON.stringify(json)).not.toMatch(
    /inventory_quantity|inventory_policy/,
  );
  expect(Object.keys(json)).toEqual(
    expect.arrayContaining(
      "id title handle description published_at created_at vendor type tags price price_min price_max available price_varies compare_at_price variants images featured_image options media content".split(
        " ",
      ),
    ),
  );
});

test("metafields: standard ratings and the app's own", async () => {
  const store = await open({
    "sections/main-product.liquid": `[[{{ product.metafields.reviews.rating.value.rating }}/{{ product.metafields.reviews.rating.value.scale_max }} {{ product.metafields["$app"].proof.value.bought }} {{ product.metafields.none.at_all.value }}]]`,
  });
  const base = {
    ownerType: "PRODUCT" as const,
    ownerId: store.mug.id,
    createdAt: "",
    updatedAt: "",
  };
  store.shop.metafields.push(
    {
      ...base,
      id: "1",
      namespace: "reviews",
      key: "rating",
      type: "rating",
      value: `{"value":"4.5","scale_min":"1.0","scale_max":"5.0"}`,
    },
    {
      ...base,
      id: "2",
      namespace: `app--${store.ctx.appConfig.appId}`,
      key: "proof",
      type: "json",
      value: `{"bought":14}`,
    },
  );
  expect((await page(store, "/products/mug")).text).toContain("[[4.5/5 14 ]]");
});

test("paginate shows one page of an array, and links to the others", async () => {
  const store = await open({
    "templates/collection.json": `{"sections":{"main":{"type":"list"}},"order":["main"]}`,
    "sections/list.liquid":
      "[[{% paginate collection.products by 1 %}{% for product in collection.products %}{{ product.title }}{% endfor %} {{ paginate.current_page }}/{{ paginate.pages }} {{ paginate.previous.url }}{% endpaginate %} {{ collection.products_count }}]]",
  });
  expect((await page(store, "/collections/all?page=2")).text).toContain(
    "[[Shirt 2/2 /collections/all?page=1 2]]",
  );
});

test("forms, styles and groups", async () => {
  const store = await open({
    "sections/main-product.liquid":
      "{% form 'product', product, class: 'buy', data-x: 'y' %}<i>{{ form.id }}</i>{% endform %}{% style %}a{color:{{ settings.ink }}}{% endstyle %}{% sections 'top' %}",
    "sections/top.json": `{"type":"header","name":"Top","sections":{"bar":{"type":"bar","settings":{"words":"Hello"}}},"order":["bar"]}`,
    "sections/bar.liquid": `<u>{{ section.settings.words }} {{ section.settings.more }}</u>{% schema %}{"name":"Bar","settings":[{"type":"text","id":"words","label":"W"},{"type":"text","id":"more","label":"M","default":"you"}]}{% endschema %}`,
    "config/settings_schema.json": `[{"name":"Colours","settings":[{"type":"color","id":"ink","label":"Ink","default":"#123456"}]}]`,
  });
  const { text } = await page(store, "/products/mug");
  expect(text).toContain(
    `<form method="post" action="/cart/add" accept-charset="UTF-8" enctype="multipart/form-data" class="buy" data-x="y">`,
  );
  expect(text).toContain(`name="product-id" value="${store.mug.id}"`);
  expect(text).toContain("<style data-shopify>a{color:#123456}</style>");
  expect(text).toMatch(
    /<div id="shopify-section-sections--\d+__bar" class="shopify-section shopify-section-group"><u>Hello you<\/u>/,
  );
});

describe("the app's extension", () => {
  const extension = {
    "blocks/badge.liquid": `<em>{{ product.title }} {{ block.settings.item.title }} {{ 'hi' | t }} {{ app.metafields.storefront.words.value }}</em>{% schema %}{"name":"Badge","target":"section","stylesheet":"badge.css","settings":[{"type":"product","id":"item","label":"P","autofill":true}]}{% endschema %}`,
    "blocks/embed.liquid": `<script>embed</script>{% schema %}{"name":"Embed","target":"body","javascript":"loader.js","disabled_on":{"templates":["cart"]}}{% endschema %}`,
    "blocks/wrong.liquid": `{{ content_for_header }}{% schema %}{"name":"Wrong","target":"section"}{% endschema %}`,
    "locales/en.default.json": `{"hi":"Hello"}`,
    "assets/badge.css": "b{}",
    "assets/loader.js": "1",
  };
  const placed = async () => {
    const store = await open({}, extension);
    store.shop.theme = {
      embeds: { embed: { disabled: false, settings: {} } },
      blocks: [{ id: "b1", template: "product", block: "badge", settings: {} }],
    };
    const installation = store.ctx.world.installations[store.shop.shop];
    store.shop.metafields.push({
      id: newId(store.ctx.world),
      ownerType: "APP_INSTALLATION",
      ownerId: installation?.appInstallationId ?? "",
      namespace: "storefront",
      key: "words",
      type: "single_line_text_field",
      value: "W",
      createdAt: "",
      updatedAt: "",
    });
    return store;
  };
  test("blocks and embeds stand where the merchant put them, with their assets once", async () => {
    const store = await placed();
    const { text } = await page(store, "/products/mug");
    expect(text).toContain(
      `<div id="shopify-block-b1" class="shopify-block shopify-app-block"><em>Mug Mug Hello W</em></div>`,
    );
    expect(text).toMatch(/<script>embed<\/script><\/div><\/body>/);
    const base = `/cdn/extensions/${store.ctx.extensionUuid}/assets`;
    expect(text.split(`${base}/loader.js`)).toHaveLength(2);
    const head = text.slice(0, text.indexOf("</head>"));
    expect(head).toContain(`${base}/badge.css`);
    const asset = await store.ask(
      /src="([^"]*loader\.js[^"]*)"/.exec(text)?.[1] ?? "",
    );
    expect([
      asset.status,
      asset.headers.get("access-control-allow-origin"),
    ]).toEqual([200, "*"]);
    expect(asset.headers.get("cache-control")).toContain("max-age=31536000");
  });
  test("nothing is drawn where it is switched off, elsewhere, or after uninstall", async () => {
    const store = await placed();
    expect((await page(store, "/cart")).text).not.toContain("embed");
    const { embed } = store.shop.theme.embeds;
    if (embed) embed.disabled = true;
    expect((await page(store, "/products/mug")).text).not.toContain(
      "<script>embed",
    );
    const installation = store.ctx.world.installations[store.shop.shop];
    if (installation) installation.uninstalledAt = "2026-11-01T00:00:00Z";
    expect((await page(store, "/products/mug")).text).not.toContain(
      "shopify-app-block",
    );
  });
  test("what extensions may not use is refused", async () => {
    const store = await placed();
    store.shop.theme.blocks = [
      { id: "b2", template: "product", block: "wrong", settings: {} },
    ];
    const { status, text } = await page(store, "/products/mug");
    expect(status).toBe(500);
    expect(text).toContain("content_for_header");
  });
});

test("window.Shopify names shop, locale, currency and the locale's root", async () => {
  const store = await open({});
  const { text } = await page(store, "/de/");
  const globals = JSON.parse(
    /Object\.assign\(window\.Shopify\|\|\{\},(\{.*?\})\);/.exec(text)?.[1] ??
      "{}",
  ) as Record<string, unknown>;
  expect(globals).toMatchObject({
    shop: "lumen.myshopify.com",
    locale: "de",
    currency: { active: "USD" },
    routes: { root: "/de/" },
  });
});

test("products, their json and recommendations answer; drafts do not exist", async () => {
  const store = await open({});
  const product = (await (
    await store.ask("/products/shirt.js")
  ).json()) as Record<string, unknown>;
  expect(product).toMatchObject({
    handle: "shirt",
    url: "/products/shirt",
    options: [{ name: "Size", position: 1, values: ["S", "M"] }],
  });
  store.shop.collections.push({
    id: "9",
    handle: "c",
    title: "C",
    descriptionHtml: "",
    image: null,
    productIds: [store.mug.id, store.shirt.id],
  });
  const related = (await (
    await store.ask(
      `/recommendations/products.json?product_id=${store.mug.id}&limit=4`,
    )
  ).json()) as { intent: string; products: unknown[] };
  expect([related.intent, related.products.length]).toEqual(["related", 1]);
  expect(
    (await store.ask("/recommendations/products.json?product_id=1")).status,
  ).toBe(404);
  expect(
    (
      await store.ask(
        `/recommendations/products.json?product_id=${store.mug.id}&limit=11`,
      )
    ).status,
  ).toBe(422);
  store.mug.status = "DRAFT";
  expect((await store.ask("/products/mug")).status).toBe(404);
  expect(
    (await store.post("/cart/add.js", { id: variantOf(store.mug) })).status,
  ).toBe(404);
});
