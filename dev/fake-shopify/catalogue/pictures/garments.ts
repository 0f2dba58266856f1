import { hanging } from "./backdrops.ts";
import {
  clipped,
  COLOURS,
  crease,
  dark,
  ellipse,
  group,
  light,
  line,
  model,
  path,
  type Pen,
  rect,
  stitches,
} from "./kit.ts";
import { type Box, grain, knit, rib, stripes, weave } from "./textures.ts";

export interface TopOptions {
  colour: string;
  cloth: "linen" | "knit" | "jersey" | "shell";
  sleeve: "long" | "short" | "none";
  neck: "collar" | "crew" | "hood" | "v" | "roll";
  front?: "buttons" | "zip" | "cardigan";
  hem?: "straight" | "rib" | "curved";
  length?: number; // y of the hem
  flare?: number; // how much wider the hem is than the chest
  stripe?: string;
  pockets?: "patch" | "welt" | "chest";
}

const CX = 400;
const NECK = 218;

export function hanger(pen: Pen): string {
  const oak = COLOURS.oak;
  const bar = `M${CX},${NECK - 40}C${CX - 60},${NECK - 22} ${CX - 120},${NECK + 22} ${CX - 150},${NECK + 52}q-6,12 8,14C${CX - 80},${NECK + 24} ${CX + 80},${NECK + 24} ${CX + 142},${NECK + 66}q14,-2 8,-14C${CX + 120},${NECK + 22} ${CX + 60},${NECK - 22} ${CX},${NECK - 40}z`;
  const hook = `M${CX},${NECK - 38}v-26c0,-14 26,-16 26,-40a26,26 0 0 0 -52,-2`;
  return (
    line(`M${CX - 1},${NECK - 118}l0,-6`, dark(oak, 0.4), 1) +
    ellipse(CX - 1, NECK - 131, 9, 9, dark(COLOURS.walnut, 0.1)) +
    ellipse(CX - 3, NECK - 134, 4, 3.5, light(COLOURS.walnut, 0.5)) +
    line(hook, dark(COLOURS.steel, 0.45), 6) +
    line(hook, light(COLOURS.steel, 0.4), 2) +
    model(pen, bar, oak, {
      inside: grain(pen, oak, { x: CX - 150, y: NECK - 40, w: 300, h: 100 }),
    })
  );
}

function clothOf(cloth: TopOptions["cloth"], colour: string, box: Box): string {
  if (cloth === "knit") return knit(colour, box);
  return weave(colour, box, cloth === "linen" ? 5 : 3.4);
}

