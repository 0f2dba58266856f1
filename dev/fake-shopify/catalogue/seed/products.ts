import type { Product, ShopWorld, Variant, World } from "../../world/types.ts";
import { newId, toIso } from "../../world/world.ts";
import type { ProductNote } from "../data/types.ts";
import { describePicture } from "../pictures.ts";
import { ART, pictureName } from "../pictures/registry.ts";
import type { Random } from "../random.ts";

const DAY_MS = 86_400_000;
const escape = (text: string): string =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

function describe(note: ProductNote): string {
  const [lead = "", ...rest] = note.text;
  return `<p><strong>${escape(lead)}</strong></p>${rest.map((it) => `<p>${escape(it)}</p>`).join("")}<ul>${note.points.map((it) => `<li>${escape(it)}</li>`).join("")}</ul>`;
}

const code = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/[^A-Za-z0-9]/g, "")
    .slice(0, 6)
    .toUpperCase();

function quantityOf(
  note: ProductNote,
  random: Random,
  scarce: boolean,
): number {
  if (note.stock === "out" || note.stock === "untracked") return 0;
  if (note.stock === "low")
    return scarce ? random.int(0, 4) : random.int(3, 14);
  return random.chance(0.05) ? 0 : random.int(12, 90);
}

export interface Money {
  /** Minor units in one dollar of the note: 100 for USD, 150 for JPY. */
  minor: number;
  /** Prices are rounded to this many minor units. */
  step: number;
}

/** Puts a product with variants, pictures, stock and metafields into the shop. */
export function addProduct(
  world: World,
  shop: ShopWorld,
  note: ProductNote,
  options: { random: Random; now: Date; money: Money },
): Product {
  const { random, now, money } = options;
  const art = ART[note.handle];
  if (!art) throw new Error(`${note.handle} has no drawing.`);
  const price = (amount: number): number =>
    Math.round((amount * money.minor) / money.step) * money.step;
  const createdAt = new Date(
    now.getTime() - note.age * DAY_MS - random.int(1, 8) * 3_600_000,
  );

  const colours = Object.keys(art.colours);
  const hasColours = colours.length > 1 || colours[0] !== "";
  const sizes = note.sizes?.values ?? [];
  const images = colours.flatMap((colour) =>
    art.views.map((_, i) => {
      const src = pictureName(note.handle, colour, i + 1);
      const size = describePicture(src);
      if (!size) throw new Error(`There is no picture ${src}.`);
      const alt = `${note.title}${colour === "" ? "" : `, ${colour}`}${i === 0 ? "" : ", another view"}`;
      return { src, alt, width: size.width, height: size.height };
    }),
  );

  const id = newId(world);
  const variants: Variant[] = [];
  for (const colour of colours) {
    for (const size of sizes.length > 0 ? sizes : [null]) {
      const chosen = [
        ...(hasColours ? [colour] : []),
        ...(size ? [size.value] : []),
      ];
      const amount = note.price + (size?.add ?? 0);
      variants.push({
        id: newId(world),
        inventoryItemId: newId(world),
        title: chosen.length > 0 ? chosen.join(" / ") : "Default Title",
        options: chosen.length > 0 ? chosen : ["Default Title"],
        sku: [
          note.handle
            .split("-")
            .map((it) => it[0])
            .join("")
            .toUpperCase() + code(note.handle.split("-").at(-1) ?? ""),
          ...chosen.map(code),
        ].join("-"),
        price: price(amount),
        compareAtPrice:
          note.before === undefined
            ? null
            : price(note.before + (size?.add ?? 0)),
        unitCost:
          note.cost === 0 || note.price === 0
            ? null
            : price(note.cost * (amount / note.price)),
        grams: note.grams,
        tracked: note.stock !== "untracked",
        inventoryQuantity: quantityOf(note, random, variants.length % 3 === 0),
        inventoryPolicy:
          note.handle === "oak-lounge-chair" ? "CONTINUE" : "DENY",
        requiresShipping: note.digital !== true,
        taxable: note.digital !== true,
        image: pictureName(note.handle, colour, 1),
      });
    }
  }

  const product: Product = {
    id,
    handle: note.handle,
    title: note.title,
    vendor: note.vendor,
    type: note.type,
    tags: [...note.tags],
    descriptionHtml: describe(note),
    status: "ACTIVE",
    publishedAt: toIso(createdAt),
    createdAt: toIso(createdAt),
    updatedAt: toIso(createdAt),
    options:
      hasColours || sizes.length > 0
        ? [
            ...(hasColours
              ? [{ name: note.colourOption ?? "Colour", values: colours }]
              : []),
            ...(note.sizes
              ? [{ name: note.sizes.name, values: sizes.map((it) => it.value) }]
              : []),
          ]
        : [{ name: "Title", values: ["Default Title"] }],
    variants,
    images,
    ...(note.type === "Gift card" ? { giftCard: true } : {}),
  };
  shop.products.push(product);
  addMetafields(world, shop, product, note);
  return product;
}

function addMetafields(
  world: World,
  shop: ShopWorld,
  product: Product,
  note: ProductNote,
): void {
  const put = (
    namespace: string,
    key: string,
    type: string,
    value: string,
  ): void => {
    shop.metafields.push({
      id: newId(world),
      ownerType: "PRODUCT",
      ownerId: product.id,
      namespace,
      key,
      type,
      value,
      createdAt: product.createdAt,
      updatedAt: product.updatedAt,
    });
  };
  if (note.rating) {
    put(
      "reviews",
      "rating",
      "rating",
      JSON.stringify({
        value: note.rating[0].toFixed(1),
        scale_min: "1.0",
        scale_max: "5.0",
      }),
    );
    put("reviews", "rating_count", "number_integer", String(note.rating[1]));
  }
  if (note.materials)
    put("custom", "materials", "multi_line_text_field", note.materials);
  if (note.care) put("custom", "care", "multi_line_text_field", note.care);
}

export function addDefinitions(world: World, shop: ShopWorld): void {
  const define = (
    namespace: string,
    key: string,
    type: string,
    name: string,
    standard: boolean,
  ): void => {
    shop.metafieldDefinitions.push({
      id: newId(world),
      ownerType: "PRODUCT",
      namespace,
      key,
      type,
      name,
      standard,
    });
  };
  define("reviews", "rating", "rating", "Product rating", true);
  define(
    "reviews",
    "rating_count",
    "number_integer",
    "Product rating count",
    true,
  );
  define("custom", "materials", "multi_line_text_field", "Materials", false);
  define("custom", "care", "multi_line_text_field", "Care", false);
}
