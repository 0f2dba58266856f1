import { dark, group, light, line, type Pen, rect } from "./kit.ts";

export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

/*
 * Textures are one or two long paths over a box, to be clipped by the caller.
 * Not <pattern>: librsvg needs 140 ms for what it strokes in 5 ms.
 */
const rows = ({ x, y, w, h }: Box, step: number): string => {
  let d = "";
  for (let at = y; at < y + h; at += step) d += `M${x},${at.toFixed(1)}h${w}`;
  return d;
};
const columns = ({ x, y, w, h }: Box, step: number): string => {
  let d = "";
  for (let at = x; at < x + w; at += step) d += `M${at.toFixed(1)},${y}v${h}`;
  return d;
};

/** Crossing threads of linen or canvas. */
export function weave(colour: string, box: Box, size = 5): string {
  return (
    line(rows(box, size), dark(colour, 0.5), size * 0.18, 0.24) +
    line(
      columns({ ...box, x: box.x + size * 0.4 }, size),
      light(colour, 0.7),
      size * 0.2,
      0.28,
    )
  );
}

/** Stocking stitch: columns of little v. */
export function knit(colour: string, box: Box, size = 12): string {
  const half = size / 2;
  const teeth = `l${half},${half}l${half},${-half}`.repeat(
    Math.ceil(box.w / size),
  );
  let d = "";
  for (let at = box.y; at < box.y + box.h; at += size * 0.75)
    d += `M${box.x},${at.toFixed(1)}${teeth}`;
  return (
    line(
      d,
      dark(colour, 0.6),
      size * 0.13,
      0.3,
      'shape-rendering="geometricPrecision"',
    ) +
    line(
      columns({ ...box, x: box.x + half * 0.02 }, size),
      dark(colour, 0.6),
      size * 0.1,
      0.16,
    )
  );
}

/** Ribs of a cuff or a sock. */
export function rib(colour: string, box: Box, size = 10): string {
  return (
    line(columns(box, size), dark(colour, 0.55), size * 0.34, 0.26) +
    line(
      columns({ ...box, x: box.x + size * 0.45 }, size),
      light(colour, 0.6),
      size * 0.2,
      0.24,
    )
  );
}

/** Wood: fine wandering lines along x between y and y + height; to be clipped by the caller. */
export function grain(
  pen: Pen,
  colour: string,
  box: Box,
  upright = false,
): string {
  const { random } = pen;
  const along = upright ? box.h : box.w;
  const across = upright ? box.w : box.h;
  const count = Math.max(4, Math.round(across / 5));
  let out = "";
  for (let i = 0; i < count; i += 1) {
    const at = (i + random.between(0.1, 0.9)) * (across / count);
    const bend = random.between(-5, 5);
    const a = random.between(-0.1, 0.25) * along;
    const b = random.between(0.7, 1.1) * along;
    const d = upright
      ? `M${box.x + at},${box.y + a}q${bend},${(b - a) / 2} 0,${b - a}`
      : `M${box.x + a},${box.y + at}q${(b - a) / 2},${bend} ${b - a},0`;
    out += line(
      d,
      dark(colour, 0.45),
      random.between(0.7, 1.8),
      random.between(0.14, 0.34),
    );
  }
  return out;
}

/** Little flecks of a glaze. */
export function flecks(pen: Pen, colour: string, box: Box, count = 60): string {
  const { random } = pen;
  let out = "";
  for (let i = 0; i < count; i += 1) {
    out += `<circle cx="${(box.x + random.next() * box.w).toFixed(1)}" cy="${(box.y + random.next() * box.h).toFixed(1)}" r="${random.between(0.7, 2.1).toFixed(1)}" fill="${dark(colour, 0.55)}" fill-opacity="${random.between(0.2, 0.5).toFixed(2)}"/>`;
  }
  return group(out);
}

export function stripes(
  y: number,
  bottom: number,
  step: number,
  height: number,
  colour: string,
): string {
  let out = "";
  for (let at = y; at < bottom; at += step)
    out += rect(0, at, 800, height, colour);
  return out;
}
