import { z } from "zod";
import { expectOk, openClient } from "#dev/demo/seed/client.ts";
import type { ShopPlace } from "#dev/demo/seed/shopper.ts";

const productSchema = z.object({
  id: z.coerce.string(),
  variants: z.array(
    z.object({
      id: z.coerce.string(),
      available: z.boolean(),
      /** Hundredths, whatever the currency; the sample month is lived in dollars. */
      price: z.number(),
    }),
  ),
});

/** What the shop sells, best-selling first, as a shopper finds it: the collection's pages, then each product. */
export async function readCatalogue(
  storefront: string,
): Promise<ShopPlace["goods"]> {
  const client = openClient();
  const handles = new Set<string>();
  for (let page = 1; page <= 20; page++) {
    const before = handles.size;
    const url = `${storefront}/collections/all?sort_by=best-selling&page=${page}`;
    const { text } = expectOk(
      await client.get(url),
      "Looking at the collection",
    );
    for (const [, handle = ""] of text.matchAll(/\/products\/([a-z0-9-]+)/g))
      handles.add(handle);
    if (handles.size === before) break;
  }
  const goods: ShopPlace["goods"] = [];
  for (const handle of handles) {
    const page = await client.get(`${storefront}/products/${handle}.js`);
    if (page.status === 404) continue; // a link to something that is no product
    const product = productSchema.parse(JSON.parse(page.text));
    const variant = product.variants.find(({ available }) => available);
    if (variant)
      goods.push({
        productId: product.id,
        variantId: variant.id,
        priceMinor: variant.price,
      });
  }
  if (goods.length === 0)
    throw new Error(`Found nothing to buy at ${storefront}.`);
  return goods;
}
