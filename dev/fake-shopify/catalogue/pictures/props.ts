import {
  COLOURS,
  dark,
  ellipse,
  light,
  line,
  model,
  path,
  type Pen,
} from "./kit.ts";

/** A sprig of fennel: feathery green, small umbels. Grows upward from (x, y). */
export function fennel(
  pen: Pen,
  x: number,
  y: number,
  height: number,
  { lean = 0, colour = COLOURS.moss as string, flowers = true } = {},
): string {
  const { random } = pen;
  const tipX = x + lean;
  const tipY = y - height;
  let out = line(
    `M${x},${y}Q${x + lean * 0.1},${y - height * 0.6} ${tipX},${tipY}`,
    dark(colour, 0.1),
    4,
  );
  for (let i = 1; i <= 12; i += 1) {
    const t = 0.2 + i * 0.062;
    const bx = x + lean * t * t;
    const by = y - height * t;
    const side = i % 2 === 0 ? 1 : -1;
    const reach = (1.05 - t) * height * 0.4 + 26;
    let fronds = "";
    for (let k = 0; k < 12; k += 1) {
      const a = random.between(-0.5, 0.55) - 0.75;
      const len = reach * random.between(0.55, 1);
      const sx = bx + side * reach * 0.06 * k;
      const sy = by - reach * 0.045 * k;
      fronds += `M${sx.toFixed(1)},${sy.toFixed(1)}q${(side * len * 0.3).toFixed(1)},${(Math.sin(a) * len * 0.2).toFixed(1)} ${(side * Math.cos(a) * len * 0.6).toFixed(1)},${(Math.sin(a) * len * 0.6).toFixed(1)}`;
    }
    out += line(fronds, i % 3 === 0 ? light(colour, 0.22) : colour, 2, 0.9);
  }
  if (!flowers) return out;
  let heads = "";
  for (let k = -4; k <= 4; k += 1) {
    const ex = tipX + k * height * 0.042;
    const ey = tipY - height * 0.09 + Math.abs(k) * height * 0.012;
    out += line(`M${tipX},${tipY}L${ex},${ey}`, dark(colour, 0.1), 1.6);
    for (let n = 0; n < 5; n += 1)
      heads += ellipse(
        ex + random.between(-8, 8),
        ey + random.between(-6, 4),
        3.4,
        3,
        n % 2 ? COLOURS.ochre : light(COLOURS.ochre, 0.35),
      );
  }
  return out + heads;
}

/** A branch with rounded leaves. */
export function branch(
  pen: Pen,
  x: number,
  y: number,
  height: number,
  { lean = 60, colour = COLOURS.sage as string, leaves = 9 } = {},
): string {
  let out = line(
    `M${x},${y}Q${x},${y - height * 0.6} ${x + lean},${y - height}`,
    COLOURS.walnut,
    5,
  );
  for (let i = 0; i < leaves; i += 1) {
    const t = 0.3 + (i / leaves) * 0.7;
    const side = i % 2 ? 1 : -1;
    const size =
      height * 0.1 * (1.25 - t * 0.5) * pen.random.between(0.9, 1.15);
    const d = `M0,0C${size * 0.3},${-size * 0.5} ${size * 1.1},${-size * 0.5} ${size * 1.5},0C${size * 1.1},${size * 0.5} ${size * 0.3},${size * 0.5} 0,0z`;
    const tone =
      i % 3 === 0
        ? light(colour, 0.2)
        : i % 3 === 1
          ? colour
          : dark(colour, 0.15);
    out += `<g transform="translate(${x + lean * t * t} ${y - height * t}) rotate(${side > 0 ? -35 : -145})">${model(pen, d, tone, { depth: 0.6 })}${line(`M0,0H${size * 1.3}`, dark(tone, 0.4), 1.4, 0.5)}</g>`;
  }
  return out;
}

/** Books lying on one another; answers the drawing, top of the pile at y - 34 per book. */
export function books(
  pen: Pen,
  x: number,
  y: number,
  widths: number[],
  colours: string[],
): string {
  return widths
    .map((w, i) => {
      const top = y - 36 * (i + 1);
      const c = colours[i % colours.length] ?? COLOURS.clay;
      const left = x - w / 2 + (i % 2 ? 12 : 0);
      return (
        path(`M${left + w - 8},${top + 4}h12v26h-12z`, COLOURS.cream) +
        model(
          pen,
          `M${left},${top + 4}q0,-4 4,-4h${w}v6h-6v24h6v6h${-w}q-4,0 -4,-4z`,
          c,
          { depth: 0.8 },
        ) +
        line(
          `M${left + w - 2},${top + 12}v16M${left + w + 1},${top + 10}v20`,
          dark(COLOURS.cream, 0.3),
          1,
          0.5,
        ) +
        line(
          `M${left + 20},${top + 2}v32M${left + 30},${top + 2}v32`,
          light(c, 0.5),
          1.6,
          0.5,
        )
      );
    })
    .join("");
}

export function pebbles(x: number, y: number): string {
  return (
    ellipse(x + 6, y + 8, 40, 11, "#3a2117", 'fill-opacity=".22"') +
    ellipse(x, y - 6, 34, 18, COLOURS.steel) +
    ellipse(x - 8, y - 12, 18, 7, light(COLOURS.steel, 0.5)) +
    ellipse(x + 46, y + 2, 20, 11, dark(COLOURS.steel, 0.16))
  );
}
