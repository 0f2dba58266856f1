import { brightness, parseColor, type Rgba, toHsl } from "./drops/color.ts";
import { ShopifyDrop } from "./drop.ts";
import type { Filter } from "./filter-arguments.ts";

const BLACK: Rgba = { red: 0, green: 0, blue: 0, alpha: 1 };

const read = (value: unknown): Rgba =>
  parseColor(
    value instanceof ShopifyDrop ? String(value.valueOf()) : String(value),
  ) ?? BLACK;

export const colorFilters: Record<string, Filter> = {
  color_brightness: (value) => brightness(read(value)),
  brightness_difference: (value, other) =>
    Math.abs(brightness(read(value)) - brightness(read(other))),
  color_difference(value, other) {
    const [a, b] = [read(value), read(other)];
    return (
      Math.abs(a.red - b.red) +
      Math.abs(a.green - b.green) +
      Math.abs(a.blue - b.blue)
    );
  },
  color_contrast(value, other) {
    const [light, dark] = [luminance(read(value)), luminance(read(other))].sort(
      (a, b) => b - a,
    ) as [number, number];
    return Math.round(((light + 0.05) / (dark + 0.05)) * 10) / 10;
  },
  color_to_rgb(value) {
    const { red, green, blue, alpha } = read(value);
    return alpha === 1
      ? `rgb(${red}, ${green}, ${blue})`
      : `rgba(${red}, ${green}, ${blue}, ${alpha})`;
  },
  color_to_hex: (value) => toHex(read(value)),
  color_to_hsl(value) {
    const { hue, saturation, lightness } = toHsl(read(value));
    return `hsl(${hue}, ${saturation}%, ${lightness}%)`;
  },
  color_lighten: (value, amount) =>
    withHsl(value, "lightness", (is) => is + Number(amount)),
  color_darken: (value, amount) =>
    withHsl(value, "lightness", (is) => is - Number(amount)),
  color_saturate: (value, amount) =>
    withHsl(value, "saturation", (is) => is + Number(amount)),
  color_desaturate: (value, amount) =>
    withHsl(value, "saturation", (is) => is - Number(amount)),
  color_extract(value, part) {
    const color = read(value);
    const all = { ...color, ...toHsl(color) } as Record<string, number>;
    return all[String(part)] ?? null;
  },
  color_modify(value, part, amount) {
    const color = read(value);
    const name = String(part);
    if (["hue", "saturation", "lightness"].includes(name))
      return withHsl(value, name as Hsl, () => Number(amount));
    const changed: Rgba = { ...color, [name]: Number(amount) };
    const { red, green, blue, alpha } = changed;
    return alpha === 1
      ? toHex({ red, green, blue, alpha })
      : `rgba(${red}, ${green}, ${blue}, ${alpha})`;
  },
  color_mix(value, other, share) {
    const [a, b, part] = [read(value), read(other), Number(share) / 100];
    const mix = (x: number, y: number) => Math.round(x * part + y * (1 - part));
    return toHex({
      red: mix(a.red, b.red),
      green: mix(a.green, b.green),
      blue: mix(a.blue, b.blue),
      alpha: 1,
    });
  },
  hex_to_rgba(value, alpha) {
    const { red, green, blue } = read(value);
    return `rgba(${red},${green},${blue},${alpha === undefined ? 1 : Number(alpha)})`;
  },
};

type Hsl = "hue" | "saturation" | "lightness";

function withHsl(
  value: unknown,
  part: Hsl,
  change: (is: number) => number,
): string {
  const hsl = toHsl(read(value));
  const most = part === "hue" ? 360 : 100;
  const next = Math.min(most, Math.max(0, change(hsl[part])));
  return toHex(fromHsl({ ...hsl, [part]: next }));
}

function fromHsl({ hue, saturation, lightness }: Record<Hsl, number>): Rgba {
  const [s, l] = [saturation / 100, lightness / 100];
  const spread = s * Math.min(l, 1 - l);
  const part = (n: number) => {
    const k = (n + hue / 30) % 12;
    return Math.round(
      255 * (l - spread * Math.max(-1, Math.min(k - 3, 9 - k, 1))),
    );
  };
  return { red: part(0), green: part(8), blue: part(4), alpha: 1 };
}

function toHex({ red, green, blue }: Rgba): string {
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** Relative luminance. @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance({ red, green, blue }: Rgba): number {
  const [r, g, b] = [red, green, blue].map((part) => {
    const share = part / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
