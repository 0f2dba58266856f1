import { place } from "./art-home.ts";
import { drawBackpack, drawBasket, drawTote, drawWeekender } from "./bags.ts";
import { type Room, table, windowLight } from "./backdrops.ts";
import { drawChair, drawStool } from "./furniture.ts";
import { drawLamp, drawMirror, drawPendant } from "./fittings.ts";
import { drawTop } from "./garments.ts";
import { drawBouquet, drawCandle, drawMatches, drawSoap } from "./gifts.ts";
import {
  COLOURS,
  dark,
  ellipse,
  light,
  line,
  model,
  path,
  type Pen,
  rect,
} from "./kit.ts";
import { drawEspresso } from "./machines.ts";
import { books, branch, fennel } from "./props.ts";
import { grain } from "./textures.ts";
import { drawThrow } from "./textiles.ts";
import { drawBowl, drawMug, drawPlates, drawVase } from "./vessels.ts";
import {
  drawBoard,
  drawCarafe,
  drawCasserole,
  drawOil,
  drawTeapot,
} from "./kitchenware.ts";
import { folded } from "./wear.ts";

export interface Scene {
  width: number;
  height: number;
  alt: string;
  draw: (pen: Pen) => string;
}

function room(
  pen: Pen,
  name: Room,
  width: number,
  height: number,
  edge: number,
): string {
  return (
    table(pen, name, { edge, window: false, width, height }) +
    windowLight(pen, {
      x: width * 0.36,
      y: -60,
      w: 380,
      h: edge * 1.02,
      slant: 230,
      strength: 0.62,
    })
  );
}

/** A woven oval rug lying on the floor, seen flat. */
function floorRug(
  pen: Pen,
  cx: number,
  cy: number,
  rx: number,
  c: string,
): string {
  let out = ellipse(
    cx + 8,
    cy + 8,
    rx,
    rx * 0.15,
    dark(c, 0.6),
    'fill-opacity=".25"',
  );
  for (let i = 0; i < 9; i += 1)
    out += ellipse(
      cx,
      cy,
      rx * (1 - i * 0.11),
      rx * 0.15 * (1 - i * 0.11),
      [c, light(c, 0.55), light(c, 0.25)][i % 3] ?? c,
    );
  return (
    out +
    ellipse(
      cx,
      cy,
      rx,
      rx * 0.15,
      pen.linear([
        [0, "#fff3da", 0.3],
        [1, "#3a2117", 0.3],
      ]),
    )
  );
}

function shelf(pen: Pen, x: number, y: number, w: number): string {
  const oak = COLOURS.oak;
  return (
    `<rect x="${x + 14}" y="${y + 20}" width="${w}" height="40" fill="#4a2a1c" fill-opacity=".28" filter="${pen.blur(14)}"/>` +
    model(pen, `M${x},${y}h${w}v28h${-w}z`, oak, {
      inside: grain(pen, oak, { x, y, w, h: 28 }),
      depth: 0.6,
    }) +
    rect(x, y - 8, w, 9, light(oak, 0.25)) +
    [x + 70, x + w - 90]
      .map((bx) =>
        path(
          `M${bx},${y + 28}h20v46q0,12 -12,12q-8,0 -8,-12z`,
          dark(oak, 0.25),
        ),
      )
      .join("")
  );
}

function hero(pen: Pen): string {
  return (
    room(pen, "butter", 1600, 900, 690) +
    place(drawMirror(pen), 930, 428, 0.44, 800) +
    place(drawPendant(pen, COLOURS.cream), 1420, 312, 0.4, 742) +
    floorRug(pen, 1180, 806, 400, COLOURS.rust) +
    place(drawStool(pen, COLOURS.walnut), 1450, 800, 0.62) +
    place(drawLamp(pen, COLOURS.ochre), 1416, 564, 0.42, 840) +
    drawVase(pen, COLOURS.dusk, {
      cx: 1520,
      foot: 566,
      scale: 0.32,
      stems: "",
    }) +
    place(drawChair(pen, COLOURS.sage), 1170, 822, 0.86, 872) +
    place(
      drawVase(pen, COLOURS.clay, {
        stems:
          fennel(pen, 404, 540, 460, { lean: 70 }) +
          fennel(pen, 398, 540, 400, { lean: -100 }) +
          fennel(pen, 400, 540, 330, { lean: -30, colour: COLOURS.sage }),
      }),
      866,
      806,
      0.62,
      840,
    ) +
    place(
      drawBasket(
        pen,
        COLOURS.sand,
        folded(pen, 400, 510, [COLOURS.rust, COLOURS.cream], "knit", 330),
      ),
      748,
      850,
      0.3,
      850,
    )
  );
}

