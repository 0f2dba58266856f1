import {
  clipped,
  COLOURS,
  dark,
  ellipse,
  light,
  line,
  model,
  path,
  type Pen,
  rect,
} from "./kit.ts";
import { flecks } from "./textures.ts";
import { turned } from "./vessels.ts";

/** A round mirror in an oak ring, hung on a leather strap. */
export function drawMirror(pen: Pen): string {
  const o = COLOURS.oak;
  const strap = "M400,170L232,430M400,170L568,430";
  return (
    ellipse(
      432,
      570,
      262,
      262,
      "#4a2a1c",
      `fill-opacity=".32" filter="${pen.blur(16)}"`,
    ) +
    line(strap, dark(COLOURS.leather, 0.2), 17) +
    line(strap, COLOURS.leather, 13) +
    line(strap, light(COLOURS.leather, 0.4), 2, 0.5) +
    ellipse(400, 168, 15, 15, dark(COLOURS.brass, 0.2)) +
    ellipse(396, 164, 7, 6, light(COLOURS.brass, 0.6)) +
    ellipse(
      400,
      540,
      258,
      258,
      pen.linear(
        [
          [0, light(o, 0.35)],
          [0.5, o],
          [1, dark(o, 0.35)],
        ],
        [0, 0],
        [1, 1],
      ),
    ) +
    ellipse(
      400,
      540,
      244,
      244,
      "none",
      `stroke="${dark(o, 0.35)}" stroke-opacity=".3" stroke-width="2"`,
    ) +
    ellipse(400, 540, 230, 230, dark(o, 0.5)) +
    clipped(
      pen,
      "M173,543a228,228 0 1 0 456,0a228,228 0 1 0 -456,0z",
      rect(
        160,
        300,
        500,
        500,
        pen.linear(
          [
            [0, "#dfe0d8"],
            [0.5, "#c6ccc6"],
            [1, "#e9dfcd"],
          ],
          [0, 0],
          [1, 1],
        ),
      ) +
        path("M160,660C280,620 420,690 660,630V800H160z", "#b9a88c") +
        path("M240,300l110,0L190,800H60z", "#fff", 'fill-opacity=".32"') +
        path("M390,300l40,0L270,800H230z", "#fff", 'fill-opacity=".24"') +
        `<g transform="translate(500 690) scale(.9)" opacity=".85">${path("M-30,0C-60,-110 -20,-130 -24,-190h48C20,-130 60,-110 30,0z", COLOURS.clay)}${line("M0,-190C-10,-260 -50,-290 -56,-340M0,-190C6,-270 30,-300 44,-360", COLOURS.forest, 6)}${[
          [-56, -340],
          [-40, -300],
          [44, -360],
          [30, -310],
          [-20, -250],
          [20, -260],
        ]
          .map(([x, y]) =>
            ellipse(
              x ?? 0,
              y ?? 0,
              24,
              12,
              COLOURS.sage,
              `transform="rotate(${(x ?? 0) > 0 ? -40 : 40} ${x} ${y})"`,
            ),
          )
          .join("")}</g>`,
    )
  );
}

export function drawClock(pen: Pen, c: string): string {
  const o = COLOURS.oak;
  let marks = "";
  for (let h = 0; h < 12; h += 1) {
    const a = (h * Math.PI) / 6;
    const r0 = h % 3 === 0 ? 166 : 182;
    marks += `M${(400 + Math.sin(a) * r0).toFixed(1)},${(500 - Math.cos(a) * r0).toFixed(1)}L${(400 + Math.sin(a) * 204).toFixed(1)},${(500 - Math.cos(a) * 204).toFixed(1)}`;
  }
  const hand = (d: string) =>
    `<g transform="translate(6 9)">${line(d, "#3a2117", 10, 0.18)}</g>` +
    line(d, dark(o, 0.6), 10);
  return (
    ellipse(
      430,
      536,
      256,
      256,
      "#4a2a1c",
      `fill-opacity=".34" filter="${pen.blur(16)}"`,
    ) +
    ellipse(
      400,
      500,
      256,
      256,
      pen.linear(
        [
          [0, light(o, 0.4)],
          [0.5, o],
          [1, dark(o, 0.4)],
        ],
        [0, 0],
        [1, 1],
      ),
    ) +
    ellipse(400, 500, 234, 234, dark(o, 0.45)) +
    ellipse(
      402,
      503,
      231,
      231,
      pen.radial(
        [
          [0, light(c, 0.5)],
          [0.7, c],
          [1, dark(c, 0.22)],
        ],
        { cx: 0.4, cy: 0.35, r: 0.75 },
      ),
    ) +
    line(marks, dark(c, 0.68), 6) +
    hand("M400,530L318,398") +
    hand("M400,536L548,420") +
    line("M388,560L446,316", COLOURS.rust, 4) +
    ellipse(400, 500, 15, 15, COLOURS.brass) +
    ellipse(396, 496, 6, 5, light(COLOURS.brass, 0.6))
  );
}

