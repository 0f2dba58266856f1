import { type Art, framed, onTable, onWall } from "./art.ts";
import { table, wall } from "./backdrops.ts";
import { drawChair, drawRug, drawStool } from "./furniture.ts";
import { drawClock, drawLamp, drawMirror, drawPendant } from "./fittings.ts";
import { COLOURS, group, type Pen } from "./kit.ts";
import { drawEspresso } from "./machines.ts";
import { books, branch, fennel } from "./props.ts";
import { drawBlanket, drawCushion, drawThrow } from "./textiles.ts";
import { drawMug, drawVase } from "./vessels.ts";
import { folded } from "./wear.ts";

/** Stands a drawing made for a whole picture somewhere in a room: its point (400, foot) comes to (x, y). */
export function place(
  content: string,
  x: number,
  y: number,
  scale: number,
  foot = 850,
): string {
  return group(
    content,
    `transform="translate(${x} ${y}) scale(${scale}) translate(-400 ${-foot})"`,
  );
}

const chairAtHome = (pen: Pen, c: string): string =>
  table(pen, "butter", { edge: 740 }) +
  place(drawMirror(pen), 250, 470, 0.5, 800) +
  place(drawStool(pen, COLOURS.walnut), 660, 900, 0.62) +
  place(drawLamp(pen, COLOURS.ochre), 660, 664, 0.52, 840) +
  place(drawChair(pen, c), 300, 930, 0.86, 872);

const lampAtNight = (pen: Pen, c: string): string =>
  table(pen, "dusk", { edge: 730, window: false }) +
  books(pen, 330, 850, [380, 330], [COLOURS.clay, COLOURS.cream]) +
  place(drawLamp(pen, c), 330, 774, 0.95, 840) +
  place(drawMug(pen, COLOURS.white, { hot: true }), 640, 880, 0.56, 830);

const throwOnChair = (pen: Pen, c: string): string =>
  table(pen, "paper", { edge: 740 }) +
  folded(pen, 390, 850, [COLOURS.oat, c, COLOURS.cream], "linen", 520) +
  drawVase(pen, COLOURS.dusk, {
    cx: 560,
    foot: 622,
    scale: 0.55,
    stems: fennel(pen, 560, 446, 260, { lean: -50 }),
  });

const cushionOnChair = (pen: Pen, c: string): string =>
  table(pen, "sage", { edge: 760 }) +
  framed(
    drawChair(pen, COLOURS.cream) +
      drawCushion(pen, c, { cx: 400, cy: 570, scale: 0.5 }),
    { scale: 1.25, cy: 590 },
  );

export const HOME_ART: Record<string, Art> = {
  "oak-lounge-chair": {
    colours: { Sage: "sage", Clay: "clay" },
    views: [
      onTable("paper", drawChair, { scale: 1.12, cy: 560 }, 760),
      chairAtHome,
    ],
  },
  "oak-stool": {
    colours: { Oak: "oak", Walnut: "walnut" },
    views: [
      onTable("blush", (p, c) => drawStool(p, c), { scale: 1.3, cy: 640 }, 760),
      (p, c) =>
        table(p, "sage", { edge: 780 }) +
        drawStool(p, c, { foot: 930, scale: 1.2 }) +
        books(
          p,
          350,
          470,
          [250, 220, 236],
          [COLOURS.rust, COLOURS.dusk, COLOURS.ochre],
        ) +
        drawMug(p, COLOURS.white, { cx: 530, foot: 484, scale: 0.42 }),
    ],
  },
  "tide-rug": {
    colours: { Rust: "rust", Dusk: "dusk" },
    views: [
      onWall("paper", drawRug, { scale: 1.12 }),
      onWall("paper", drawRug, { scale: 2, cx: 470, cy: 690, turn: -6 }, false),
    ],
  },
  "lever-espresso-machine": {
    colours: { Cream: "cream", Sage: "sage" },
    views: [
      onTable("mist", drawEspresso, { scale: 1.12, cx: 412, cy: 540 }),
      onTable("clay", drawEspresso, { scale: 1.95, cx: 440, cy: 590 }, 1000),
    ],
  },
  "mushroom-lamp": {
    colours: { Ochre: "ochre", White: "white", Forest: "forest" },
    views: [
      onTable("moss", (p, c) => drawLamp(p, c), { scale: 1.2, cy: 610 }),
      lampAtNight,
    ],
  },
  "paper-pendant": {
    colours: { "": "cream" },
    views: [
      onWall("dusk", drawPendant, {}, false),
      (p, c) =>
        table(p, "clay", { edge: 860, window: false }) +
        framed(drawPendant(p, c), { scale: 0.82, cy: 560 }) +
        place(
          drawVase(p, COLOURS.cream, { stems: branch(p, 400, 520, 260) }),
          610,
          930,
          0.5,
          840,
        ),
    ],
  },
  "wool-throw": {
    colours: { Rust: "rust", Dusk: "dusk", Moss: "moss" },
    views: [
      onTable("sage", drawThrow, { scale: 1.3, cy: 640 }, 760),
      throwOnChair,
    ],
  },
  "linen-cushion": {
    colours: { Clay: "clay", Sage: "sage", Ochre: "ochre" },
    views: [
      onTable("blush", (p, c) => drawCushion(p, c), { scale: 1.1, cy: 540 }),
      cushionOnChair,
    ],
  },
  "lambswool-blanket": {
    colours: { Oat: "oat", Blush: "blush" },
    views: [
      onTable("mist", drawBlanket, { scale: 1.2, cy: 660 }),
      onTable("paper", drawBlanket, { scale: 2.1, cx: 500, cy: 700 }, 900),
    ],
  },
  "round-oak-mirror": {
    colours: { "": "oak" },
    views: [
      onWall("sage", drawMirror, { scale: 1.14, cy: 490 }),
      (p) =>
        wall(p, "paper") +
        framed(drawMirror(p), { scale: 2, cx: 440, cy: 400 }),
    ],
  },
  "quiet-wall-clock": {
    colours: { Cream: "cream", Sage: "sage" },
    views: [
      onWall("clay", drawClock, { scale: 1.14 }),
      onWall("mist", drawClock, { scale: 2.1, cx: 460, cy: 470 }),
    ],
  },
};
