import {
  clipped,
  COLOURS,
  dark,
  ellipse,
  light,
  line,
  mix,
  model,
  path,
  type Pen,
  type Point,
  through,
} from "./kit.ts";
import { flecks } from "./textures.ts";
import { standing } from "./backdrops.ts";

export const K = 0.2; // how flat circles lie: the eye is a little above the table

export interface Turned {
  cx: number;
  /** Radius and height of the outline, from the rim down to the foot. */
  profile: Point[];
  colour: string;
  /** Colour of the inside; absent = closed on top. */
  hollow?: string;
  inside?: string;
  speckled?: boolean;
  shine?: number;
  shadow?: boolean;
}

export function outline({ cx, profile }: Turned): string {
  const left = profile.map(([r, y]): Point => [cx - r, y]);
  const right = profile.map(([r, y]): Point => [cx + r, y]).reverse();
  const top = profile[0] as Point;
  const foot = profile.at(-1) as Point;
  return `M${cx - top[0]},${top[1]}${through(left)}A${foot[0]},${foot[0] * K} 0 0 0 ${cx + foot[0]},${foot[1]}${through(right)}A${top[0]},${top[0] * K} 0 0 1 ${cx - top[0]},${top[1]}z`;
}

/** Anything thrown on a wheel or turned: cups, bowls, vases, pots, lamps. */
export function turned(pen: Pen, o: Turned): string {
  const { cx, colour: c } = o;
  const d = outline(o);
  const [rim, y0] = o.profile[0] as Point;
  const foot = o.profile.at(-1) as Point;
  const widest = Math.max(...o.profile.map(([r]) => r));
  const bottom = foot[1];
  const box = {
    x: cx - widest,
    y: y0,
    w: widest * 2,
    h: bottom - y0 + foot[0] * K,
  };
  const shine = o.shine ?? 0.5;
  const streak = o.profile
    .slice(0, -1)
    .map(([r, y]): Point => [cx - r * 0.6, y + rim * K * 0.8]);
  const glow = pen.linear(
    [
      [0, "#fff", 0],
      [0.3, "#fff", 0.7 * shine],
      [0.7, "#fff", 0.3 * shine],
      [1, "#fff", 0],
    ],
    [0, 0],
    [0.1, 1],
  );
  const bounce = pen.linear([
    [0, c, 0],
    [0.9, c, 0],
    [1, light(c, 0.5), 0.5],
  ]);
  let out =
    o.shadow === false
      ? ""
      : standing(
          pen,
          cx,
          bottom + foot[0] * K * 0.3,
          Math.max(foot[0], widest * 0.72),
        );
  out += model(pen, d, c, {
    inside:
      (o.speckled
        ? flecks(pen, c, box, Math.round((box.w * box.h) / 900))
        : "") + (o.inside ?? ""),
  });
  out += path(d, bounce);
  const first = streak[0];
  if (shine > 0 && first && streak.length > 1)
    out += clipped(
      pen,
      d,
      `<path d="M${first[0]},${first[1]}${through(streak)}" fill="none" stroke="${glow}" stroke-width="${widest * 0.13}" stroke-linecap="round"/><path d="M${first[0]},${first[1]}${through(streak)}" fill="none" stroke="${glow}" stroke-width="${widest * 0.05}" stroke-linecap="round"/>`,
    );
  if (o.hollow) {
    const well = pen.linear([
      [0, dark(o.hollow, 0.34)],
      [0.6, dark(o.hollow, 0.1)],
      [1, light(o.hollow, 0.4)],
    ]);
    out +=
      ellipse(cx, y0, rim, rim * K, light(c, 0.35)) +
      ellipse(cx, y0 + rim * 0.012, rim * 0.945, rim * K * 0.9, well);
  } else {
    const top = pen.linear([
      [0, light(c, 0.45)],
      [1, dark(c, 0.08)],
    ]);
    out += ellipse(cx, y0, rim, rim * K, top);
  }
  return out;
}

/** A bent round handle: shade, body, light. */
export function handle(d: string, c: string, width: number): string {
  return (
    line(d, dark(c, 0.4), width) +
    line(d, c, width * 0.82) +
    `<g transform="translate(${-width * 0.12} ${-width * 0.14})">${line(d, light(c, 0.6), width * 0.24, 0.6)}</g>`
  );
}

export function steam(pen: Pen, x: number, y: number, height = 150): string {
  const fade = pen.linear(
    [
      [0, "#fff", 0],
      [0.5, "#fff", 0.5],
      [1, "#fff", 0],
    ],
    [0, 0],
    [0, 1],
  );
  const wisp = (dx: number, h: number, w: number) =>
    `<path d="M${x + dx},${y}c-26,${-h * 0.3} 26,${-h * 0.5} 4,${-h}" fill="none" stroke="${fade}" stroke-width="${w}" stroke-linecap="round"/>`;
  return (
    wisp(-24, height, 12) +
    wisp(6, height * 1.2, 15) +
    wisp(32, height * 0.9, 10)
  );
}

