import { afterEach, expect, test } from "vitest";
import { openThemeNotes } from "./theme-notes.ts";
import { startTestStore, type TestStore } from "../testing.ts";

let store: TestStore | null = null;
afterEach(() => store?.close());

/** A store whose theme is somebody else's, with these files over the small one. */
async function open(theme: Record<string, string>): Promise<TestStore> {
  store = await startTestStore({ theme });
  store.ctx.themeNotes = openThemeNotes(store.ctx.themeDir);
  return store;
}

const home = async (theme: Record<string, string>) => {
  const opened = await open(theme);
  const answer = await opened.ask("/");
  return {
    status: answer.status,
    text: await answer.text(),
    notes: opened.ctx.themeNotes?.list() ?? [],
  };
};

const section = (liquid: string) => ({ "sections/main-index.liquid": liquid });

test("unknown tags, filters and objects are listed with file and line, and the page carries on", async () => {
  const { status, text, notes } = await home(
    section(
      `<h1>{{ shop.name }}</h1>\n{% wobble 'x' %}\n{% cage %}<p>inside</p>{% endcage %}\n{{ 'kept' | sparkle }}\n[{{ planet.name }}]\n[{{ shop.brand_colors }}]\n<footer>end</footer>`,
    ),
  );
  expect(status).toBe(200);
  expect(text).toContain("<h1>Lumen</h1>");
  expect(text).toContain("kept");
  expect(text).not.toContain("inside");
  expect(text).toContain("<footer>end</footer>");
  const file = "sections/main-index.liquid";
  expect(notes).toEqual(
    expect.arrayContaining([
      { kind: "tag", name: "wobble", file, line: 2 },
      { kind: "tag", name: "cage", file, line: 3 },
      { kind: "filter", name: "sparkle", file, line: 4 },
      { kind: "object", name: "planet", file, line: 5 },
    ]),
  );
});

test("a tag that breaks ends alone, and loops around it go on", async () => {
  const { text, notes } = await home(
    section(
      `{% for n in (1..3) %}<i>{{ n }}{{ shop | image_url: width: 10 }}</i>{% endfor %}{% assign n = 9 %}<b>{{ n }}</b>`,
    ),
  );
  expect(text).toContain("<i>1</i><i>2</i><i>3</i><b>9</b>");
  expect(notes.map(({ kind }) => kind)).toEqual(["error"]);
});

test("words in comments are no tags, and braces in styles are none of Liquid", async () => {
  const { text, notes } = await home(
    section(
      `{% liquid\n  comment\n    Build | the thing\n  endcomment\n  # also | this\n  assign x = 1\n%}{% stylesheet %}a{color:{{b}}{% endstylesheet %}{% doc %}{{ open {% enddoc %}<p>{{ x }}</p>`,
    ),
  );
  expect(text).toContain("<p>1</p>");
  expect(notes).toEqual([]);
});

test("in our own theme they stay errors", async () => {
  store = await startTestStore({ theme: section("{% wobble %}") });
  expect((await store.ask("/")).status).toBe(500);
});

const BLOCKS = {
  "templates/index.json": `/* made by the editor */ {
    "sections": { "main": { "type": "main-index", "settings": {},
      "blocks": {
        "g": { "type": "group", "settings": { "title": "Outer" },
          "blocks": { "t": { "type": "text", "settings": { "words": "Inner" } }, "off": { "type": "text", "disabled": true, "settings": { "words": "Hidden" } } },
          "block_order": ["t", "off"] },
        "fixed": { "type": "text", "static": true, "settings": { "words": "Chosen" } }
      }, "block_order": ["g"] } },
    "order": ["main"], // the last comma stays
  }`,
  "sections/main-index.liquid": `{% content_for 'blocks' %}{% content_for 'block', type: 'text', id: 'fixed' %}{% content_for 'block', type: 'text', id: 'unsaved', extra: 'more' %}{% schema %}{"name":"Main","blocks":[{"type":"@theme"},{"type":"@app"}]}{% endschema %}`,
  "blocks/group.liquid": `<h2>{{ block.settings.title }} in {{ section.id }}</h2>{% content_for 'blocks' %}{% schema %}{"name":"Group","class":"group","settings":[{"type":"text","id":"title"}]}{% endschema %}`,
  "blocks/text.liquid": `<p>{{ block.settings.words }}{{ extra }}</p>{% schema %}{"name":"Text","tag":null,"settings":[{"type":"text","id":"words","default":"Preset"}]}{% endschema %}`,
};

test("theme blocks: nested, static with saved and preset settings, switched off", async () => {
  const { text, notes } = await home(BLOCKS);
  expect(text).toMatch(
    /class="shopify-block group"[^>]*><h2>Outer in template--\d+__main<\/h2><p>Inner<\/p>/,
  );
  expect(text).toContain("<p>Chosen</p><p>Presetmore</p>");
  expect(text).not.toContain("Hidden");
  expect(notes).toEqual([]);
});

