import { contrast, READABLE, type Rgb } from "#app/shared/contrast.ts";
import type { ThemeColours } from "#app/shared/preview-message.ts";

export interface ContrastFault {
  what: "text" | "button";
  /** What the merchant reads. */
  message: string;
}

/** Pairs of colours that shoppers would hardly tell apart; colours that are none are nobody's fault here. */
export function contrastFaults(colours: ThemeColours): ContrastFault[] {
  const faults: ContrastFault[] = [];
  const check = (what: ContrastFault["what"], ink: string, ground: string) => {
    const [a, b] = [readHex(ink), readHex(ground)];
    if (!a || !b) return;
    const ratio = contrast(a, b);
    if (ratio >= READABLE) return;
    faults.push({
      what,
      // Cut, not rounded: 4.46 is not enough, and must not be said to be 4.5.
      message: `${what === "text" ? "Text on its paper has" : "Words on the button have"} a contrast of ${(Math.floor(ratio * 10) / 10).toFixed(1)} to 1; ${READABLE} is the least that everybody can read. Shoppers get black or white instead.`,
    });
  };
  check("text", colours.ink, colours.paper);
  check("button", colours.buttonInk, colours.button);
  return faults;
}

function readHex(colour: string): Rgb | undefined {
  const [, ...parts] =
    /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour) ?? [];
  const [red, green, blue] = parts.map((part) => Number.parseInt(part, 16));
  return red === undefined || green === undefined || blue === undefined
    ? undefined
    : [red, green, blue];
}