/** Anything worn above the waist (or down to the knee), on an oak hanger. */
export function drawTop(pen: Pen, o: TopOptions): string {
  const c = o.colour;
  const hem = o.length ?? 770;
  const hw = 158 + (o.flare ?? 6);
  const ua = 418;
  const nw = o.neck === "v" || o.neck === "collar" ? 48 : 58;
  const drop = { collar: 70, crew: 40, hood: 44, v: 190, roll: 16 }[o.neck];
  const outline =
    `M${CX - nw},${NECK + 2}C${CX - 95},${NECK + 14} ${CX - 130},${NECK + 32} ${CX - 152},${NECK + 56}C${CX - 160},${NECK + 110} ${CX - 152},${ua - 60} ${CX - 154},${ua}C${CX - 158},${ua + 130} ${CX - hw + 2},${hem - 160} ${CX - hw},${hem}` +
    (o.hem === "curved"
      ? `C${CX - hw + 40},${hem + 46} ${CX + hw - 40},${hem + 46} ${CX + hw},${hem}`
      : `C${CX - 60},${hem + 15} ${CX + 60},${hem + 15} ${CX + hw},${hem}`) +
    `C${CX + hw - 2},${hem - 160} ${CX + 158},${ua + 130} ${CX + 154},${ua}C${CX + 152},${ua - 60} ${CX + 160},${NECK + 110} ${CX + 152},${NECK + 56}C${CX + 130},${NECK + 32} ${CX + 95},${NECK + 14} ${CX + nw},${NECK + 2}` +
    (o.neck === "v"
      ? `L${CX},${NECK + drop}L${CX - nw},${NECK + 2}z`
      : `C${CX + nw * 0.6},${NECK + drop} ${CX - nw * 0.6},${NECK + drop} ${CX - nw},${NECK + 2}z`);

  const sleeve = (side: 1 | -1): string => {
    const s = (x: number) => CX + side * x;
    if (o.sleeve === "short")
      return `M${s(140)},${NECK + 48}C${s(176)},${NECK + 66} ${s(206)},${NECK + 120} ${s(228)},${NECK + 196}L${s(170)},${NECK + 226}C${s(160)},${NECK + 200} ${s(150)},${NECK + 190} ${s(146)},${NECK + 190}z`;
    return `M${s(138)},${NECK + 46}C${s(190)},${NECK + 70} ${s(214)},${NECK + 210} ${s(232)},${hem - 60}C${s(234)},${hem - 46} ${s(232)},${hem - 40} ${s(228)},${hem - 38}L${s(184)},${hem - 34}C${s(178)},${hem - 36} ${s(176)},${hem - 42} ${s(176)},${hem - 50}C${s(176)},${ua + 180} ${s(160)},${ua + 40} ${s(140)},${ua - 30}z`;
  };
  const skin = (x: number, w: number) =>
    (o.stripe ? stripes(NECK + 128, hem - 12, 34, 13, o.stripe) : "") +
    clothOf(o.cloth, c, { x, y: NECK - 10, w, h: hem - NECK + 50 });

  const sleeves =
    o.sleeve === "none"
      ? []
      : ([-1, 1] as const).map((side) => ({ side, d: sleeve(side) }));
  const silhouette = [outline, ...sleeves.map((it) => it.d)]
    .map((d) => `<path d="${d}"/>`)
    .join("");
  let out = hanging(pen, silhouette) + hanger(pen);

  // The inside of the back, seen through the neck.
  if (o.neck !== "roll")
    out +=
      path(
        `M${CX - nw - 2},${NECK + 3}C${CX - nw * 0.5},${NECK - 12} ${CX + nw * 0.5},${NECK - 12} ${CX + nw + 2},${NECK + 3}L${CX},${NECK + drop}z`,
        dark(c, 0.38),
      ) + rect(CX - 15, NECK + 6, 30, 16, COLOURS.cream, 2);
  if (o.neck === "hood") out += hood(pen, c);

  for (const { side, d } of sleeves) {
    const s = (x: number) => CX + side * x;
    out += model(pen, d, side < 0 ? c : dark(c, 0.06), {
      inside: skin(side < 0 ? CX - 240 : CX + 130, 110),
    });
    if (o.sleeve === "long") {
      out += crease(
        pen,
        `M${s(190)},${NECK + 200}C${s(200)},${ua + 40} ${s(196)},${ua + 120} ${s(206)},${hem - 120}`,
        c,
        0.8,
      );
      out += crease(
        pen,
        `M${s(158)},${ua + 30}C${s(176)},${ua + 44} ${s(192)},${ua + 46} ${s(204)},${ua + 30}`,
        c,
        0.7,
      );
      const cuff = o.cloth === "knit" ? 42 : 30;
      const cuffD = `M${s(176)},${hem - 34 - cuff}L${s(231)},${hem - 38 - cuff}L${s(232)},${hem - 40}L${s(180)},${hem - 34}z`;
      out +=
        o.cloth === "knit"
          ? group(
              path(cuffD, dark(c, 0.06)) +
                clipped(
                  pen,
                  cuffD,
                  rib(
                    c,
                    { x: Math.min(s(176), s(232)), y: hem - 90, w: 60, h: 60 },
                    9,
                  ),
                ),
            )
          : line(
              `M${s(177)},${hem - 34 - cuff}L${s(231)},${hem - 38 - cuff}`,
              dark(c, 0.5),
              1.6,
              0.45,
            );
    } else {
      out += stitches(
        `M${s(223)},${NECK + 186}L${s(166)},${NECK + 215}`,
        dark(c, 0.4),
      );
    }
  }

  out += model(pen, outline, c, { inside: skin(CX - hw - 4, hw * 2 + 8) });
  // Armholes, then the cloth falling from the shoulders.
  for (const side of [-1, 1] as const) {
    const s = (x: number) => CX + side * x;
    if (o.sleeve !== "none")
      out += crease(
        pen,
        `M${s(150)},${NECK + 58}C${s(140)},${NECK + 110} ${s(138)},${ua - 50} ${s(153)},${ua + 4}`,
        c,
        0.9,
      );
    out += crease(
      pen,
      `M${s(148)},${ua + 8}C${s(118)},${ua + 26} ${s(104)},${ua + 70} ${s(98)},${ua + 130}`,
      c,
      0.75,
    );
  }
  out += crease(
    pen,
    `M${CX - 84},${NECK + 80}C${CX - 96},${ua + 60} ${CX - 62},${hem - 210} ${CX - 86},${hem - 16}`,
    c,
    0.7,
  );
  out += crease(
    pen,
    `M${CX + 66},${NECK + 120}C${CX + 56},${ua + 90} ${CX + 88},${hem - 200} ${CX + 74},${hem - 14}`,
    c,
    0.85,
  );
  out += crease(
    pen,
    `M${CX + 118},${ua + 130}C${CX + 110},${hem - 180} ${CX + 124},${hem - 90} ${CX + 116},${hem - 12}`,
    c,
    0.7,
  );

  if (o.hem === "rib") {
    const band = `M${CX - hw - 1},${hem - 46}C${CX - 60},${hem - 33} ${CX + 60},${hem - 33} ${CX + hw + 1},${hem - 46}L${CX + hw - 6},${hem}C${CX + 60},${hem + 15} ${CX - 60},${hem + 15} ${CX - hw + 6},${hem}z`;
    out += model(pen, band, dark(c, 0.05), {
      inside: rib(c, { x: CX - hw, y: hem - 50, w: hw * 2, h: 70 }, 10),
      depth: 0.8,
    });
  } else if (o.hem !== "curved") {
    out += stitches(
      `M${CX - hw + 3},${hem - 16}C${CX - 60},${hem - 1} ${CX + 60},${hem - 1} ${CX + hw - 3},${hem - 16}`,
      dark(c, 0.4),
    );
  }
  return (
    out +
    front(pen, o, hem, drop) +
    neck(pen, o, nw, drop) +
    pockets(pen, o, hem)
  );
}