test("closest is what a block is about, also in the words of a setting", async () => {
  const { text, notes } = await home({
    "templates/index.json": `{"sections":{"main":{"type":"main-index","blocks":{"c":{"type":"card","settings":{"words":"<b>{{ closest.product.title }}</b>"}}},"block_order":["c"]}},"order":["main"]}`,
    "sections/main-index.liquid": `{% for product in collections.all.products %}{% content_for 'blocks', closest.product: product %}{% endfor %}{% schema %}{"name":"Main","blocks":[{"type":"@theme"}]}{% endschema %}`,
    "blocks/card.liquid": `{{ block.settings.words }}{{ block.settings.product.price }}{% schema %}{"name":"Card","tag":null,"settings":[{"type":"richtext","id":"words"},{"type":"product","id":"product","autofill":true}]}{% endschema %}`,
  });
  expect(text).toContain("<b>Mug</b>1999");
  expect(text).toContain("<b>Shirt</b>5001");
  expect(notes).toEqual([]);
});

test("colour schemes and palettes are objects", async () => {
  const { text } = await home({
    "config/settings_schema.json": `[{"name":"Colours","settings":[
      {"type":"color_scheme_group","id":"color_schemes","definition":[{"type":"color","id":"background","default":"#ffffff"},{"type":"color","id":"text","default":"#000000"}]},
      {"type":"color_palette","id":"palette","default":{"background":"#fafafa"}},
      {"type":"color","id":"edge","default":"{{ settings.palette.background }}"}]}]`,
    "config/settings_data.json": `{"current":{"color_schemes":{"scheme-1":{"settings":{"background":"#112233"}},"scheme-2":{"settings":{}}}}}`,
    ...section(
      `{% for scheme in settings.color_schemes %}.{{ scheme.id }}:{{ scheme.settings.background }}/{{ scheme.settings.text.red }};{% endfor %}{{ section.settings.look }}={{ section.settings.look.settings.background }} {{ settings.edge }}{% schema %}{"name":"Main","settings":[{"type":"color_scheme","id":"look","default":"scheme-1"}]}{% endschema %}`,
    ),
  });
  expect(text).toContain(
    ".scheme-1:#112233/0;.scheme-2:#ffffff/0;scheme-1=#112233 #fafafa",
  );
});

test.each([
  ["'#336699' | color_lighten: 20", "#6699cc"],
  ["'#6699cc' | color_darken: 20", "#336699"],
  ["'#336699' | color_saturate: 50", "#0066cc"],
  ["'#336699' | color_desaturate: 50", "#666666"],
  ["'#336699' | color_extract: 'hue'", "210"],
  ["'#336699' | color_modify: 'red', 255", "#ff6699"],
  ["'#336699' | color_modify: 'alpha', 0.5", "rgba(51, 102, 153, 0.5)"],
  ["'#000000' | color_contrast: '#ffffff'", "21"],
  ["'#000' | color_difference: '#fff'", "765"],
  ["'#336699' | hex_to_rgba", "rgba(51,102,153,1)"],
  ["'ABCD1234' | format_code", "ABCD 1234"],
  ["'visa' | payment_type_img_url | slice: 0, 19", "data:image/svg+xml,"],
  ["'Vase' | url_for_vendor", "/collections/vendors?q=Vase"],
  ["'>~?' | base64_url_safe_encode", "Pn4_"],
  ["'Pn4_' | base64_url_safe_decode", "&gt;~?"],
  ["shop | login_button", ""],
  ["1250 | unit_price_with_measurement: nil", "$12.50"],
  ["'pay.js' | shopify_asset_url", "/cdn/shopifycloud/pay.js"],
])("{{ %s }} is %s", async (liquid, expected) => {
  const escaped = expected.startsWith("&") ? `${liquid} | escape` : liquid;
  const { text, notes } = await home(section(`[{{ ${escaped} }}]`));
  expect(notes).toEqual([]);
  expect(text).toContain(`[${expected}]`);
});

test("an object joined to a list stays an object", async () => {
  const { text } = await home(
    section(
      `{% assign mug = all_products.mug %}{% assign list = mug.featured_media | concat: mug.media %}{% for one in list %}[{{ one.alt }}]{% endfor %}`,
    ),
  );
  expect(text).toContain("[Mug][Mug]");
});

test("a view event's data: product with and without context, collection, cart", async () => {
  const { text } = await home(
    section(
      `{% assign mug = all_products.mug %}<script type="application/json">[{{ mug | standard_event_data: 'view' }},{{ mug | standard_event_data: 'view', context: 'page' }},{{ collections.all | standard_event_data: 'view' }},{{ cart | standard_event_data: 'view', context: 'page' }}]</script>`,
    ),
  );
  const told = JSON.parse(
    /json">(.*?)<\/script>/.exec(text)?.[1] ?? "[]",
  ) as unknown[];
  expect(told).toMatchObject([
    {
      product: { handle: "mug", selectedVariant: null },
      context: null,
      selectedOptions: [],
    },
    {
      product: {
        selectedVariant: { price: { amount: "19.99", currencyCode: "USD" } },
      },
      context: "page",
      selectedOptions: [{ name: "Title" }],
    },
    { collection: { id: null, handle: "all", productsCount: 2 } },
    { cart: null, context: "page" },
  ]);
});
