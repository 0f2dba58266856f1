/** Whether one colour can be read on another (WCAG 2.2). Colours are `[red, green, blue]` from 0 to 255. */
export type Rgb = [red: number, green: number, blue: number];

/** For text of normal size. @see https://www.w3.org/TR/WCAG22/#contrast-minimum */
export const READABLE = 4.5;

/** 1 (the same) to 21 (black on white). @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