function workshop(pen: Pen): string {
  return (
    table(pen, "sage", {
      edge: 1000,
      window: false,
      width: 1200,
      height: 1000,
    }) +
    windowLight(pen, {
      x: 120,
      y: -60,
      w: 420,
      h: 860,
      slant: 300,
      strength: 0.6,
    }) +
    shelf(pen, 110, 370, 980) +
    shelf(pen, 110, 700, 980) +
    drawVase(pen, COLOURS.clay, { cx: 250, foot: 362, scale: 0.72 }) +
    drawVase(pen, COLOURS.white, {
      cx: 420,
      foot: 362,
      scale: 0.5,
      stems: branch(pen, 420, 200, 170, { lean: 50 }),
    }) +
    place(drawTeapot(pen, COLOURS.dusk, { hot: false }), 640, 362, 0.56, 836) +
    drawMug(pen, COLOURS.oat, { cx: 850, foot: 362, scale: 0.5, hot: false }) +
    drawMug(pen, COLOURS.sage, { cx: 980, foot: 362, scale: 0.5, hot: false }) +
    drawBowl(pen, COLOURS.white, { cx: 270, foot: 692, scale: 0.5 }) +
    drawBowl(pen, COLOURS.clay, { cx: 270, foot: 618, scale: 0.46 }) +
    place(drawPlates(pen, COLOURS.oat), 560, 690, 0.5, 830) +
    drawMug(pen, COLOURS.clay, {
      cx: 770,
      foot: 692,
      scale: 0.52,
      hot: false,
    }) +
    drawMug(pen, COLOURS.white, {
      cx: 900,
      foot: 692,
      scale: 0.52,
      hot: false,
    }) +
    drawVase(pen, COLOURS.ochre, { cx: 1030, foot: 692, scale: 0.5 }) +
    drawStool(pen, COLOURS.oak, { cx: 300, foot: 1090, scale: 0.7 }) +
    place(
      drawBasket(
        pen,
        COLOURS.sand,
        folded(pen, 400, 500, [COLOURS.cream], "linen", 330),
      ),
      820,
      1040,
      0.56,
      850,
    )
  );
}

function rail(pen: Pen): string {
  const pole = "M640,70H1560";
  const hang = (x: number, cut: Parameters<typeof drawTop>[1]) =>
    place(drawTop(pen, cut), x, 70, 0.62, 84);
  return (
    room(pen, "paper", 1600, 640, 600) +
    `<g transform="translate(12 22)" filter="${pen.blur(8)}">${line(pole, "#4a2a1c", 16, 0.3)}</g>` +
    line(pole, dark(COLOURS.oak, 0.35), 17) +
    line(pole, COLOURS.oak, 14) +
    line("M640,66H1560", light(COLOURS.oak, 0.5), 3, 0.6) +
    hang(760, {
      colour: COLOURS.rust,
      cloth: "knit",
      sleeve: "long",
      neck: "crew",
      hem: "rib",
      length: 720,
    }) +
    hang(990, {
      colour: COLOURS.sage,
      cloth: "linen",
      sleeve: "long",
      neck: "collar",
      front: "buttons",
      hem: "curved",
      pockets: "chest",
    }) +
    hang(1215, {
      colour: COLOURS.cream,
      stripe: COLOURS.ink,
      cloth: "jersey",
      sleeve: "long",
      neck: "crew",
      length: 720,
    }) +
    hang(1440, {
      colour: COLOURS.ochre,
      cloth: "shell",
      sleeve: "long",
      neck: "hood",
      front: "zip",
      length: 790,
      pockets: "welt",
    })
  );
}

const banner = (alt: string, draw: (pen: Pen) => string): Scene => ({
  width: 1600,
  height: 640,
  alt,
  draw,
});

