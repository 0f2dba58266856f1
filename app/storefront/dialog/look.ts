/** Samples the theme, so that the dialog looks like part of the shop: its paper and ink, its fonts, its button. */
import { choosePalette, parseColour, writeColour } from "./colours.ts";

const BUTTON =
  '[name="checkout"],[name="add"],.button--primary,.btn--primary,.button,.btn,button[type="submit"]';

/** CSS variables of the dialog, as one style attribute. Asked once, at the moment of showing. */
export function sampleLook(): string {
  const body = getComputedStyle(document.body);
  const heading = styleOf("main h1, h1, main h2, h2") ?? body;
  const button = styleOf(BUTTON);
  const palette = choosePalette({
    paper:
      parseColour(body.backgroundColor) ??
      parseColour(getComputedStyle(document.documentElement).backgroundColor),
    ink: parseColour(body.color),
    button: button && parseColour(button.backgroundColor),
    buttonInk: button && parseColour(button.color),
  });
  const variables: Record<string, string | undefined> = {
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
    "button-radius": button?.borderStartStartRadius,
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
