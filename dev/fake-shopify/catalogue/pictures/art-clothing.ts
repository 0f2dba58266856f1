import type { Art } from "./art.ts";
import { onTable, onWall } from "./art.ts";
import { table } from "./backdrops.ts";
import { drawStool } from "./furniture.ts";
import { drawTop, type TopOptions } from "./garments.ts";
import { COLOURS, dark, light, type Pen } from "./kit.ts";
import { branch } from "./props.ts";
import { drawVase } from "./vessels.ts";
import {
  drawBeanie,
  drawScarf,
  drawSlippers,
  drawSocks,
  drawTrousers,
  folded,
} from "./wear.ts";

type Cut = Omit<TopOptions, "colour">;
const top = (cut: Cut) => (pen: Pen, colour: string) =>
  drawTop(pen, { ...cut, colour });
const striped = (cut: Cut) => (pen: Pen, colour: string) =>
  drawTop(pen, { ...cut, colour: COLOURS.cream, stripe: colour });

/** Folded on a stool, with a vase beside it. */
const onStool =
  (
    room: "paper" | "sage" | "blush" | "mist" | "butter",
    cloth: "knit" | "linen",
  ) =>
  (pen: Pen, colour: string): string =>
    table(pen, room, { edge: 800 }) +
    drawStool(pen, COLOURS.oak, { cx: 400, foot: 960, scale: 1.24 }) +
    folded(
      pen,
      350,
      482,
      [colour, light(colour, 0.35), dark(colour, 0.2)],
      cloth,
      300,
    ) +
    drawVase(pen, COLOURS.clay, {
      cx: 566,
      foot: 492,
      scale: 0.36,
      stems: branch(pen, 566, 376, 250, { lean: 46 }),
    });

const WHOLE = { scale: 1.14, cy: 478 };
const shirt: Cut = {
  cloth: "linen",
  sleeve: "long",
  neck: "collar",
  front: "buttons",
  hem: "curved",
  pockets: "chest",
};
const jumper: Cut = {
  cloth: "knit",
  sleeve: "long",
  neck: "crew",
  hem: "rib",
  length: 720,
};
const jacket: Cut = {
  cloth: "shell",
  sleeve: "long",
  neck: "hood",
  front: "zip",
  length: 800,
  pockets: "welt",
};
const tee: Cut = {
  cloth: "jersey",
  sleeve: "short",
  neck: "crew",
  length: 720,
};
const breton: Cut = {
  cloth: "jersey",
  sleeve: "long",
  neck: "crew",
  length: 720,
};
const dress: Cut = {
  cloth: "linen",
  sleeve: "none",
  neck: "v",
  length: 880,
  flare: 50,
  pockets: "patch",
};
const cardigan: Cut = {
  cloth: "knit",
  sleeve: "long",
  neck: "v",
  front: "cardigan",
  hem: "rib",
  length: 760,
  pockets: "patch",
};
const rollNeck: Cut = {
  cloth: "knit",
  sleeve: "long",
  neck: "roll",
  hem: "rib",
  length: 720,
};

export const CLOTHING_ART: Record<string, Art> = {
  "alder-linen-shirt": {
    colours: { Sage: "sage", Oat: "oat", Dusk: "dusk" },
    views: [
      onWall("paper", top(shirt), WHOLE),
      onWall("butter", top(shirt), { scale: 2.3, cy: 350, cx: 440 }),
    ],
  },
  "fjell-merino-jumper": {
    colours: { Rust: "rust", Oat: "oat", Forest: "forest" },
    views: [onWall("sage", top(jumper), WHOLE), onStool("paper", "knit")],
  },
  "skerry-roll-neck": {
    colours: { Oat: "oat", Ink: "ink" },
    views: [
      onWall("mist", top(rollNeck), WHOLE),
      onWall("paper", top(rollNeck), { scale: 2.2, cy: 300 }),
    ],
  },
  "orchard-cardigan": {
    colours: { Moss: "moss", Cream: "cream" },
    views: [
      onWall("blush", top(cardigan), WHOLE),
      onWall("butter", top(cardigan), { scale: 2.2, cy: 610, cx: 430 }),
    ],
  },
  "harbour-rain-jacket": {
    colours: { Ochre: "ochre", Ink: "ink" },
    views: [
      onWall("mist", top(jacket), { scale: 1.1, cy: 480 }),
      onWall("paper", top(jacket), { scale: 2.1, cy: 290 }),
    ],
  },
  "everyday-tee": {
    colours: { White: "white", Clay: "clay", Sage: "sage" },
    views: [
      onWall("blush", top(tee), { scale: 1.2, cy: 460 }),
      onStool("sage", "linen"),
    ],
  },
  "breton-top": {
    colours: { Ink: "ink", Rust: "rust" },
    views: [
      onWall("butter", striped(breton), WHOLE),
      onWall("paper", striped(breton), { scale: 2.2, cy: 330, cx: 380 }),
    ],
  },
  "pinafore-dress": {
    colours: { Clay: "clay", Moss: "moss" },
    views: [
      onWall("butter", top(dress), { scale: 1.06, cy: 500 }),
      onWall("paper", top(dress), { scale: 1.9, cy: 660 }),
    ],
  },
  "linden-trousers": {
    colours: { Sand: "sand", Ink: "ink" },
    views: [
      onWall("paper", drawTrousers, { scale: 1.1, cy: 505 }),
      onWall("blush", drawTrousers, { scale: 2.3, cy: 350 }),
    ],
  },
  "ribbed-wool-socks": {
    colours: { Ochre: "ochre", Charcoal: "charcoal", Rust: "rust" },
    views: [
      onWall("blush", drawSocks, { scale: 1.18, cx: 440, cy: 490 }),
      onWall("sage", drawSocks, { scale: 2, cx: 380, cy: 380 }),
    ],
  },
  "watch-cap": {
    colours: { Rust: "rust", Forest: "forest", Oat: "oat" },
    views: [
      onTable("sage", drawBeanie, { scale: 1.22, cy: 560 }),
      onTable("paper", drawBeanie, { scale: 2.1, cx: 440, cy: 660 }, 1100),
    ],
  },
  "lambswool-scarf": {
    colours: { Dusk: "dusk", Clay: "clay" },
    views: [
      onWall("mist", drawScarf, { scale: 1.06, cy: 510 }),
      onWall("paper", drawScarf, { scale: 2.1, cx: 410, cy: 720 }),
    ],
  },
  "felt-slippers": {
    colours: { Sage: "sage", Charcoal: "charcoal" },
    views: [
      onWall("butter", drawSlippers, { scale: 1.2, cx: 408, cy: 530 }),
      onWall("blush", drawSlippers, { scale: 2.1, cx: 330, cy: 440 }),
    ],
  },
};
