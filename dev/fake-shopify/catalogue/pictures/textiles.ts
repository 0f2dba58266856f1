import { standing } from "./backdrops.ts";
import {
  COLOURS,
  crease,
  dark,
  ellipse,
  light,
  line,
  mix,
  model,
  path,
  type Pen,
  rect,
  stitches,
} from "./kit.ts";
import { drawStool } from "./furniture.ts";
import { folded } from "./wear.ts";
import { weave } from "./textures.ts";

export function drawCushion(
  pen: Pen,
  c: string,
  { cx = 400, cy = 560, scale = 1 } = {},
): string {
  const d =
    "M-268,-244C-150,-214 150,-214 268,-244C252,-120 252,120 272,246C150,222 -150,222 -272,246C-252,120 -252,-120 -268,-244z";
  const box = { x: -280, y: -250, w: 560, h: 500 };
  const bands = [-2, -1, 0, 1, 2]
    .map((i) =>
      rect(
        -300,
        i * 84 - 7,
        600,
        14,
        mix(c, COLOURS.cream, 0.62),
        0,
        'fill-opacity=".75"',
      ),
    )
    .join("");
  return `<g transform="translate(${cx} ${cy}) scale(${scale})">${standing(pen, 0, 240, 250, { ry: 30 })}<g transform="rotate(-4)">${model(pen, d, c, { inside: bands + weave(c, box, 6.5) })}${crease(pen, "M-230,-214C-180,-150 -140,-90 -118,-40", c, 1.4)}${crease(pen, "M236,-214C190,-150 160,-100 140,-30", c, 1.4)}${crease(pen, "M-240,220C-190,160 -160,110 -140,40", c, 1.4)}${crease(pen, "M240,220C190,160 170,110 150,50", c, 1.5)}${crease(pen, "M-60,-200C-50,-140 -70,-90 -40,-30", c)}${stitches("M-254,-230C-150,-204 150,-204 254,-230M-258,232C-150,208 150,208 258,232", light(c, 0.5))}</g></g>`;
}

/** A wool throw over an oak stool, falling in folds. */
export function drawThrow(pen: Pen, c: string): string {
  const second = mix(c, COLOURS.cream, 0.55);
  const d =
    "M214,448C300,424 500,424 590,450C604,560 590,660 606,742C560,756 520,728 470,746C420,764 380,730 330,748C280,762 240,744 196,752C212,640 200,560 214,448z";
  let plaid = "";
  for (let i = 0; i < 6; i += 1)
    plaid += rect(180, 470 + i * 56, 450, 17, second, 0, 'fill-opacity=".6"');
  for (let i = 0; i < 7; i += 1)
    plaid += path(
      `M${222 + i * 60},430q-8,170 -14,340h16q4,-170 14,-340z`,
      second,
      'fill-opacity=".5"',
    );
  let fringe = "";
  for (let x = 200; x < 604; x += 9)
    fringe += `M${x},${744 + Math.sin(x / 40) * 6}q${pen.random.between(-4, 4).toFixed(1)},18 ${pen.random.between(-6, 6).toFixed(1)},36`;
  const top =
    "M214,450C214,420 300,402 402,402C504,402 590,420 590,452C500,478 300,478 214,450z";
  return (
    drawStool(pen, COLOURS.oak, { cx: 402, foot: 860, scale: 1.02 }) +
    line(fringe, c, 4) +
    line(fringe, light(c, 0.5), 1.2, 0.6) +
    model(pen, d, c, {
      inside: plaid + weave(c, { x: 190, y: 420, w: 430, h: 350 }, 6),
    }) +
    [
      "M268,470C258,560 280,650 262,744",
      "M344,474C352,560 330,660 344,744",
      "M430,474C420,570 440,660 424,750",
      "M516,470C528,560 506,650 522,736",
    ]
      .map((f) => crease(pen, f, c, 1.5))
      .join("") +
    model(pen, top, light(c, 0.1), {
      inside: plaid + weave(c, { x: 190, y: 395, w: 430, h: 90 }, 6),
      depth: 0.5,
    }) +
    line("M216,452C300,478 500,478 590,453", dark(c, 0.5), 3, 0.25)
  );
}

export function drawNapkins(pen: Pen, c: string): string {
  const tones = [c, mix(c, COLOURS.cream, 0.5), dark(c, 0.12), COLOURS.cream];
  const tie = "M392,500C386,600 396,720 390,826";
  return (
    folded(pen, 400, 826, tones, "linen", 430) +
    line(tie, dark(COLOURS.sand, 0.3), 6) +
    line(tie, COLOURS.sand, 4) +
    line(
      "M392,506C340,470 330,520 390,510C450,470 462,520 394,510M388,512l-44,44M398,512l40,50",
      dark(COLOURS.sand, 0.2),
      5,
    )
  );
}

/** A wool blanket folded in thirds with a band. */
export function drawBlanket(pen: Pen, c: string): string {
  return (
    folded(pen, 400, 830, [c, dark(c, 0.06), c], "knit", 500) +
    rect(330, 586, 140, 250, COLOURS.cream, 4) +
    rect(
      330,
      586,
      140,
      250,
      pen.linear([
        [0, "#fff", 0.2],
        [1, "#3a2117", 0.22],
      ]),
      4,
    ) +
    line("M360,690h80M372,712h56", dark(COLOURS.cream, 0.5), 3, 0.7) +
    ellipse(
      400,
      650,
      13,
      13,
      "none",
      `stroke="${dark(COLOURS.cream, 0.5)}" stroke-width="3" stroke-opacity=".7"`,
    )
  );
}