/** Glaze above, bare clay below. */
const dip = (cx: number, w: number, y: number, clay: string): string =>
  path(`M${cx - w},${y}q${w},26 ${w * 2},-2v400h${-w * 2}z`, clay);

export function drawMug(
  pen: Pen,
  c: string,
  { cx = 380, foot = 830, scale = 1, hot = true } = {},
): string {
  const s = (n: number) => n * scale;
  const top = foot - s(250);
  return (
    (hot ? steam(pen, cx, top - s(10), s(170)) : "") +
    handle(
      `M${cx + s(112)},${top + s(58)}C${cx + s(220)},${top + s(34)} ${cx + s(220)},${top + s(196)} ${cx + s(110)},${top + s(180)}`,
      c,
      s(29),
    ) +
    turned(pen, {
      cx,
      colour: c,
      hollow: hot ? "#6b4530" : light(c, 0.15),
      speckled: true,
      profile: [
        [s(122), top],
        [s(124), top + s(90)],
        [s(118), top + s(190)],
        [s(100), foot - s(14)],
        [s(86), foot],
      ],
      inside: dip(cx, s(140), foot - s(62), mix(COLOURS.sand, c, 0.15)),
    }) +
    (hot
      ? ellipse(
          cx,
          top + s(5),
          s(108),
          s(19),
          pen.linear([
            [0, "#4a2a18"],
            [0.7, "#7a4a2c"],
            [1, "#94603a"],
          ]),
        )
      : "")
  );
}

export function drawBowl(
  pen: Pen,
  c: string,
  { cx = 400, foot = 820, scale = 1 } = {},
): string {
  const s = (n: number) => n * scale;
  const top = foot - s(190);
  return turned(pen, {
    cx,
    colour: c,
    hollow: light(c, 0.1),
    speckled: true,
    profile: [
      [s(250), top],
      [s(238), top + s(70)],
      [s(170), top + s(150)],
      [s(96), foot - s(18)],
      [s(92), foot],
    ],
    inside: dip(cx, s(280), foot - s(46), COLOURS.sand),
  });
}

export function drawPlates(
  pen: Pen,
  c: string,
  { cx = 400, foot = 800 } = {},
): string {
  const plate = (y: number, r: number) => {
    const d = `M${cx - r},${y}C${cx - r * 0.9},${y + 34} ${cx - r * 0.5},${y + 44} ${cx},${y + 44}C${cx + r * 0.5},${y + 44} ${cx + r * 0.9},${y + 34} ${cx + r},${y}z`;
    const face = pen.linear([
      [0, dark(c, 0.12)],
      [0.5, light(c, 0.2)],
      [1, light(c, 0.55)],
    ]);
    return (
      model(pen, d, c, {
        inside: flecks(pen, c, { x: cx - r, y, w: r * 2, h: 44 }, 50),
      }) +
      ellipse(cx, y, r, r * 0.2, light(c, 0.4)) +
      ellipse(cx, y + 3, r * 0.965, r * 0.188, face) +
      ellipse(cx, y + 6, r * 0.66, r * 0.12, dark(c, 0.16)) +
      ellipse(cx, y + 8, r * 0.65, r * 0.115, face)
    );
  };
  let out = standing(pen, cx, foot + 30, 220);
  for (let i = 0; i < 4; i += 1) out += plate(foot - i * 31, 268);
  return out + plate(foot - 4 * 31 - 16, 180) + plate(foot - 5 * 31 - 16, 180);
}

export function drawVase(
  pen: Pen,
  c: string,
  { cx = 400, foot = 840, scale = 1, stems = "" } = {},
): string {
  const s = (n: number) => n * scale;
  const top = foot - s(330);
  const rim = turned(pen, {
    cx,
    colour: c,
    hollow: dark(c, 0.3),
    speckled: true,
    profile: [
      [s(46), top],
      [s(34), top + s(50)],
      [s(52), top + s(110)],
      [s(128), top + s(200)],
      [s(120), foot - s(40)],
      [s(74), foot],
    ],
  });
  return stems
    ? rim +
        stems +
        clipped(
          pen,
          `M${cx - s(60)},${top + s(2)}A${s(46)},${s(9)} 0 0 0 ${cx + s(60)},${top + s(2)}v${s(80)}h${-s(120)}z`,
          turned(pen, {
            cx,
            colour: c,
            shadow: false,
            speckled: true,
            shine: 0.5,
            profile: [
              [s(46), top],
              [s(34), top + s(50)],
              [s(52), top + s(110)],
              [s(128), top + s(200)],
              [s(120), foot - s(40)],
              [s(74), foot],
            ],
          }).replace(/<ellipse[^>]*\/>$/, ""),
        )
    : rim;
}
