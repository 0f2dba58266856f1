import { hanging, standing } from "./backdrops.ts";
import {
  clipped,
  COLOURS,
  crease,
  dark,
  ellipse,
  light,
  line,
  model,
  type Pen,
  rect,
  stitches,
} from "./kit.ts";
import { weave } from "./textures.ts";
import { handle } from "./vessels.ts";

const buckle = (x: number, y: number) =>
  `<rect x="${x - 15}" y="${y - 12}" width="30" height="24" rx="4" fill="none" stroke="${dark(COLOURS.brass, 0.1)}" stroke-width="6"/><rect x="${x - 15}" y="${y - 13}" width="30" height="22" rx="4" fill="none" stroke="${light(COLOURS.brass, 0.5)}" stroke-width="2"/>`;

export function drawTote(pen: Pen, c: string): string {
  const d =
    "M196,420C330,436 470,436 604,420C618,560 616,720 600,850C470,866 330,866 200,850C184,720 182,560 196,420z";
  const strap = (dx: number) =>
    `M${300 + dx},436C${290 + dx},240 ${330 + dx},150 ${400 + dx * 0.2},140C${470 - dx * 0.4},150 ${510 - dx},240 ${500 - dx},436`;
  const l = COLOURS.leather;
  return (
    hanging(pen, `<path d="${d}"/>`) +
    ellipse(404, 128, 21, 21, dark(COLOURS.oak, 0.3)) +
    ellipse(400, 124, 20, 20, COLOURS.oak) +
    line(strap(10), dark(l, 0.35), 19) +
    line(strap(0), dark(l, 0.3), 23) +
    line(strap(0), l, 19) +
    line(strap(0), light(l, 0.4), 4, 0.5) +
    model(pen, d, c, {
      inside: weave(c, { x: 180, y: 410, w: 440, h: 460 }, 6.5),
    }) +
    crease(pen, "M270,450C250,560 290,700 262,836", c, 1.2) +
    crease(pen, "M520,450C540,580 500,700 536,836", c, 1.3) +
    crease(pen, "M380,470C390,600 360,720 384,846", c) +
    stitches("M198,440C330,456 470,456 602,440", dark(c, 0.4), 2) +
    line("M186,760C330,776 470,776 612,760", dark(c, 0.5), 2, 0.3) +
    [306, 494]
      .map(
        (x) =>
          rect(x - 24, 424, 44, 76, l, 5) +
          stitches(`M${x - 18},432h32v60h-32z`, light(l, 0.5)) +
          ellipse(x - 2, 442, 5, 5, COLOURS.brass) +
          ellipse(x - 2, 482, 5, 5, COLOURS.brass),
      )
      .join("") +
    rect(352, 580, 96, 60, COLOURS.cream, 3) +
    stitches("M357,585h86v50h-86z", dark(COLOURS.cream, 0.4), 1.3) +
    line("M376,604h48M386,618h28", dark(COLOURS.cream, 0.6), 2.4, 0.7)
  );
}

export function drawBackpack(pen: Pen, c: string): string {
  const d =
    "M222,400C222,270 300,210 400,210C500,210 578,270 578,400L590,770Q592,836 530,840H270Q208,836 210,770z";
  const flap =
    "M218,400C216,264 300,204 400,204C500,204 584,264 582,400C588,470 570,540 540,548H260C230,540 212,470 218,400z";
  const pocket =
    "M262,610H538Q552,610 552,626V776Q552,810 518,812H282Q248,810 248,776V626Q248,610 262,610z";
  const l = COLOURS.leather;
  const strap = (x: number) =>
    rect(x - 17, 430, 34, 236, dark(l, 0.06), 4) +
    rect(x - 17, 430, 9, 236, light(l, 0.4), 4, 'fill-opacity=".35"') +
    stitches(`M${x - 12},440v216M${x + 12},440v216`, light(l, 0.5), 1.4) +
    buckle(x, 590);
  return (
    standing(pen, 404, 842, 190, { ry: 32 }) +
    line("M590,470C640,560 640,700 596,790", dark(l, 0.35), 24) +
    line("M210,470C160,560 160,700 204,790", l, 24) +
    handle("M356,212C352,140 448,140 444,212", l, 19) +
    model(pen, d, c, {
      inside: weave(c, { x: 200, y: 200, w: 400, h: 650 }, 5.5),
    }) +
    `<path d="${pocket}" fill="#3a2117" fill-opacity=".22" transform="translate(6 8)"/>` +
    model(pen, pocket, light(c, 0.06), {
      inside: weave(c, { x: 240, y: 600, w: 320, h: 220 }, 5.5),
    }) +
    stitches(
      "M268,622H532Q542,622 542,634V774Q542,800 516,802H284Q258,800 258,774V634",
      dark(c, 0.45),
    ) +
    `<path d="${flap}" fill="#3a2117" fill-opacity=".3" transform="translate(5 12)"/>` +
    model(pen, flap, light(c, 0.03), {
      inside: weave(c, { x: 205, y: 200, w: 390, h: 360 }, 5.5),
    }) +
    stitches(
      "M232,400C230,276 306,218 400,218C494,218 570,276 568,400C574,460 560,526 534,534H266C240,526 226,460 232,400z",
      dark(c, 0.45),
    ) +
    crease(pen, "M290,270C270,350 280,440 300,520", c) +
    crease(pen, "M510,270C530,350 520,440 496,520", c, 1.2) +
    strap(320) +
    strap(480)
  );
}