/** A mushroom lamp of glazed clay, lit. */
export function drawLamp(
  pen: Pen,
  c: string,
  { cx = 400, foot = 840, scale = 1 } = {},
): string {
  const s = (n: number) => n * scale;
  const top = foot - s(480);
  const halo = pen.radial([
    [0, "#ffe9b0", 0.85],
    [0.45, "#ffe2a0", 0.3],
    [1, "#ffe2a0", 0],
  ]);
  const shade = `M${cx - s(218)},${top + s(196)}C${cx - s(214)},${top + s(60)} ${cx - s(110)},${top} ${cx},${top}C${cx + s(110)},${top} ${cx + s(214)},${top + s(60)} ${cx + s(218)},${top + s(196)}C${cx + s(150)},${top + s(232)} ${cx - s(150)},${top + s(232)} ${cx - s(218)},${top + s(196)}z`;
  return (
    ellipse(cx, top + s(220), s(400), s(380), halo) +
    ellipse(
      cx,
      foot + s(16),
      s(360),
      s(70),
      pen.radial([
        [0, "#fff0c4", 0.85],
        [0.5, "#fff0c4", 0.5],
        [1, "#fff0c4", 0],
      ]),
    ) +
    turned(pen, {
      cx,
      colour: c,
      shine: 0.3,
      profile: [
        [s(48), top + s(190)],
        [s(50), top + s(300)],
        [s(74), foot - s(70)],
        [s(128), foot - s(14)],
        [s(130), foot],
      ],
    }) +
    path(
      `M${cx - s(60)},${top + s(200)}h${s(120)}l${s(-6)},${s(90)}h${-s(108)}z`,
      "#ffe9b4",
      'fill-opacity=".6"',
    ) +
    ellipse(cx, top + s(200), s(214), s(30), "#fff1c6") +
    model(pen, shade, c, {
      inside: flecks(
        pen,
        c,
        { x: cx - s(220), y: top, w: s(440), h: s(230) },
        90,
      ),
    }) +
    line(
      `M${cx - s(150)},${top + s(96)}C${cx - s(126)},${top + s(54)} ${cx - s(90)},${top + s(34)} ${cx - s(50)},${top + s(24)}`,
      "#fff",
      s(18),
      0.32,
    ) +
    line(
      `M${cx - s(214)},${top + s(199)}C${cx - s(150)},${top + s(232)} ${cx + s(150)},${top + s(232)} ${cx + s(214)},${top + s(199)}`,
      "#ffedb8",
      s(6),
      0.85,
    )
  );
}

/** A pendant of folded paper. */
export function drawPendant(pen: Pen, c: string): string {
  const halo = pen.radial([
    [0, "#fff0c0", 0.9],
    [0.5, "#ffe6a8", 0.35],
    [1, "#ffe6a8", 0],
  ]);
  const d =
    "M400,300C560,300 640,430 640,540C640,650 560,740 400,740C240,740 160,650 160,540C160,430 240,300 400,300z";
  let ribs = "";
  for (let i = 1; i < 11; i += 1) {
    const y = 300 + i * 40;
    ribs += `M120,${y}C260,${y + 26} 540,${y + 26} 680,${y}`;
  }
  const glow = pen.radial(
    [
      [0, "#fff6d2", 0.95],
      [0.5, "#fde4aa", 0.5],
      [1, c, 0],
    ],
    { cx: 0.5, cy: 0.55, r: 0.55 },
  );
  return (
    ellipse(400, 530, 440, 430, halo) +
    line("M400,0V300", dark(COLOURS.charcoal, 0.2), 5) +
    model(pen, d, c, {
      inside:
        path(d, glow) +
        line(ribs, dark(c, 0.35), 2.4, 0.34) +
        `<g transform="translate(0 4)">${line(ribs, "#fff", 3, 0.4)}</g>`,
      depth: 0.6,
    }) +
    turned(pen, {
      cx: 400,
      colour: COLOURS.oak,
      shadow: false,
      shine: 0.2,
      profile: [
        [26, 268],
        [44, 286],
        [60, 306],
      ],
    }) +
    ellipse(400, 738, 74, 12, "#fff3c8") +
    ellipse(
      400,
      960,
      330,
      70,
      pen.radial([
        [0, "#fff0c4", 0.6],
        [1, "#fff0c4", 0],
      ]),
    )
  );
}