export const SCENES: Record<string, Scene> = {
  "hero-morning": {
    width: 1600,
    height: 900,
    alt: "An oak lounge chair beside a lamp and a vase of fennel, in low morning light",
    draw: hero,
  },
  "story-workshop": {
    width: 1200,
    height: 1000,
    alt: "A potter's shelf with mugs, bowls and a teapot",
    draw: workshop,
  },
  "collection-clothing": banner(
    "A rail with a jumper, a shirt, a striped top and a rain jacket",
    rail,
  ),
  "collection-home": banner(
    "A lounge chair, a lamp and a throw over a stool",
    (pen) =>
      room(pen, "sage", 1600, 640, 500) +
      floorRug(pen, 960, 592, 340, COLOURS.clay) +
      place(drawChair(pen, COLOURS.cream), 930, 606, 0.66, 872) +
      place(drawStool(pen, COLOURS.oak), 1210, 588, 0.5) +
      place(drawLamp(pen, COLOURS.ochre), 1210, 397, 0.44, 840) +
      place(drawThrow(pen, COLOURS.rust), 1440, 606, 0.56, 860) +
      drawVase(pen, COLOURS.clay, {
        cx: 700,
        foot: 590,
        scale: 0.6,
        stems:
          fennel(pen, 700, 406, 280, { lean: 50 }) +
          fennel(pen, 698, 406, 230, { lean: -60 }),
      }),
  ),
  "collection-kitchen-table": banner(
    "A teapot, mugs, plates and a bowl on a table",
    (pen) =>
      room(pen, "blush", 1600, 640, 430) +
      place(drawBoard(pen, COLOURS.oak), 790, 470, 0.5, 822) +
      place(drawOil(pen, COLOURS.forest), 1330, 480, 0.6, 850) +
      place(drawCasserole(pen, COLOURS.rust), 1130, 500, 0.5, 830) +
      place(drawTeapot(pen, COLOURS.dusk), 900, 560, 0.62, 830) +
      drawMug(pen, COLOURS.sage, { cx: 1080, foot: 590, scale: 0.5 }) +
      place(drawPlates(pen, COLOURS.cream), 1330, 590, 0.5, 830) +
      drawBowl(pen, COLOURS.white, { cx: 690, foot: 600, scale: 0.42 }),
  ),
  "collection-gifts-under-40": banner(
    "A lit candle, soap, matches and a mug",
    (pen) =>
      room(pen, "moss", 1600, 640, 450) +
      books(pen, 840, 540, [290, 260], [COLOURS.rust, COLOURS.oat]) +
      place(drawCandle(pen, COLOURS.cream), 840, 462, 0.56, 830) +
      place(drawMatches(pen, COLOURS.rust), 1060, 560, 0.56, 832) +
      drawMug(pen, COLOURS.clay, { cx: 1230, foot: 570, scale: 0.56 }) +
      place(drawSoap(pen, COLOURS.blush), 1440, 580, 0.44, 832) +
      drawVase(pen, COLOURS.dusk, {
        cx: 650,
        foot: 560,
        scale: 0.5,
        stems: branch(pen, 650, 402, 260, { lean: 70 }),
      }),
  ),
  "collection-bags": banner(
    "A tote, a backpack, a weekender and a basket",
    (pen) =>
      room(pen, "mist", 1600, 640, 470) +
      place(drawTote(pen, COLOURS.oat), 700, 560, 0.56, 850) +
      place(drawBackpack(pen, COLOURS.forest), 940, 590, 0.58, 842) +
      place(drawWeekender(pen, COLOURS.ink), 1200, 596, 0.46, 842) +
      place(
        drawBasket(
          pen,
          COLOURS.sand,
          fennel(pen, 340, 500, 330, { lean: -40 }) +
            fennel(pen, 420, 500, 380, { lean: 30 }),
        ),
        1450,
        600,
        0.48,
        850,
      ),
  ),
  "collection-new-in": banner(
    "A basket of dried flowers, a lamp and a folded throw",
    (pen) =>
      room(pen, "clay", 1600, 640, 480) +
      place(drawEspresso(pen, COLOURS.cream), 760, 590, 0.56, 842) +
      folded(
        pen,
        1030,
        590,
        [COLOURS.oat, COLOURS.sage, COLOURS.rust],
        "knit",
        230,
      ) +
      place(drawLamp(pen, COLOURS.white), 1260, 590, 0.6, 840) +
      place(drawBouquet(pen), 1480, 600, 0.5, 930),
  ),
  "collection-best-sellers": banner(
    "Mugs, a candle, a cap and a carafe",
    (pen) =>
      room(pen, "butter", 1600, 640, 450) +
      place(drawCarafe(pen, "#9fb3a6"), 720, 560, 0.6, 830) +
      drawMug(pen, COLOURS.dusk, { cx: 960, foot: 590, scale: 0.66 }) +
      folded(
        pen,
        1190,
        570,
        [COLOURS.ochre, COLOURS.dusk, COLOURS.rust],
        "knit",
        240,
      ) +
      place(drawCandle(pen, COLOURS.clay), 1440, 580, 0.62, 830),
  ),
};
