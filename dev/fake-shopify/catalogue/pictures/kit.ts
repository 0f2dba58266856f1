import { createRandom, type Random, seedOf } from "../random.ts";

/** The palette of the shop. Everything drawn is made of these, so that all pictures belong together. */
export const COLOURS = {
  cream: "#efe5d2",
  oat: "#d8c6a6",
  sand: "#c7ab84",
  blush: "#dba893",
  clay: "#bf7150",
  rust: "#a34e2d",
  ochre: "#cc9639",
  sage: "#97a37f",
  forest: "#4d5f48",
  dusk: "#5b6d85",
  ink: "#363c47",
  charcoal: "#4a4642",
  white: "#f6f1e7",
  oak: "#c9995f",
  walnut: "#80573a",
  brass: "#bb8f45",
  steel: "#b9b6b0",
  leather: "#96603a",
  moss: "#7d8458",
} as const;
export type Colour = keyof typeof COLOURS;

const SHADE = "#2b1a16";
const LIGHT = "#fff6e4";

function channels(hex: string): [number, number, number] {
  const n = Number.parseInt(hex.slice(1), 16);
  return [(n >> 16) & 255, (n >> 8) & 255, n & 255];
}

export function mix(a: string, b: string, share: number): string {
  const [ar, ag, ab] = channels(a);
  const [br, bg, bb] = channels(b);
  const one = (x: number, y: number) =>
    Math.round(x + (y - x) * share)
      .toString(16)
      .padStart(2, "0");
  return `#${one(ar, br)}${one(ag, bg)}${one(ab, bb)}`;
}
/** Towards a warm dark, as shadows in this light are never grey. */
export const dark = (hex: string, share: number): string =>
  mix(hex, SHADE, share);
export const light = (hex: string, share: number): string =>
  mix(hex, LIGHT, share);
export const hexOf = (colour: Colour): string => COLOURS[colour];

export type Stop = [offset: number, colour: string, opacity?: number];
export type Point = [x: number, y: number];

/** What one drawing needs to remember: definitions with unique ids, and its own chance. */
export interface Pen {
  defs: string[];
  random: Random;
  id: () => string;
  /** A linear gradient within the bounds of what it fills (or in drawing units). Answers `url(#…)`. */
  linear: (
    stops: Stop[],
    from?: Point,
    to?: Point,
    units?: "box" | "drawing",
  ) => string;
  radial: (
    stops: Stop[],
    options?: { cx?: number; cy?: number; r?: number },
  ) => string;
  clip: (shape: string) => string;
  /** Name of a filter that blurs by drawing units. */
  blur: (radius: number) => string;
}

export function createPen(name: string): Pen {
  const defs: string[] = [];
  let count = 0;
  const id = () => `p${(count += 1)}`;
  const stop = ([offset, colour, opacity]: Stop) =>
    `<stop offset="${offset}" stop-color="${colour}"${opacity === undefined ? "" : ` stop-opacity="${opacity}"`}/>`;
  const put = (make: (name: string) => string): string => {
    const name = id();
    defs.push(make(name));
    return `url(#${name})`;
  };
  return {
    defs,
    id,
    random: createRandom(seedOf(name)),
    linear: (stops, [x1, y1] = [0, 0], [x2, y2] = [1, 0], units = "box") =>
      put(
        (n) =>
          `<linearGradient id="${n}" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"${units === "drawing" ? ' gradientUnits="userSpaceOnUse"' : ""}>${stops.map(stop).join("")}</linearGradient>`,
      ),
    radial: (stops, { cx = 0.5, cy = 0.5, r = 0.5 } = {}) =>
      put(
        (n) =>
          `<radialGradient id="${n}" cx="${cx}" cy="${cy}" r="${r}">${stops.map(stop).join("")}</radialGradient>`,
      ),
    clip: (shape) => put((n) => `<clipPath id="${n}">${shape}</clipPath>`),
    blur: (radius) =>
      put(
        (n) =>
          `<filter id="${n}" x="-30%" y="-30%" width="160%" height="160%"><feGaussianBlur stdDeviation="${radius}"/></filter>`,
      ),
  };
}

