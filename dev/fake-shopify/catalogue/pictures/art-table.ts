import { type Art, onTable } from "./art.ts";
import { place } from "./art-home.ts";
import { table } from "./backdrops.ts";
import { COLOURS, type Pen } from "./kit.ts";
import { fennel, pebbles } from "./props.ts";
import { drawNapkins } from "./textiles.ts";
import { drawBowl, drawMug, drawPlates, drawVase } from "./vessels.ts";
import {
  drawBoard,
  drawCarafe,
  drawCasserole,
  drawDripper,
  drawOil,
  drawTeapot,
} from "./kitchenware.ts";

const mugsInARow = (pen: Pen, c: string): string =>
  table(pen, "butter", { edge: 660 }) +
  place(drawMug(pen, COLOURS.white, { hot: false }), 210, 780, 0.82, 830) +
  place(drawMug(pen, COLOURS.ochre, { hot: false }), 600, 770, 0.82, 830) +
  place(drawMug(pen, c), 400, 880, 1.12, 830);

const teaForTwo = (pen: Pen, c: string): string =>
  table(pen, "sage", { edge: 650 }) +
  place(drawTeapot(pen, c), 330, 790, 0.95, 830) +
  place(drawMug(pen, COLOURS.cream), 200, 900, 0.66, 830) +
  place(drawMug(pen, COLOURS.cream), 600, 890, 0.66, 830);

const tableLaid = (pen: Pen, c: string): string =>
  table(pen, "mist", { edge: 600 }) +
  drawVase(pen, COLOURS.clay, {
    cx: 590,
    foot: 700,
    scale: 0.62,
    stems: fennel(pen, 590, 506, 330, { lean: 50 }),
  }) +
  place(drawCarafe(pen, "#9fb3a6"), 230, 720, 0.66, 830) +
  place(drawPlates(pen, c), 400, 880, 1, 830);

const soup = (pen: Pen, c: string): string =>
  table(pen, "clay", { edge: 620 }) +
  place(drawBoard(pen, COLOURS.oak), 600, 700, 0.6, 822) +
  place(drawOil(pen, COLOURS.forest), 190, 730, 0.72, 850) +
  place(drawCasserole(pen, c), 400, 900, 1.05, 830);

const salad = (pen: Pen, c: string): string =>
  table(pen, "paper", { edge: 640 }) +
  place(drawOil(pen, COLOURS.forest), 620, 760, 0.8, 850) +
  fennel(pen, 330, 720, 250, { lean: -60, flowers: false }) +
  fennel(pen, 420, 720, 260, {
    lean: 70,
    flowers: false,
    colour: COLOURS.sage,
  }) +
  place(drawBowl(pen, c), 380, 890, 1.08, 820);

const breakfast = (pen: Pen, c: string): string =>
  table(pen, "blush", { edge: 640 }) +
  place(drawDripper(pen, c), 300, 810, 0.86, 840) +
  place(drawMug(pen, COLOURS.sage), 590, 890, 0.78, 830);

export const TABLE_ART: Record<string, Art> = {
  "stoneware-mug": {
    colours: { Sage: "sage", White: "white", Clay: "clay", Dusk: "dusk" },
    views: [
      onTable("paper", (p, c) => drawMug(p, c), {
        scale: 1.55,
        cx: 410,
        cy: 690,
      }),
      mugsInARow,
    ],
  },
  "supper-plates": {
    colours: { Oat: "oat", White: "white" },
    views: [
      onTable("blush", (p, c) => drawPlates(p, c), { scale: 1.25, cy: 680 }),
      tableLaid,
    ],
  },
  "serving-bowl": {
    colours: { White: "white", Sage: "sage" },
    views: [
      onTable("sage", (p, c) => drawBowl(p, c), { scale: 1.3, cy: 690 }),
      salad,
    ],
  },
  "bail-teapot": {
    colours: { Dusk: "dusk", Forest: "forest" },
    views: [
      onTable("mist", (p, c) => drawTeapot(p, c), {
        scale: 1.25,
        cx: 425,
        cy: 650,
      }),
      teaForTwo,
    ],
  },
  "carafe-and-glass": {
    colours: { "": "sage" },
    views: [
      onTable("clay", (p) => drawCarafe(p, "#9fb3a6"), {
        scale: 1.25,
        cx: 440,
        cy: 630,
      }),
      (p) =>
        table(p, "butter", { edge: 660 }) +
        place(drawCarafe(p, "#9fb3a6"), 400, 880, 1.1, 840) +
        pebbles(170, 900),
    ],
  },
  "linen-napkins": {
    colours: { Sage: "sage", Clay: "clay" },
    views: [
      onTable("butter", drawNapkins, { scale: 1.3, cy: 670 }),
      onTable("mist", drawNapkins, { scale: 2.2, cx: 430, cy: 650 }, 1000),
    ],
  },
  "oak-board": {
    colours: { "": "oak" },
    views: [
      onTable("mist", drawBoard, { scale: 1.12, cy: 500 }, 760),
      (p, c) =>
        table(p, "sage", { edge: 720 }) +
        place(drawBoard(p, c), 320, 830, 0.96, 822) +
        place(drawOil(p, COLOURS.forest), 610, 890, 0.8, 850),
    ],
  },
  "pour-over-set": {
    colours: { "": "white" },
    views: [
      onTable("butter", (p, c) => drawDripper(p, c), {
        scale: 1.28,
        cx: 420,
        cy: 620,
      }),
      breakfast,
    ],
  },
  "grove-olive-oil": {
    colours: { "": "forest" },
    views: [
      onTable("sage", (p, c) => drawOil(p, c), { scale: 1.28, cy: 620 }),
      salad,
    ],
  },
  "enamel-casserole": {
    colours: { Forest: "forest", Rust: "rust", Cream: "cream" },
    views: [
      onTable("paper", (p, c) => drawCasserole(p, c), { scale: 1.22, cy: 680 }),
      soup,
    ],
  },
};
