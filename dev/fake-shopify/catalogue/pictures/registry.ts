import type { Art } from "./art.ts";
import { CLOTHING_ART } from "./art-clothing.ts";
import { GIFT_ART } from "./art-gifts.ts";
import { HOME_ART } from "./art-home.ts";
import { SERVICE_ART } from "./art-services.ts";
import { TABLE_ART } from "./art-table.ts";
import { HEIGHT, WIDTH } from "./backdrops.ts";
import { hexOf, type Pen } from "./kit.ts";
import { SCENES } from "./scenes.ts";

export interface Picture {
  /** Of the drawing; the largest rendering is twice as wide, at most 2000 px. */
  width: number;
  height: number;
  alt: string | null;
  draw: (pen: Pen) => string;
}

export const ART: Record<string, Art> = {
  ...CLOTHING_ART,
  ...HOME_ART,
  ...TABLE_ART,
  ...GIFT_ART,
  ...SERVICE_ART,
};

export const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/&/g, "and")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

/** `linen-shirt-oat-1.jpg`: product, colour (when there is a choice), which view. */
export function pictureName(
  handle: string,
  colour: string,
  view: number,
): string {
  return `${handle}${colour === "" ? "" : `-${slug(colour)}`}-${view}.jpg`;
}

function collect(): Map<string, Picture> {
  const all = new Map<string, Picture>();
  for (const [handle, art] of Object.entries(ART))
    for (const [colour, key] of Object.entries(art.colours))
      art.views.forEach((view, i) =>
        all.set(pictureName(handle, colour, i + 1), {
          width: WIDTH,
          height: HEIGHT,
          alt: null,
          draw: (pen) => view(pen, hexOf(key)),
        }),
      );
  for (const [name, scene] of Object.entries(SCENES))
    all.set(`${name}.jpg`, { ...scene });
  return all;
}

export const PICTURES: ReadonlyMap<string, Picture> = collect();