export function drawWeekender(pen: Pen, c: string): string {
  const d =
    "M130,520C150,470 220,450 400,450C580,450 650,470 670,520L690,790Q690,836 640,838H160Q110,836 110,790z";
  const l = COLOURS.leather;
  const grip = "M262,500C250,300 300,250 400,250C500,250 550,300 538,500";
  return (
    standing(pen, 404, 842, 290, { ry: 36 }) +
    `<g transform="translate(14 -16)">${line(grip, dark(l, 0.45), 20)}</g>` +
    model(pen, d, c, {
      inside: weave(c, { x: 100, y: 440, w: 600, h: 410 }, 6),
    }) +
    model(pen, "M116,720H684L690,790Q690,836 640,838H160Q110,836 110,790z", l, {
      depth: 0.9,
    }) +
    stitches("M116,736H684", light(l, 0.5), 2) +
    line("M150,506C220,474 580,474 650,506", dark(c, 0.5), 10) +
    line(
      "M150,506C220,474 580,474 650,506",
      COLOURS.brass,
      3,
      0.9,
      'stroke-dasharray="3 4"',
    ) +
    [262, 538]
      .map(
        (x) =>
          rect(x - 23, 470, 46, 262, l, 4) +
          rect(x - 23, 470, 12, 262, light(l, 0.4), 4, 'fill-opacity=".3"') +
          stitches(`M${x - 17},480v244M${x + 17},480v244`, light(l, 0.5)),
      )
      .join("") +
    line(grip, dark(l, 0.25), 24) +
    line(grip, l, 20) +
    line(grip, light(l, 0.4), 4, 0.5) +
    buckle(262, 540) +
    buckle(538, 540) +
    crease(pen, "M190,520C170,600 190,660 180,710", c, 1.2) +
    crease(pen, "M400,500C410,580 390,650 402,712", c) +
    crease(pen, "M610,520C630,600 606,660 622,710", c, 1.3) +
    line("M620,500c10,50 -6,80 4,104", dark(l, 0.2), 6) +
    model(pen, "M606,604h36v64q-18,12 -36,0z", l) +
    stitches("M611,610h26v52h-26z", light(l, 0.5), 1.2)
  );
}

/** A woven market basket with leather handles. */
export function drawBasket(pen: Pen, c: string, content = ""): string {
  const d =
    "M170,470C300,492 500,492 630,470C618,620 590,760 560,836Q480,856 400,856Q320,856 240,836C210,760 182,620 170,470z";
  let plait = "";
  for (let row = 0; row < 17; row += 1) {
    const y = 476 + row * 23;
    for (let col = 0; col < 22; col += 1) {
      const x = 160 + col * 23 + (row % 2) * 11.5;
      plait += `M${x},${y}q10,-9 21,4`;
    }
  }
  const l = COLOURS.leather;
  const grip = "M270,500C250,290 310,230 400,230C490,230 550,290 530,500";
  return (
    standing(pen, 404, 850, 180, { ry: 32 }) +
    `<g transform="translate(16 -22)">${line(grip, dark(l, 0.4), 17)}</g>` +
    ellipse(400, 472, 230, 32, dark(c, 0.55)) +
    content +
    model(pen, d, c, {
      inside:
        line(plait, dark(c, 0.55), 5, 0.35) +
        `<g transform="translate(0 -3)">${line(plait, light(c, 0.5), 2.4, 0.6)}</g>`,
    }) +
    line("M170,472C300,494 500,494 630,472", dark(c, 0.2), 20) +
    line("M170,470C300,492 500,492 630,470", light(c, 0.2), 12) +
    line(
      "M170,472C300,494 500,494 630,472",
      dark(c, 0.5),
      16,
      0.4,
      'stroke-dasharray="3 9"',
    ) +
    line(grip, dark(l, 0.3), 20) +
    line(grip, l, 16) +
    line(grip, light(l, 0.4), 3, 0.5) +
    [268, 532]
      .map(
        (x) =>
          clipped(
            pen,
            `M${x - 26},480h52v84l-26,20l-26,-20z`,
            rect(x - 26, 480, 52, 110, l),
          ) +
          stitches(`M${x - 20},488h40v72l-20,14l-20,-14z`, light(l, 0.5)) +
          ellipse(x, 512, 5, 5, COLOURS.brass),
      )
      .join("")
  );
}