function hood(pen: Pen, c: string): string {
  const d = `M${CX - 92},${NECK + 30}C${CX - 96},${NECK - 40} ${CX - 52},${NECK - 84} ${CX},${NECK - 84}C${CX + 52},${NECK - 84} ${CX + 96},${NECK - 40} ${CX + 92},${NECK + 30}C${CX + 50},${NECK + 74} ${CX - 50},${NECK + 74} ${CX - 92},${NECK + 30}z`;
  const hole = `M${CX - 54},${NECK + 34}C${CX - 60},${NECK - 24} ${CX - 34},${NECK - 54} ${CX},${NECK - 54}C${CX + 34},${NECK - 54} ${CX + 60},${NECK - 24} ${CX + 54},${NECK + 34}C${CX + 30},${NECK + 60} ${CX - 30},${NECK + 60} ${CX - 54},${NECK + 34}z`;
  return (
    model(pen, d, c) +
    path(hole, dark(c, 0.5)) +
    stitches(
      `M${CX - 62},${NECK + 30}C${CX - 68},${NECK - 30} ${CX - 38},${NECK - 63} ${CX},${NECK - 63}C${CX + 38},${NECK - 63} ${CX + 68},${NECK - 30} ${CX + 62},${NECK + 30}`,
      light(c, 0.4),
    )
  );
}

