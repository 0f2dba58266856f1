import { standing } from "./backdrops.ts";
import {
  clipped,
  COLOURS,
  dark,
  ellipse,
  group,
  light,
  line,
  mix,
  model,
  path,
  type Pen,
  rect,
  stitches,
} from "./kit.ts";
import { fennel } from "./props.ts";
import { flecks, grain, weave } from "./textures.ts";
import { turned } from "./vessels.ts";

export const leafMark = (x: number, y: number, s: number, c: string) =>
  line(
    `M${x},${y + 22 * s}v${-44 * s}m0,${14 * s}c${-14 * s},0 ${-20 * s},${-8 * s} ${-20 * s},${-20 * s}c${14 * s},0 ${20 * s},${8 * s} ${20 * s},${20 * s}c${14 * s},0 ${20 * s},${-8 * s} ${20 * s},${-20 * s}c${-14 * s},0 ${-20 * s},${8 * s} ${-20 * s},${20 * s}`,
    c,
    3 * s,
  );

/** A candle in a clay tumbler, lit, with a paper label. */
export function drawCandle(
  pen: Pen,
  c: string,
  { cx = 400, foot = 830, scale = 1, lit = true } = {},
): string {
  const s = (n: number) => n * scale;
  const top = foot - s(280);
  const halo = pen.radial([
    [0, "#ffe6a0", 0.95],
    [0.3, "#ffdf96", 0.4],
    [1, "#ffdf96", 0],
  ]);
  const wax = pen.radial([
    [0, "#fff2c4"],
    [0.6, "#f6e2b8"],
    [1, "#dcc08c"],
  ]);
  const flame = `M${cx},${top - s(112)}C${cx + s(26)},${top - s(70)} ${cx + s(24)},${top - s(34)} ${cx},${top - s(28)}C${cx - s(24)},${top - s(34)} ${cx - s(26)},${top - s(70)} ${cx},${top - s(112)}z`;
  return (
    (lit ? ellipse(cx, top - s(60), s(330), s(330), halo) : "") +
    turned(pen, {
      cx,
      colour: c,
      hollow: light(c, 0.2),
      speckled: true,
      shine: 0.4,
      profile: [
        [s(150), top],
        [s(150), top + s(120)],
        [s(148), foot - s(14)],
        [s(140), foot],
      ],
    }) +
    ellipse(cx, top + s(10), s(136), s(24), wax) +
    rect(cx - s(74), top + s(98), s(130), s(126), COLOURS.cream, s(3)) +
    rect(
      cx - s(74),
      top + s(98),
      s(130),
      s(126),
      pen.linear([
        [0, "#fff", 0.3],
        [1, "#3a2117", 0.16],
      ]),
      s(3),
    ) +
    leafMark(cx - s(9), top + s(140), scale * 0.9, dark(COLOURS.moss, 0.3)) +
    line(
      `M${cx - s(50)},${top + s(186)}h${s(82)}M${cx - s(34)},${top + s(202)}h${s(50)}`,
      dark(COLOURS.cream, 0.55),
      s(3),
      0.7,
    ) +
    line(`M${cx},${top + s(6)}v${-s(30)}`, COLOURS.charcoal, s(5)) +
    (lit
      ? path(
          flame,
          pen.linear(
            [
              [0, "#ffefad"],
              [0.6, "#ffc85e"],
              [1, "#f0963a"],
            ],
            [0, 0],
            [0, 1],
          ),
        ) + ellipse(cx, top - s(52), s(9), s(20), "#fffbe6")
      : "")
  );
}

export function drawNotebook(pen: Pen, c: string): string {
  const ribbon = COLOURS.rust;
  const book = (inner: string) =>
    `<g transform="translate(400 540) rotate(-8)">${inner}</g>`;
  return (
    book(
      `<rect x="-220" y="-300" width="440" height="600" rx="12" fill="#4a2a1c" fill-opacity=".42" transform="translate(22 26)" filter="${pen.blur(12)}"/>` +
        rect(-208, -292, 436, 600, dark(COLOURS.cream, 0.14), 6) +
        line(
          "M222,-280V296M226,-276V300M218,-284V292",
          dark(COLOURS.cream, 0.4),
          1.2,
          0.6,
        ) +
        path("M96,290l8,74l14,-18l14,18l-8,-74z", ribbon) +
        model(
          pen,
          "M-220,-288Q-220,-300 -208,-300H208Q220,-300 220,-288V288Q220,300 208,300H-208Q-220,300 -220,288z",
          c,
          {
            inside: weave(c, { x: -220, y: -300, w: 440, h: 600 }, 5),
            depth: 0.8,
          },
        ) +
        rect(-220, -300, 62, 600, dark(c, 0.28), 0, 'fill-opacity=".55"') +
        line("M-158,-300V300", dark(c, 0.6), 2.4, 0.5) +
        line("M-154,-300V300", light(c, 0.6), 2, 0.4) +
        rect(-66, -180, 196, 128, COLOURS.cream, 3) +
        line(
          "M-40,-128h144M-40,-104h144M-40,-80h90",
          dark(COLOURS.cream, 0.45),
          2.4,
          0.6,
        ) +
        leafMark(32, -152, 0.5, dark(COLOURS.moss, 0.3)) +
        rect(172, -304, 15, 608, dark(c, 0.45)) +
        rect(174, -304, 4, 608, light(c, 0.4), 0, 'fill-opacity=".5"'),
    ) +
    `<g transform="translate(640 560) rotate(12)">${rect(-6, -220, 24, 420, "#4a2a1c", 10, `fill-opacity=".3" filter="${pen.blur(6)}" transform="translate(8 10)"`)}${rect(-9, -220, 18, 380, COLOURS.ochre, 2)}${rect(-9, -220, 6, 380, light(COLOURS.ochre, 0.5), 2, 'fill-opacity=".6"')}${path("M-9,160h18l-9,44z", COLOURS.cream)}${path("M-3,188h6l-3,16z", COLOURS.charcoal)}${rect(-9, -238, 18, 22, COLOURS.blush, 5)}${rect(-9, -222, 18, 8, COLOURS.steel)}</g>`
  );
}

