import { makeDrop, type ShopifyDrop } from "../drop.ts";

export interface Rgba {
  red: number;
  green: number;
  blue: number;
  alpha: number;
}

/** "#abc", "#aabbcc", "#aabbccdd", "rgb(1, 2, 3)" and "rgba(1, 2, 3, 0.5)"; null for anything else. */
export function parseColor(text: string): Rgba | null {
  const hex = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.exec(
    text.trim(),
  )?.[1];
  if (hex) {
    const full =
      hex.length <= 4 ? [...hex].map((digit) => digit + digit).join("") : hex;
    const part = (at: number) => parseInt(full.slice(at, at + 2), 16);
    return {
      red: part(0),
      green: part(2),
      blue: part(4),
      alpha: full.length === 8 ? Math.round((part(6) / 255) * 100) / 100 : 1,
    };
  }
  const parts = /^rgba?\(([^)]+)\)$/i
    .exec(text.trim())?.[1]
    ?.split(/[\s,/]+/)
    .map(Number);
  if (!parts || parts.length < 3 || parts.some(Number.isNaN)) return null;
  return {
    red: parts[0] ?? 0,
    green: parts[1] ?? 0,
    blue: parts[2] ?? 0,
    alpha: parts[3] ?? 1,
  };
}

export function colorDrop(text: string): ShopifyDrop {
  const color = parseColor(text) ?? { red: 0, green: 0, blue: 0, alpha: 1 };
  const { red, green, blue, alpha } = color;
  const { hue, saturation, lightness } = toHsl(color);
  return makeDrop({
    type: "color",
    fields: {
      red,
      green,
      blue,
      alpha,
      hue,
      saturation,
      lightness,
      rgb: `${red} ${green} ${blue}`,
      rgba: `${red} ${green} ${blue} / ${alpha}`,
      color_space: "srgb",
    },
    print: () => text,
  });
}

export function toHsl({ red, green, blue }: Rgba): {
  hue: number;
  saturation: number;
  lightness: number;
} {
  const [r, g, b] = [red / 255, green / 255, blue / 255];
  const max = Math.max(r, g, b);
  const min = Math.min(r, g, b);
  const lightness = (max + min) / 2;
  const spread = max - min;
  if (spread === 0)
    return { hue: 0, saturation: 0, lightness: Math.round(lightness * 100) };
  const saturation = spread / (1 - Math.abs(2 * lightness - 1));
  const hue =
    max === r
      ? ((g - b) / spread) % 6
      : max === g
        ? (b - r) / spread + 2
        : (r - g) / spread + 4;
  return {
    hue: Math.round((hue * 60 + 360) % 360),
    saturation: Math.round(saturation * 100),
    lightness: Math.round(lightness * 100),
  };
}

/** Perceived brightness between 0 and 255, as W3C's note on colour contrast defines it. */
export function brightness({ red, green, blue }: Rgba): number {
  return (red * 299 + green * 587 + blue * 114) / 1000;
}