function neck(pen: Pen, o: TopOptions, nw: number, drop: number): string {
  const c = o.colour;
  if (o.neck === "collar") {
    const leaf = (side: 1 | -1) => {
      const s = (x: number) => CX + side * x;
      const d = `M${s(nw + 2)},${NECK - 6}C${s(nw - 8)},${NECK + 22} ${s(24)},${NECK + 40} ${s(1)},${NECK + 54}L${s(44)},${NECK + 104}C${s(64)},${NECK + 76} ${s(82)},${NECK + 40} ${s(80)},${NECK + 12}C${s(72)},${NECK} ${s(60)},${NECK - 6} ${s(nw + 2)},${NECK - 6}z`;
      return (
        group(
          `<path d="${d}" fill="#3a2117" fill-opacity=".18" transform="translate(5 7)"/>`,
        ) +
        model(pen, d, side < 0 ? light(c, 0.06) : c, {
          inside: clothOf(o.cloth, c, {
            x: CX - 90,
            y: NECK - 10,
            w: 180,
            h: 120,
          }),
          depth: 0.7,
        }) +
        stitches(
          `M${s(8)},${NECK + 54}L${s(44)},${NECK + 95}C${s(60)},${NECK + 70} ${s(74)},${NECK + 40} ${s(73)},${NECK + 16}`,
          dark(c, 0.4),
          1.2,
        )
      );
    };
    return leaf(1) + leaf(-1);
  }
  if (o.neck === "roll") {
    const d = `M${CX - 62},${NECK + 14}C${CX - 66},${NECK - 26} ${CX - 60},${NECK - 46} ${CX - 54},${NECK - 52}C${CX - 20},${NECK - 62} ${CX + 20},${NECK - 62} ${CX + 54},${NECK - 52}C${CX + 60},${NECK - 46} ${CX + 66},${NECK - 26} ${CX + 62},${NECK + 14}C${CX + 30},${NECK + 34} ${CX - 30},${NECK + 34} ${CX - 62},${NECK + 14}z`;
    return (
      model(pen, d, c, {
        inside: rib(c, { x: CX - 66, y: NECK - 60, w: 132, h: 100 }, 9),
      }) +
      ellipse(CX, NECK - 51, 50, 9, dark(c, 0.5)) +
      crease(
        pen,
        `M${CX - 60},${NECK - 4}C${CX - 20},${NECK + 14} ${CX + 20},${NECK + 14} ${CX + 60},${NECK - 4}`,
        c,
      )
    );
  }
  if (o.neck === "v") {
    const band = (side: 1 | -1) =>
      `M${CX + side * (nw + 8)},${NECK - 4}L${CX + side * (nw - 12)},${NECK + 6}L${CX - side * 6},${NECK + drop}L${CX + side * 15},${NECK + drop + 10}z`;
    return [-1, 1]
      .map(
        (side) =>
          path(band(side as 1 | -1), dark(c, 0.1)) +
          clipped(
            pen,
            band(side as 1 | -1),
            rib(c, { x: CX - 70, y: NECK - 10, w: 140, h: drop + 30 }, 6),
          ),
      )
      .join("");
  }
  const edge = `M${CX - nw - 3},${NECK + 1}C${CX - nw * 0.62},${NECK + drop + 3} ${CX + nw * 0.62},${NECK + drop + 3} ${CX + nw + 3},${NECK + 1}`;
  return (
    line(edge, dark(c, 0.06), 17) +
    line(edge, dark(c, 0.5), 17, 0.16, 'stroke-dasharray="3 5"') +
    line(
      `M${CX - nw - 13},${NECK + 6}C${CX - nw * 0.7},${NECK + drop + 15} ${CX + nw * 0.7},${NECK + drop + 15} ${CX + nw + 13},${NECK + 6}`,
      dark(c, 0.55),
      1.6,
      0.5,
    )
  );
}

