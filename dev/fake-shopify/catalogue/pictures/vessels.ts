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
  rect,
  through,
} from "./kit.ts";
import { flecks, grain } from "./textures.ts";
import { standing } from "./backdrops.ts";

const K = 0.2; // how flat circles lie: the eye is a little above the table

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

function outline({ cx, profile }: Turned): string {
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

export function drawTeapot(
  pen: Pen,
  c: string,
  { cx = 390, foot = 830, hot = true } = {},
): string {
  const top = foot - 250;
  const bail = `M${cx - 96},${top + 24}C${cx - 150},${top - 170} ${cx + 150},${top - 170} ${cx + 96},${top + 24}`;
  const spout = `M${cx + 128},${foot - 110}C${cx + 200},${foot - 130} ${cx + 200},${foot - 220} ${cx + 252},${foot - 246}l34,22C${cx + 250},${foot - 190} ${cx + 250},${foot - 80} ${cx + 130},${foot - 44}z`;
  return (
    (hot ? steam(pen, cx + 270, foot - 270, 120) : "") +
    model(pen, spout, dark(c, 0.08)) +
    ellipse(
      cx + 269,
      foot - 235,
      20,
      8,
      dark(c, 0.6),
      `transform="rotate(32 ${cx + 269} ${foot - 235})"`,
    ) +
    turned(pen, {
      cx,
      colour: c,
      speckled: true,
      profile: [
        [78, top],
        [150, top + 50],
        [182, top + 130],
        [160, foot - 40],
        [104, foot],
      ],
    }) +
    ellipse(cx, top + 4, 84, 17, dark(c, 0.5)) +
    turned(pen, {
      cx,
      colour: light(c, 0.05),
      shadow: false,
      profile: [
        [20, top - 34],
        [56, top - 24],
        [80, top - 2],
        [80, top + 2],
      ],
    }) +
    turned(pen, {
      cx,
      colour: COLOURS.oak,
      shadow: false,
      shine: 0.2,
      profile: [
        [15, top - 70],
        [22, top - 56],
        [14, top - 38],
        [14, top - 34],
      ],
    }) +
    line(bail, dark(COLOURS.oak, 0.5), 15) +
    line(bail, COLOURS.oak, 12) +
    line(bail, light(COLOURS.oak, 0.5), 3, 0.6) +
    line(bail, dark(COLOURS.oak, 0.5), 13, 0.3, 'stroke-dasharray="2 7"')
  );
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

/** A carafe of thin glass, half full, with a tumbler beside it. */
export function drawCarafe(
  pen: Pen,
  tint: string,
  { cx = 350, foot = 830 } = {},
): string {
  const glass = (x: number, profile: Point[], level: number): string => {
    const d = outline({ cx: x, profile, colour: tint });
    const [rim, y0] = profile[0] as Point;
    const base = profile.at(-1) as Point;
    const at = profile.find(([, y]) => y >= level) ?? base;
    const body = pen.linear([
      [0, light(tint, 0.8), 0.75],
      [0.12, tint, 0.2],
      [0.5, "#fff", 0.12],
      [0.85, tint, 0.28],
      [1, dark(tint, 0.3), 0.6],
    ]);
    const water = pen.linear([
      [0, mix(tint, "#ffffff", 0.3), 0.55],
      [0.6, tint, 0.4],
      [1, dark(tint, 0.35), 0.6],
    ]);
    const w = at[0] * 0.95;
    return (
      standing(pen, x, base[1] + 6, base[0] * 1.05, { strength: 0.6 }) +
      ellipse(
        x + base[0] * 1.5,
        base[1] + 12,
        base[0] * 0.8,
        16,
        pen.radial([
          [0, "#fff6dc", 0.8],
          [1, "#fff6dc", 0],
        ]),
      ) +
      path(d, body) +
      clipped(pen, d, rect(x - 220, level, 440, 400, water)) +
      ellipse(x, level, w, w * K, light(tint, 0.5), 'fill-opacity=".6"') +
      line(d, dark(tint, 0.35), 2, 0.4) +
      ellipse(
        x,
        y0,
        rim,
        rim * K,
        "none",
        `stroke="${light(tint, 0.8)}" stroke-width="3"`,
      ) +
      line(
        `M${x - at[0] * 0.62},${level - 40}C${x - at[0] * 0.74},${level + 60} ${x - at[0] * 0.7},${base[1] - 60} ${x - at[0] * 0.5},${base[1] - 24}`,
        "#fff",
        9,
        0.55,
      )
    );
  };
  return (
    glass(
      cx,
      [
        [56, foot - 420],
        [38, foot - 350],
        [40, foot - 290],
        [112, foot - 190],
        [128, foot - 90],
        [98, foot],
      ],
      foot - 185,
    ) +
    glass(
      cx + 238,
      [
        [76, foot - 150],
        [72, foot - 60],
        [62, foot + 14],
      ],
      foot - 88,
    )
  );
}

export function drawCasserole(
  pen: Pen,
  c: string,
  { cx = 400, foot = 830 } = {},
): string {
  const top = foot - 210;
  const ear = (side: 1 | -1) =>
    handle(
      `M${cx + side * 222},${top + 46}c${side * 64},-10 ${side * 64},58 ${side * 2},52`,
      dark(c, 0.05),
      25,
    );
  return (
    ear(-1) +
    ear(1) +
    turned(pen, {
      cx,
      colour: c,
      shine: 0.7,
      profile: [
        [236, top],
        [236, top + 90],
        [226, foot - 40],
        [190, foot],
      ],
    }) +
    ellipse(cx, top + 2, 244, 49, dark(c, 0.45)) +
    turned(pen, {
      cx,
      colour: light(c, 0.04),
      shadow: false,
      shine: 0.6,
      profile: [
        [40, top - 74],
        [150, top - 56],
        [234, top - 14],
        [244, top],
      ],
    }) +
    turned(pen, {
      cx,
      colour: COLOURS.brass,
      shadow: false,
      shine: 1,
      profile: [
        [34, top - 112],
        [36, top - 98],
        [16, top - 84],
        [18, top - 74],
      ],
    })
  );
}

export function drawDripper(
  pen: Pen,
  c: string,
  { cx = 400, foot = 840 } = {},
): string {
  const top = foot - 440;
  const glass = light(COLOURS.steel, 0.5);
  const flask = `M${cx - 90},${foot - 230}L${cx - 128},${foot - 30}Q${cx - 128},${foot} ${cx - 96},${foot + 6}Q${cx},${foot + 20} ${cx + 96},${foot + 6}Q${cx + 128},${foot} ${cx + 128},${foot - 30}L${cx + 90},${foot - 230}z`;
  const coffee = pen.linear([
    [0, "#6d3f22"],
    [0.5, "#4a2716"],
    [1, "#331a0e"],
  ]);
  return (
    standing(pen, cx, foot + 8, 120) +
    path(
      flask,
      pen.linear([
        [0, "#fff", 0.7],
        [0.2, glass, 0.3],
        [0.8, glass, 0.35],
        [1, dark(glass, 0.4), 0.6],
      ]),
    ) +
    clipped(
      pen,
      flask,
      rect(cx - 140, foot - 108, 280, 160, coffee) +
        ellipse(cx, foot - 108, 120, 18, "#8a5733"),
    ) +
    line(flask, dark(glass, 0.5), 2, 0.4) +
    line(`M${cx - 92},${foot - 196}L${cx - 108},${foot - 40}`, "#fff", 8, 0.5) +
    handle(
      `M${cx + 104},${foot - 190}c110,-20 110,150 22,150`,
      COLOURS.oak,
      22,
    ) +
    ellipse(cx, foot - 236, 116, 20, dark(c, 0.2)) +
    turned(pen, {
      cx,
      colour: c,
      shadow: false,
      hollow: COLOURS.cream,
      profile: [
        [168, top],
        [130, top + 80],
        [64, top + 170],
        [58, top + 204],
      ],
    }) +
    turned(pen, {
      cx,
      colour: c,
      shadow: false,
      profile: [
        [118, foot - 244],
        [118, foot - 232],
      ],
      shine: 0,
    }) +
    turned(pen, {
      cx,
      colour: c,
      shadow: false,
      hollow: COLOURS.cream,
      profile: [
        [168, top],
        [130, top + 80],
        [62, top + 170],
        [54, top + 200],
      ],
    }) +
    ellipse(cx, top + 4, 140, 25, "#5a3420") +
    ellipse(cx - 10, top + 6, 90, 14, "#7a4b2d") +
    handle(`M${cx + 150},${top + 34}c84,0 60,120 -46,96`, c, 22) +
    steam(pen, cx, top - 14, 130)
  );
}

export function drawOil(
  pen: Pen,
  c: string,
  { cx = 400, foot = 850 } = {},
): string {
  const top = foot - 470;
  const body = turned(pen, {
    cx,
    colour: c,
    shine: 0.9,
    profile: [
      [30, top],
      [30, top + 100],
      [44, top + 140],
      [98, top + 200],
      [98, foot - 10],
      [92, foot],
    ],
  });
  return (
    body +
    rect(cx - 98, foot - 220, 196, 130, COLOURS.cream) +
    rect(
      cx - 98,
      foot - 220,
      196,
      130,
      pen.linear([
        [0, "#fff", 0.3],
        [0.6, "#7a5a34", 0.06],
        [1, "#3a2117", 0.45],
      ]),
    ) +
    line(
      `M${cx - 60},${foot - 188}h120M${cx - 36},${foot - 112}h72`,
      dark(COLOURS.moss, 0.3),
      2,
    ) +
    line(
      `M${cx},${foot - 128}v-44m0,14c-14,0 -20,-8 -20,-20c14,0 20,8 20,20c14,0 20,-8 20,-20c-14,0 -20,8 -20,20`,
      dark(COLOURS.moss, 0.2),
      3,
    ) +
    turned(pen, {
      cx,
      colour: COLOURS.walnut,
      shadow: false,
      shine: 0.2,
      profile: [
        [25, top - 44],
        [27, top - 6],
        [27, top + 4],
      ],
      inside: grain(
        pen,
        COLOURS.walnut,
        { x: cx - 30, y: top - 50, w: 60, h: 60 },
        true,
      ),
    })
  );
}

export function drawBoard(pen: Pen, c: string): string {
  const d = `M300,230C300,190 340,150 400,150C460,150 500,190 500,230C500,262 520,280 540,300Q566,324 566,362V770Q566,816 520,816H280Q234,816 234,770V362Q234,324 260,300C280,280 300,262 300,230z`;
  const groove = `M268,380V764q0,18 18,18H514q18,0 18,-18V380`;
  return (
    standing(pen, 410, 822, 176, { ry: 22 }) +
    `<path d="${d}" fill="#4a2a1c" fill-opacity=".22" transform="translate(30 12)" filter="${pen.blur(10)}"/>` +
    `<path d="${d}" fill="${dark(c, 0.35)}" transform="translate(9 3)"/>` +
    model(pen, d, c, {
      inside: grain(pen, c, { x: 230, y: 150, w: 340, h: 680 }, true),
      depth: 0.8,
    }) +
    line(groove, dark(c, 0.5), 7, 0.35) +
    line(groove, light(c, 0.6), 2, 0.4, 'transform="translate(3 3)"') +
    ellipse(400, 212, 30, 30, dark(c, 0.45)) +
    ellipse(404, 217, 25, 25, "#d9c9ae") +
    line("M400,212C370,120 430,110 404,236", COLOURS.leather, 7) +
    line(
      "M400,212C370,120 430,110 404,236",
      light(COLOURS.leather, 0.4),
      2,
      0.5,
    )
  );
}