export const path = (d: string, fill: string, more = ""): string =>
  `<path d="${d}" fill="${fill}" ${more}/>`;
export const ellipse = (
  cx: number,
  cy: number,
  rx: number,
  ry: number,
  fill: string,
  more = "",
): string =>
  `<ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}" fill="${fill}" ${more}/>`;
export const rect = (
  x: number,
  y: number,
  w: number,
  h: number,
  fill: string,
  r = 0,
  more = "",
): string =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${fill}" rx="${r}" ${more}/>`;
export const line = (
  d: string,
  colour: string,
  width: number,
  opacity = 1,
  more = "",
): string =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-opacity="${opacity}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`;
export const group = (content: string, more = ""): string =>
  `<g ${more}>${content}</g>`;

/** A soft crease that fades at both ends: a breath of shadow, a line in it, a breath of light beside it. */
export function crease(
  pen: Pen,
  d: string,
  colour: string,
  strength = 1,
): string {
  const fade = (hex: string, opacity: number) =>
    pen.linear(
      [
        [0, hex, 0],
        [0.4, hex, opacity * strength],
        [0.65, hex, opacity * strength],
        [1, hex, 0],
      ],
      [0, 0],
      [0.15, 1],
    );
  const shade = dark(colour, 0.6);
  const stroke = (fill: string, width: number) =>
    `<path d="${d}" fill="none" stroke="${fill}" stroke-width="${width}" stroke-linecap="butt"/>`;
  const soft = fade(shade, 0.09);
  return (
    stroke(soft, 20) +
    stroke(soft, 11) +
    stroke(fade(shade, 0.2), 3) +
    `<g transform="translate(-8 -1)">${stroke(fade(light(colour, 0.7), 0.2), 7)}</g>`
  );
}

/** Stitches along a path. */
export const stitches = (d: string, colour: string, width = 1.6): string =>
  line(d, colour, width, 0.75, 'stroke-dasharray="6 5"');

export const clipped = (pen: Pen, d: string, content: string): string =>
  group(content, `clip-path="${pen.clip(`<path d="${d}"/>`)}"`);

/** Fills a shape and models it: light from the upper left, shade on the right and below. */
export function model(
  pen: Pen,
  d: string,
  colour: string,
  { depth = 1, inside = "" }: { depth?: number; inside?: string } = {},
): string {
  const across = pen.linear([
    [0, light(colour, 0.55), 0.42 * depth],
    [0.4, colour, 0],
    [0.72, dark(colour, 0.5), 0.16 * depth],
    [1, dark(colour, 0.6), 0.5 * depth],
  ]);
  const down = pen.linear(
    [
      [0, light(colour, 0.5), 0.2 * depth],
      [0.5, colour, 0],
      [1, dark(colour, 0.6), 0.26 * depth],
    ],
    [0, 0],
    [0, 1],
  );
  return (
    path(d, colour) +
    (inside ? clipped(pen, d, inside) : "") +
    path(d, across) +
    path(d, down)
  );
}

/** A smooth line through points (Catmull-Rom as Béziers). Open; begins without `M`. */
export function through(points: Point[]): string {
  let d = "";
  for (let i = 0; i < points.length - 1; i += 1) {
    const p1 = points[i] as Point;
    const p2 = points[i + 1] as Point;
    const p0 = points[i - 1] ?? p1;
    const p3 = points[i + 2] ?? p2;
    const r = (n: number) => n.toFixed(1);
    d += `C${r(p1[0] + (p2[0] - p0[0]) / 6)},${r(p1[1] + (p2[1] - p0[1]) / 6)} ${r(p2[0] - (p3[0] - p1[0]) / 6)},${r(p2[1] - (p3[1] - p1[1]) / 6)} ${r(p2[0])},${r(p2[1])}`;
  }
  return d;
}