/** Two bars of soap on an oak dish. */
export function drawSoap(pen: Pen, c: string): string {
  const bar = (x: number, y: number, turn: number, wrapped: boolean) => {
    const d =
      "M-150,-40Q-150,-66 -124,-68C-60,-74 60,-74 124,-68Q150,-66 150,-40V40Q150,64 124,66C60,72 -60,72 -124,66Q-150,64 -150,40z";
    const inner = wrapped
      ? rect(-60, -90, 130, 180, COLOURS.cream) +
        rect(
          -60,
          -90,
          130,
          180,
          pen.linear([
            [0, "#fff", 0.2],
            [1, "#3a2117", 0.16],
          ]),
        ) +
        leafMark(4, -10, 0.9, dark(COLOURS.moss, 0.2))
      : flecks(pen, dark(c, 0.3), { x: -150, y: -74, w: 300, h: 146 }, 110);
    return `<g transform="translate(${x} ${y}) rotate(${turn})">${model(pen, d, c, { inside: inner })}${wrapped ? "" : line("M-60,0h120M-40,-18h80M-40,18h80", dark(c, 0.4), 4, 0.35)}${line("M-136,-48C-60,-58 40,-58 110,-54", "#fff", 7, 0.45)}</g>`;
  };
  const oak = COLOURS.oak;
  return (
    standing(pen, 404, 828, 236, { ry: 30 }) +
    model(
      pen,
      "M170,770H636L612,826Q606,836 592,836H214Q200,836 194,826z",
      oak,
      { inside: grain(pen, oak, { x: 160, y: 760, w: 490, h: 80 }) },
    ) +
    rect(170, 762, 466, 20, light(oak, 0.2), 6) +
    line("M250,772h306", dark(oak, 0.5), 5, 0.4) +
    bar(404, 692, 0, false) +
    bar(412, 562, -4, true) +
    ellipse(560, 640, 17, 17, "#fff", 'fill-opacity=".35"') +
    ellipse(586, 668, 10, 10, "#fff", 'fill-opacity=".4"') +
    ellipse(554, 634, 5, 5, "#fff", 'fill-opacity=".8"')
  );
}

/** Long matches in a glass bottle with a striking cork. */
export function drawMatches(pen: Pen, c: string): string {
  let sticks = "";
  for (let i = 0; i < 26; i += 1) {
    const x = 330 + (i % 13) * 11.4 + pen.random.between(-3, 3);
    const y = 476 + Math.floor(i / 13) * 26 + pen.random.between(-14, 14);
    sticks +=
      line(
        `M${x},${y}V812`,
        mix(COLOURS.sand, COLOURS.cream, pen.random.next()),
        7,
      ) + ellipse(x, y, 6.4, 11, i % 2 ? c : dark(c, 0.12));
  }
  const d =
    "M344,392V366H456V392C456,420 500,424 500,470V806Q500,832 474,832H326Q300,832 300,806V470C300,424 344,420 344,392z";
  const glass = "#c9d3c6";
  return (
    standing(pen, 400, 832, 104, { ry: 20 }) +
    path(
      d,
      pen.linear([
        [0, "#fff", 0.5],
        [0.3, glass, 0.25],
        [1, dark(glass, 0.3), 0.5],
      ]),
    ) +
    clipped(
      pen,
      d,
      sticks +
        rect(
          300,
          360,
          200,
          480,
          pen.linear([
            [0, "#fff", 0.4],
            [0.3, "#fff", 0],
            [1, "#3a2a1c", 0.3],
          ]),
        ),
    ) +
    line(d, dark(glass, 0.4), 2.4, 0.5) +
    line("M318,480V790", "#fff", 10, 0.6) +
    turned(pen, {
      cx: 400,
      colour: COLOURS.sand,
      shadow: false,
      shine: 0.1,
      speckled: true,
      profile: [
        [62, 312],
        [60, 366],
        [52, 378],
      ],
    }) +
    rect(346, 600, 108, 118, COLOURS.cream, 3) +
    leafMark(400, 640, 0.8, dark(c, 0.1)) +
    line("M366,690h68", dark(COLOURS.cream, 0.5), 3, 0.6)
  );
}