function front(_pen: Pen, o: TopOptions, hem: number, drop: number): string {
  const c = o.colour;
  if (!o.front) return "";
  const top = NECK + (o.neck === "v" ? drop + 6 : o.neck === "hood" ? 56 : 62);
  const bottom = hem + (o.hem === "curved" ? 32 : 8);
  if (o.front === "zip") {
    return (
      rect(CX - 13, top, 26, bottom - top, dark(c, 0.1)) +
      line(
        `M${CX},${top}V${bottom}`,
        dark(c, 0.6),
        5,
        0.8,
        'stroke-dasharray="3 3"',
      ) +
      stitches(
        `M${CX - 17},${top}V${bottom}M${CX + 17},${top}V${bottom}`,
        light(c, 0.45),
      ) +
      ellipse(CX, top + 10, 7, 6, COLOURS.brass) +
      rect(CX - 4, top + 14, 8, 26, COLOURS.brass, 3) +
      rect(CX - 2, top + 15, 2, 22, light(COLOURS.brass, 0.6), 1)
    );
  }
  const w = o.front === "cardigan" ? 19 : 15;
  const step = o.front === "cardigan" ? 82 : 78;
  let out =
    rect(CX - w, top - 4, w * 2, bottom - top + 2, light(c, 0.07)) +
    line(`M${CX + w},${top}V${bottom}`, dark(c, 0.6), 2.2, 0.35) +
    stitches(`M${CX - w + 4},${top}V${bottom}`, dark(c, 0.4), 1.2);
  const button = o.front === "cardigan" ? COLOURS.walnut : light(c, 0.72);
  for (let y = top + 24; y < bottom - 24; y += step)
    out +=
      ellipse(CX + 2, y + 3, 8.5, 8.5, "#3a2117", 'fill-opacity=".28"') +
      ellipse(CX, y, 8, 8, button) +
      ellipse(CX, y, 5.4, 5.4, dark(button, 0.12)) +
      ellipse(CX - 1.8, y, 1.1, 1.1, dark(button, 0.7)) +
      ellipse(CX + 1.8, y, 1.1, 1.1, dark(button, 0.7));
  return out;
}

function pockets(pen: Pen, o: TopOptions, hem: number): string {
  const c = o.colour;
  if (o.pockets === "chest") {
    const d = `M${CX + 50},${NECK + 176}h66v66q0,8 -8,10l-25,10l-25,-10q-8,-2 -8,-10z`;
    return (
      `<path d="${d}" fill="#3a2117" fill-opacity=".14" transform="translate(3 5)"/>` +
      model(pen, d, c, {
        inside: clothOf(o.cloth, c, {
          x: CX + 46,
          y: NECK + 170,
          w: 76,
          h: 100,
        }),
        depth: 0.5,
      }) +
      stitches(`M${CX + 54},${NECK + 190}h58`, dark(c, 0.45), 1.4)
    );
  }
  if (o.pockets === "patch" || o.pockets === "welt") {
    return [-1, 1]
      .map((side) => {
        const x = CX + side * 82 - 46;
        const y = hem - (o.pockets === "patch" ? 190 : 170);
        const d =
          o.pockets === "patch"
            ? `M${x},${y}h92v100q0,12 -12,12h-68q-12,0 -12,-12z`
            : `M${x + 4},${y + 10}l84,-14l3,26l-84,14z`;
        return (
          `<path d="${d}" fill="#3a2117" fill-opacity=".16" transform="translate(3 5)"/>` +
          model(pen, d, light(c, 0.03), {
            inside: clothOf(o.cloth, c, { x, y: y - 10, w: 96, h: 130 }),
            depth: 0.6,
          }) +
          (o.pockets === "patch"
            ? stitches(`M${x + 5},${y + 14}h82`, dark(c, 0.4))
            : "")
        );
      })
      .join("");
  }
  return "";
}
