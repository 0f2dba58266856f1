import { mkdtemp } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { seedCatalogue } from "../catalogue/seed.ts";
import { createLocalShopify, type LocalShopify } from "../context.ts";
import { buildHeavyTheme } from "../theme-heavy/build.ts";
import { parseAppConfig } from "../world/app-config.ts";
import { openClock } from "../world/clock.ts";
import { createWorld } from "../world/world.ts";
import { type RunningServer, startStorefront } from "./server.ts";
import { NOW } from "./testing.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const TOML = `client_id = "x"\nname = "Second Thought"\nhandle = "second-thought"\napplication_url = "https://app.example.com"\n[webhooks]\napi_version = "2026-10"\n`;

const servers: RunningServer[] = [];
afterAll(() => Promise.all(servers.map((server) => server.close())));

/** The shop that the demo shows: seeded catalogue, the repository's theme, every block of the app switched on. */
async function open(
  themeDir: string,
): Promise<{ url: string; ctx: LocalShopify; shop: string }> {
  const world = createWorld({ seed: 1 });
  const { main } = seedCatalogue(world, { seed: 1, size: "small", now: NOW });
  world.installations[main.shop] = {
    shop: main.shop,
    appInstallationId: "9",
    installedAt: "",
    uninstalledAt: null,
    scopes: [],
    tokens: [],
    bucket: { available: 0, at: 0 },
  };
  main.theme = {
    embeds: { embed: { disabled: false, settings: {} } },
    blocks: [
      { id: "b1", template: "product", block: "review-badge", settings: {} },
      { id: "b2", template: "product", block: "bought", settings: {} },
      { id: "b3", template: "cart", block: "cart-proof", settings: {} },
    ],
  };
  const ctx = await createLocalShopify({
    world,
    clock: openClock({ startAt: NOW }),
    urls: {
      platform: "http://localhost:1",
      storefront: "http://localhost:2",
      app: "http://127.0.0.1:9",
    },
    appConfig: parseAppConfig(TOML),
    clientSecret: "hush",
    extensionDir: path.join(ROOT, "extensions", "storefront"),
    themeDir,
  });
  ctx.log.level = "silent";
  const server = await startStorefront(ctx, { port: 0 });
  servers.push(server);
  return { url: server.url, ctx, shop: main.shop };
}

test.each(["theme", "theme-heavy"])(
  "every page of %s is drawn in every language, and no word is missing",
  async (name) => {
    const dir = path.join(ROOT, "dev", "fake-shopify", "theme");
    const themeDir =
      name === "theme"
        ? dir
        : await buildHeavyTheme({
            to: await mkdtemp(path.join(os.tmpdir(), "heavy-")),
          });
    const { url, ctx, shop } = await open(themeDir);
    const world = ctx.world.shops[shop];
    const products = (world?.products ?? []).map(
      (product) => `/products/${product.handle}`,
    );
    const collections = (world?.collections ?? []).map(
      (collection) =>
        `/collections/${collection.handle}?sort_by=price-ascending`,
    );
    const pages = (world?.pages ?? []).map((page) => `/pages/${page.handle}`);
    const variant = world?.products[0]?.variants.find(
      (one) => one.inventoryQuantity > 1,
    );
    const filled = await fetch(
      `${url}/cart/${variant?.id}:2?discount=WELCOME10&storefront=true`,
      { redirect: "manual" },
    );
    const cookie = (filled.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
    expect(products.length).toBeGreaterThan(3);
    for (const root of ["", "/de", "/fr"]) {
      for (const at of [
        "/",
        "/cart",
        "/collections",
        "/collections/all",
        "/search?q=mug",
        "/search",
        "/not-there",
        ...products.slice(0, 4),
        ...collections,
        ...pages,
      ]) {
        const answer = await fetch(`${url}${root}${at}`, {
          headers: { cookie },
        });
        const text = await answer.text();
        expect([root + at, answer.status]).toEqual([
          root + at,
          at === "/not-there" ? 404 : 200,
        ]);
        expect([
          root + at,
          /Translation missing: [\w.-]+/.exec(text)?.[0],
        ]).toEqual([root + at, undefined]);
        expect(text).toContain("</html>");
      }
    }
    const cart = await (
      await fetch(`${url}/cart`, { headers: { cookie } })
    ).text();
    expect(cart).toContain("WELCOME10");
  },
  60_000,
);

test("pictures are drawn in the asked width and in the browser's format", async () => {
  const { url, ctx, shop } = await open(
    path.join(ROOT, "dev", "fake-shopify", "theme"),
  );
  const src = ctx.world.shops[shop]?.products[0]?.images[0]?.src ?? "";
  const answer = await fetch(`${url}/cdn/files/${src}?width=64`, {
    headers: { accept: "image/webp,*/*" },
  });
  expect([
    answer.status,
    answer.headers.get("content-type"),
    answer.headers.get("cache-control"),
  ]).toEqual([200, "image/webp", "public, max-age=31536000, immutable"]);
  expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(100);
  expect((await fetch(`${url}/cdn/files/none.png?width=64`)).status).toBe(404);
  expect(
    (await fetch(`${url}/cdn/assets/..%2F..%2Flayout%2Ftheme.liquid`)).status,
  ).toBe(404);
});

test("each shop answers on its own name and knows nothing of the other", async () => {
  const { url, ctx } = await open(
    path.join(ROOT, "dev", "fake-shopify", "theme"),
  );
  const [first = "", second = "", third = ""] = Object.keys(ctx.world.shops);
  const ask = async (shop: string, at: string) => {
    const { request } = await import("node:http");
    const port = new URL(url).port;
    return new Promise<{ status: number; text: string }>((resolve, reject) => {
      request(
        {
          host: "127.0.0.1",
          port,
          path: at,
          headers: { host: `${shop.split(".")[0]}.localhost:${port}` },
        },
        (answer) => {
          let text = "";
          answer
            .setEncoding("utf8")
            .on("data", (part: string) => (text += part));
          answer.on("end", () =>
            resolve({ status: answer.statusCode ?? 0, text }),
          );
        },
      )
        .on("error", reject)
        .end();
    });
  };
  const own = ctx.world.shops[second]?.products[0]?.handle ?? "";
  const others =
    ctx.world.shops[first]?.products.find(
      (one) =>
        !ctx.world.shops[second]?.products.some(
          (two) => two.handle === one.handle,
        ),
    )?.handle ?? "";
  const page = await ask(second, `/products/${own}`);
  expect(page.status).toBe(200);
  expect(page.text).toContain(`"shop":"${second}"`);
  expect(page.text).toContain("¥");
  expect((await ask(second, `/products/${others}`)).status).toBe(404);
  expect((await ask(first, `/products/${others}`)).status).toBe(200);
  const arabic = (await ask(third, "/collections/all")).text;
  expect(arabic).toContain('<html lang="ar" dir="rtl">');
  expect(arabic).toContain("كوب من الخزف الحجري");
  expect(arabic).toContain("د.ك");
  expect(arabic).not.toContain("translation missing");
});
