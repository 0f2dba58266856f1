import { dark, ellipse, light, path, type Pen, rect } from "./kit.ts";

/** Walls and table tops. Pale, so that the thing itself carries the colour. */
export const ROOMS = {
  paper: { wall: "#ebe0ce", floor: "#dccbb2" },
  butter: { wall: "#f0e3c8", floor: "#dec8a0" },
  sage: { wall: "#d9dccb", floor: "#c3c6ae" },
  blush: { wall: "#ecd5c6", floor: "#d9b9a4" },
  mist: { wall: "#dadfdf", floor: "#c3c9c8" },
  clay: { wall: "#d9a88c", floor: "#c38c6e" },
  moss: { wall: "#a9af8f", floor: "#8f9674" },
  dusk: { wall: "#b4becb", floor: "#9aa6b6" },
} as const;
export type Room = keyof typeof ROOMS;

export const WIDTH = 800;
export const HEIGHT = 1000;

/** Light of a window falling slantwise on the wall. */
export function windowLight(
  pen: Pen,
  { x = 60, y = -40, w = 320, h = 560, slant = 190, strength = 0.5 } = {},
): string {
  const fill = pen.linear(
    [
      [0, "#fff4d8", 0.75 * strength],
      [1, "#fff4d8", 0.1 * strength],
    ],
    [0, 0],
    [0.6, 1],
  );
  const pane = (px: number, py: number, pw: number, ph: number) => {
    const s = (slant * ph) / h;
    const ox = (slant * (py - y)) / h;
    return path(
      `M${px + ox},${py}l${pw},${pw * 0.1}l${s},${ph}l${-pw},${-pw * 0.1}z`,
      fill,
    );
  };
  const gap = 16;
  const pw = (w - gap) / 2;
  const ph = (h - gap) / 2;
  return (
    pane(x, y, pw, ph) +
    pane(x + pw + gap, y + pw * 0.1, pw, ph) +
    pane(x, y + ph + gap, pw, ph) +
    pane(x + pw + gap, y + ph + gap + pw * 0.1, pw, ph)
  );
}

function wallOf(
  pen: Pen,
  colour: string,
  width: number,
  height: number,
): string {
  const wash = pen.radial(
    [
      [0, light(colour, 0.6), 0.9],
      [0.55, colour, 0.2],
      [1, dark(colour, 0.3), 0.42],
    ],
    { cx: 0.24, cy: 0.2, r: 1.05 },
  );
  return rect(0, 0, width, height, colour) + rect(0, 0, width, height, wash);
}

/** A wall, nothing else: for what hangs. */
export function wall(
  pen: Pen,
  room: Room,
  { window = true, width = WIDTH, height = HEIGHT } = {},
): string {
  return (
    wallOf(pen, ROOMS[room].wall, width, height) +
    (window ? windowLight(pen) : "")
  );
}

/** A wall and a table top; `edge` is where they meet. */
export function table(
  pen: Pen,
  room: Room,
  { edge = 690, window = true, width = WIDTH, height = HEIGHT } = {},
): string {
  const { wall: w, floor: f } = ROOMS[room];
  const top = pen.linear(
    [
      [0, dark(f, 0.16)],
      [0.16, f],
      [1, light(f, 0.28)],
    ],
    [0, 0],
    [0, 1],
  );
  const across = pen.linear([
    [0, "#fff3da", 0.3],
    [0.5, "#fff3da", 0],
    [1, dark(f, 0.4), 0.26],
  ]);
  const foot = pen.linear(
    [
      [0, dark(w, 0.4), 0],
      [1, dark(w, 0.4), 0.18],
    ],
    [0, 0],
    [0, 1],
  );
  return (
    wallOf(pen, w, width, height) +
    (window ? windowLight(pen) : "") +
    rect(0, edge - 120, width, 120, foot) +
    rect(0, edge, width, height - edge, top) +
    rect(0, edge, width, height - edge, across)
  );
}

/** Shadow of something standing: a dark line where it touches, a long soft one to the right. */
export function standing(
  pen: Pen,
  cx: number,
  y: number,
  rx: number,
  { ry = rx * 0.15, length = 1.5, strength = 1 } = {},
): string {
  const soft = pen.radial([
    [0, "#3a2117", 0.5 * strength],
    [0.55, "#3a2117", 0.2 * strength],
    [1, "#3a2117", 0],
  ]);
  const touch = pen.radial([
    [0, "#2a1610", 0.75 * strength],
    [0.7, "#2a1610", 0.4 * strength],
    [1, "#2a1610", 0],
  ]);
  return (
    ellipse(
      cx + rx * 0.45 * length,
      y + ry * 0.35,
      rx * (0.75 + 0.55 * length),
      ry * 1.7,
      soft,
    ) + ellipse(cx + rx * 0.06, y + 1, rx * 1.06, ry * 0.95, touch)
  );
}

/** The shadow that a hanging thing throws on the wall. */
export function hanging(
  pen: Pen,
  silhouette: string,
  { dx = 26, dy = 34, blur = 14, strength = 0.3 } = {},
): string {
  return `<g transform="translate(${dx} ${dy})" filter="${pen.blur(blur)}"><g fill="#4a2a1c" fill-opacity="${strength}">${silhouette}</g></g>`;
}
