/** What is written down about a product. Prices are whole and half dollars here; the seed turns them into cents. */
export interface ProductNote {
  handle: string;
  title: string;
  vendor: string;
  type: string;
  tags: string[];
  price: number;
  before?: number;
  cost: number;
  grams: number;
  /** First sentence is the lead; the rest become paragraphs; `points` a list. */
  text: string[];
  points: string[];
  materials?: string;
  care?: string;
  /** Name of the option that `pictures/` draws in colours; "Colour" unless told. */
  colourOption?: string;
  /** A second option. `add` is put on the price. */
  sizes?: { name: string; values: { value: string; add?: number }[] };
  /** What is left: "plenty", "low" (a few variants down to 1..5), "out", "untracked". */
  stock: "plenty" | "low" | "out" | "untracked";
  /** Average rating and number of reviews that another app left behind; absent = none. */
  rating?: [number, number];
  /** How often it is bought, relative to the others. */
  pull: number;
  /** Days before now on which it came into the shop. */
  age: number;
  digital?: boolean;
}

export const APPAREL_SIZES = {
  name: "Size",
  values: ["XS", "S", "M", "L", "XL"].map((value) => ({ value })),
};
export const SHOE_SIZES = {
  name: "Size",
  values: ["36–37", "38–39", "40–41", "42–43", "44–45"].map((value) => ({
    value,
  })),
};