export function drawCream(pen: Pen, c: string): string {
  const d = "M284,300C340,292 460,292 516,300L486,760H314z";
  return (
    standing(pen, 402, 850, 92, { ry: 20 }) +
    model(pen, d, c, {
      inside: line("M360,300L372,760M440,300L428,760", light(c, 0.5), 10, 0.18),
    }) +
    model(pen, "M280,286H520V322C460,314 340,314 280,322z", dark(c, 0.08)) +
    line(
      "M300,290v26M330,290v24M360,290v23M390,290v23M420,290v23M450,290v23M480,290v24M506,290v26",
      dark(c, 0.5),
      2,
      0.35,
    ) +
    turned(pen, {
      cx: 400,
      colour: COLOURS.walnut,
      shadow: false,
      shine: 0.4,
      profile: [
        [88, 758],
        [90, 780],
        [90, 836],
        [86, 846],
      ],
      inside: grain(
        pen,
        COLOURS.walnut,
        { x: 300, y: 740, w: 200, h: 120 },
        true,
      ),
    }) +
    rect(340, 420, 120, 190, COLOURS.cream, 3) +
    leafMark(400, 480, 1.2, dark(COLOURS.moss, 0.2)) +
    line("M362,550h76M374,572h52", dark(COLOURS.cream, 0.5), 3, 0.7)
  );
}

/** Dried flowers, wrapped in paper. */
export function drawBouquet(pen: Pen): string {
  let stems = "";
  for (let i = -3; i <= 3; i += 1)
    stems += fennel(pen, 400 + i * 9, 560, 330 + (3 - Math.abs(i)) * 46, {
      lean: i * 62,
      colour: i % 2 ? COLOURS.moss : COLOURS.sage,
    });
  for (let i = 0; i < 16; i += 1) {
    const x = 400 + pen.random.between(-190, 190);
    const y = 340 + Math.abs(x - 400) * 0.35 + pen.random.between(-70, 80);
    const c = pen.random.pick([
      COLOURS.clay,
      COLOURS.blush,
      COLOURS.ochre,
      COLOURS.cream,
    ]);
    stems +=
      line(
        `M${x},${y}Q${(x + 400) / 2},${y + 120} 400,600`,
        COLOURS.moss,
        2.4,
      ) +
      [0, 72, 144, 216, 288]
        .map((a) =>
          ellipse(
            x,
            y - 13,
            9,
            15,
            light(c, 0.1),
            `transform="rotate(${a} ${x} ${y})"`,
          ),
        )
        .join("") +
      ellipse(x, y, 8, 8, dark(c, 0.4));
  }
  const paper = mix(COLOURS.sand, COLOURS.cream, 0.45);
  return (
    group(
      `<path d="M220,520L560,520L450,880H360z" fill="#4a2a1c" fill-opacity=".35" transform="translate(30 26)" filter="${pen.blur(14)}"/>`,
    ) +
    stems +
    line("M380,860l-14,60M400,864v62M420,860l16,56", COLOURS.moss, 6) +
    model(
      pen,
      "M212,500C280,560 360,560 420,600L410,880H352z",
      light(paper, 0.06),
    ) +
    model(pen, "M590,490C520,560 420,560 340,640L366,884H446z", paper, {
      inside: weave(paper, { x: 330, y: 480, w: 270, h: 410 }, 9),
    }) +
    line("M352,760C390,776 430,774 468,758", COLOURS.rust, 11) +
    line(
      "M408,768c-40,-44 -76,-4 -2,2c74,-50 84,6 2,2m-4,2l-30,62m34,-62l34,56",
      COLOURS.rust,
      8,
    )
  );
}

export function drawGiftCard(pen: Pen, c: string): string {
  const envelope = "M150,420H650V770H150z";
  return `<g transform="rotate(-5 400 560)"><path d="${envelope}" fill="#4a2a1c" fill-opacity=".4" transform="translate(18 24)" filter="${pen.blur(12)}"/>${model(pen, envelope, COLOURS.oat, { depth: 0.5 })}<g transform="translate(0 -150) rotate(3 400 500)">${model(pen, "M196,400Q196,384 212,384H588Q604,384 604,400V650H196z", c, { inside: weave(c, { x: 190, y: 380, w: 420, h: 280 }, 5) })}${leafMark(400, 470, 2.3, COLOURS.cream)}${stitches("M214,402H586V640H214z", COLOURS.cream)}</g>${path("M150,470L400,640L650,470V770H150z", light(COLOURS.oat, 0.16))}${path("M150,770L400,600L650,770z", dark(COLOURS.oat, 0.06))}${line("M150,470L400,640L650,470M150,770L372,618M650,770L428,618", dark(COLOURS.oat, 0.4), 2, 0.5)}${ellipse(403, 655, 37, 36, dark(COLOURS.rust, 0.2))}${ellipse(400, 650, 36, 35, COLOURS.rust)}${leafMark(400, 650, 0.9, dark(COLOURS.rust, 0.5))}</g>`;
}
