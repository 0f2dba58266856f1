/** Colours as browsers compute them, and whether one can be read on another (WCAG 2.1). */
import { contrast, READABLE, type Rgb } from "../../shared/contrast.ts";

/** Undefined for what is not opaque, or written neither as rgb() nor as #rrggbb: the caller takes the next best. */
export function parseColour(text: string): Rgb | undefined {
  const match =
    /^rgba?\(([\d.]+)[, ]+([\d.]+)[, ]+([\d.]+)(?:[,/ ]+([\d.]+))?\)$/.exec(
      text.trim(),
    );
  const hex = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(text.trim());
  if (hex) return [1, 2, 3].map((part) => parseInt(hex[part]!, 16)) as Rgb;
  if (!match || Number(match[4] ?? 1) < 0.95) return undefined;
  return [Number(match[1]), Number(match[2]), Number(match[3])];
}

export const writeColour = (colour: Rgb) => `rgb(${colour.join(" ")})`;

const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];
/** The dialog softens some of its words, which must stay readable. */
const SOFTENABLE = 7;

export interface Sampled {
  paper?: Rgb | undefined;
  ink?: Rgb | undefined;
  button?: Rgb | undefined;
  buttonInk?: Rgb | undefined;
}

export interface Palette {
  paper: Rgb;
  ink: Rgb;
  button: Rgb;
  buttonInk: Rgb;
}

/** The theme's colours where they can be read and told apart, plain ones where not. */
export function choosePalette(sampled: Sampled): Palette {
  const wanted = sampled.paper ?? WHITE;
  // On a middle grey no ink reads well.
  const paper =
    Math.max(contrast(wanted, BLACK), contrast(wanted, WHITE)) < SOFTENABLE
      ? WHITE
      : wanted;
  const ink = readableOn(paper, sampled.ink, SOFTENABLE);
  const seen = sampled.button && contrast(sampled.button, paper) >= 1.5;
  const button = seen ? sampled.button! : ink;
  const buttonInk = readableOn(
    button,
    seen ? sampled.buttonInk : paper,
    READABLE,
  );
  return { paper, ink, button, buttonInk };
}

function readableOn(ground: Rgb, wanted: Rgb | undefined, ratio: number): Rgb {
  if (wanted && contrast(wanted, ground) >= ratio) return wanted;
  return contrast(BLACK, ground) >= contrast(WHITE, ground) ? BLACK : WHITE;
}
