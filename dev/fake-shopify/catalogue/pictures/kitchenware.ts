import { standing } from "./backdrops.ts";
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
} from "./kit.ts";
import { grain } from "./textures.ts";
import { handle, K, outline, steam, turned } from "./vessels.ts";

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
