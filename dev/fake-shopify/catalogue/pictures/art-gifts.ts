import { type Art, onTable, onWall } from "./art.ts";
import { place } from "./art-home.ts";
import { table, wall } from "./backdrops.ts";
import { drawBackpack, drawBasket, drawTote, drawWeekender } from "./bags.ts";
import { drawStool } from "./furniture.ts";
import {
  drawBouquet,
  drawCandle,
  drawCream,
  drawGiftCard,
  drawMatches,
  drawNotebook,
  drawSoap,
} from "./gifts.ts";
import { COLOURS, type Pen } from "./kit.ts";
import { books, branch, fennel } from "./props.ts";
import { drawMug, drawVase } from "./vessels.ts";
import { folded } from "./wear.ts";

const evening = (pen: Pen, c: string): string =>
  table(pen, "dusk", { edge: 680, window: false }) +
  books(
    pen,
    300,
    800,
    [330, 290, 310],
    [COLOURS.rust, COLOURS.sage, COLOURS.oat],
  ) +
  place(drawCandle(pen, c), 300, 690, 0.72, 830) +
  place(drawMatches(pen, COLOURS.rust), 600, 870, 0.72, 832);

const basin = (pen: Pen, c: string): string =>
  table(pen, "sage", { edge: 660 }) +
  place(drawSoap(pen, c), 320, 860, 0.86, 832) +
  place(drawCream(pen, COLOURS.cream), 630, 850, 0.72, 850);

const writing = (pen: Pen, c: string): string =>
  wall(pen, "paper") +
  `<g transform="translate(-40 40)">${drawNotebook(pen, c)}</g>` +
  `<g transform="translate(560 190) rotate(14) scale(.5)">${branch(pen, 0, 400, 520, { lean: 70 })}</g>`;

const packed = (pen: Pen, c: string): string =>
  table(pen, "sage", { edge: 790 }) +
  drawStool(pen, COLOURS.oak, { foot: 950, scale: 1.16 }) +
  place(drawWeekender(pen, c), 400, 528, 0.66, 842);

const vaseAndMug = (pen: Pen, c: string): string =>
  table(pen, "paper", { edge: 680 }) +
  drawVase(pen, c, {
    cx: 300,
    foot: 860,
    scale: 1.05,
    stems: branch(pen, 300, 530, 400, { lean: 120 }),
  }) +
  place(drawMug(pen, COLOURS.sage), 600, 880, 0.66, 830);

export const GIFT_ART: Record<string, Art> = {
  "kitchen-candle": {
    colours: {
      "Fennel & lemon": "cream",
      "Fig leaf": "sage",
      Woodsmoke: "clay",
    },
    views: [
      onTable("moss", (p, c) => drawCandle(p, c), { scale: 1.4, cy: 660 }),
      evening,
    ],
  },
  "field-notebook": {
    colours: { Forest: "forest", Clay: "clay", Ink: "ink" },
    views: [
      onWall("clay", drawNotebook, { scale: 1.1, cx: 430, cy: 530 }),
      writing,
    ],
  },
  "block-soap": {
    colours: { "Oat & honey": "oat", "Rose clay": "blush", Rosemary: "sage" },
    views: [onTable("mist", drawSoap, { scale: 1.25, cy: 680 }), basin],
  },
  "match-bottle": {
    colours: { "": "rust" },
    views: [
      onTable("paper", drawMatches, { scale: 1.35, cy: 590 }),
      (p) => evening(p, COLOURS.cream),
    ],
  },
  "garden-hand-cream": {
    colours: { "": "sage" },
    views: [
      onTable("blush", drawCream, { scale: 1.22, cy: 580 }),
      (p) => basin(p, COLOURS.blush),
    ],
  },
  "dried-bouquet": {
    colours: { "": "moss" },
    views: [
      onWall("paper", drawBouquet, { scale: 1.04, cy: 520 }),
      onWall("sage", drawBouquet, { scale: 1.8, cy: 370 }),
    ],
  },
  "bud-vase": {
    colours: { Clay: "clay", White: "white" },
    views: [
      onTable(
        "butter",
        (p, c) =>
          drawVase(p, c, {
            stems:
              fennel(p, 404, 540, 380, { lean: 70 }) +
              fennel(p, 396, 540, 300, { lean: -80 }),
          }),
        { scale: 1.08, cy: 520 },
      ),
      vaseAndMug,
    ],
  },
  "gift-card": {
    colours: { "": "forest" },
    views: [
      onWall("dusk", drawGiftCard, { scale: 1.12, cy: 560 }),
      onWall("blush", drawGiftCard, { scale: 1.7, cx: 420, cy: 400 }),
    ],
  },
  "canvas-tote": {
    colours: { Oat: "oat", Forest: "forest" },
    views: [
      onWall("sage", drawTote, { scale: 1.1, cy: 490 }),
      onWall("paper", drawTote, { scale: 2, cx: 440, cy: 520 }),
    ],
  },
  "day-pack": {
    colours: { Forest: "forest", Ochre: "ochre" },
    views: [
      onTable("butter", drawBackpack, { scale: 1.16, cy: 530 }),
      onTable("mist", drawBackpack, { scale: 2, cx: 420, cy: 570 }, 1100),
    ],
  },
  "weekender-bag": {
    colours: { Ink: "ink", Moss: "moss" },
    views: [onTable("paper", drawWeekender, { scale: 1.08, cy: 560 }), packed],
  },
  "market-basket": {
    colours: { "": "sand" },
    views: [
      onTable("blush", (p, c) => drawBasket(p, c), { scale: 1.16, cy: 550 }),
      (p, c) =>
        table(p, "sage", { edge: 700 }) +
        place(
          drawBasket(
            p,
            c,
            folded(p, 400, 500, [COLOURS.rust], "knit", 330) +
              fennel(p, 300, 500, 330, { lean: -40 }) +
              fennel(p, 350, 500, 390, { lean: 10 }),
          ),
          400,
          900,
          1.02,
          850,
        ),
    ],
  },
};
