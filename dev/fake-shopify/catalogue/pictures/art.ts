import { type Room, table, wall } from "./backdrops.ts";
import { type Colour, group, type Pen } from "./kit.ts";

/** Draws one picture of a product, whole, in a colour of the palette. */
export type View = (pen: Pen, colour: string) => string;

export interface Art {
  /** What the shop calls a colour (or scent) and which colour of the palette it is. One nameless entry = no choice. */
  colours: Record<string, Colour>;
  views: View[];
}

/** Puts the point (cx, cy) of a drawing into the middle of the picture and enlarges it. */
export function framed(
  content: string,
  { scale = 1, cx = 400, cy = 500, turn = 0 } = {},
): string {
  return group(
    content,
    `transform="translate(400 500) rotate(${turn}) scale(${scale}) translate(${-cx} ${-cy})"`,
  );
}

interface Frame {
  scale?: number;
  cx?: number;
  cy?: number;
  turn?: number;
}

export const onWall =
  (room: Room, draw: View, frame: Frame = {}, window = true): View =>
  (pen, colour) =>
    wall(pen, room, { window }) + framed(draw(pen, colour), frame);

export const onTable =
  (room: Room, draw: View, frame: Frame = {}, edge = 690): View =>
  (pen, colour) =>
    table(pen, room, { edge }) + framed(draw(pen, colour), frame);
