import type { Context, Liquid, Template } from "liquidjs";
import type { Collection } from "../../world/types.ts";
import type { PricedCart } from "../cart/price.ts";
import type { StoreRequest } from "../request.ts";
import type { PageEvent } from "../pixels/page-data.ts";
import type { ShapeContext } from "../pixels/shapes.ts";
import { type ShopifyDrop, STATE } from "./drop.ts";
import type { Folder } from "./folder.ts";
import type { Translations } from "./translate.ts";

/** The theme and the app's extension, parsed: made again when one of their files changes. */
export interface Site {
  theme: Library;
  extension: Library;
  pictureSize(name: string): { width: number; height: number } | null;
}

/** One directory of Liquid with its own snippets and words. */
export interface Library {
  folder: Folder;
  engine: Liquid;
  translations: Translations;
  /** Names that templates assign, loop over or hand to snippets: where they are not set they are nil and no error. */
  introduced: Set<string>;
  parse(file: string): Template[];
}

/** Everything one rendering knows beside its variables. */
export interface RenderState {
  request: StoreRequest;
  site: Site;
  cart: PricedCart;
  template: { name: string; suffix: string | null };
  pageType: string;
  /** Objects of this template: product, collection, page, search. */
  objects: Record<string, unknown>;
  title: string;
  description: string;
  /** Customer events that drawing this page makes. */
  pixelEvents: (context: ShapeContext) => PageEvent[];
  /** Stylesheets and scripts of the app blocks drawn so far, by asset file. */
  appAssets: { stylesheets: Set<string>; scripts: Set<string> };
  products: Map<string, ShopifyDrop>;
  /** Carried here because products and collections name each other. */
  collectionDrop: (state: RenderState, collection: Collection) => ShopifyDrop;
  /** Variables of theme files and of the app's files. */
  globals: { theme: ShopifyDrop; extension: ShopifyDrop };
}

export function attachState(globals: ShopifyDrop, state: RenderState): void {
  Object.defineProperty(globals, STATE, { value: state });
}

export function stateOf(context: Context): RenderState {
  const state = (
    context.globals as unknown as Record<symbol, RenderState | undefined>
  )[STATE];
  if (!state)
    throw new Error("This Liquid is rendered outside of the storefront.");
  return state;
}
