/** Samples the theme, so that the dialog looks like part of the shop: its paper and ink, its fonts, its button. */
import type { Look } from "../../shared/storefront-config.ts";
import { choosePalette, parseColour, writeColour } from "./colours.ts";

const BUTTON =
  '[name="checkout"],[name="add"],.button--primary,.btn--primary,.button,.btn,button[type="submit"]';

/** Pixels of one unit: text is never smaller than browsers write it, however small the theme made its `rem`. */
const UNIT = { least: 16, most: 20 };

/** CSS variables of the dialog, as one style attribute. Asked once, at the moment of showing. What the shop chose goes first. */
export function sampleLook(look: Look): string {
  const body = getComputedStyle(document.body);
  const heading = styleOf("main h1, h1, main h2, h2") ?? body;
  const button = styleOf(BUTTON);
  const palette = choosePalette({
    paper:
      parseColour(look.paper ?? "") ??
      parseColour(body.backgroundColor) ??
      parseColour(getComputedStyle(document.documentElement).backgroundColor),
    ink: parseColour(look.ink ?? body.color),
    button: parseColour(look.button ?? button?.backgroundColor ?? ""),
    buttonInk: parseColour(look.buttonInk ?? button?.color ?? ""),
  });
  const variables: Record<string, string | undefined> = {
    u: `${Math.min(Math.max(parseFloat(body.fontSize) || 0, UNIT.least), UNIT.most)}px`,
    paper: writeColour(palette.paper),
    ink: writeColour(palette.ink),
    button: writeColour(palette.button),
    "button-ink": writeColour(palette.buttonInk),
    font: body.fontFamily,
    "heading-font": heading.fontFamily,
    "heading-weight": heading.fontWeight,
    "heading-style": heading.fontStyle,
    "heading-spacing": inEm(heading),
    "button-font": button?.fontFamily,
    "button-weight": button?.fontWeight,
    "button-spacing": button && inEm(button),
    "button-case": button?.textTransform,
    "button-radius":
      look.radius === undefined
        ? button?.borderStartStartRadius
        : `${look.radius}px`,
  };
  return Object.entries(variables)
    .flatMap(([name, value]) => (value ? [`--${name}:${value}`] : []))
    .join(";");
}

function styleOf(selector: string): CSSStyleDeclaration | undefined {
  const shown = [...document.querySelectorAll(selector)].find(
    (element) => element.getClientRects().length > 0,
  );
  return shown && getComputedStyle(shown);
}

/** Our text has another size than the theme's: spacing must shrink with it. */
function inEm({ letterSpacing, fontSize }: CSSStyleDeclaration): string {
  const spacing = parseFloat(letterSpacing) / parseFloat(fontSize);
  return Number.isFinite(spacing) ? `${spacing.toFixed(3)}em` : "normal";
}
