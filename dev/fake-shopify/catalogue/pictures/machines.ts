import { standing } from "./backdrops.ts";
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
import { drawMug, handle, turned } from "./vessels.ts";

/** A lever espresso machine: enamel body, steel group, oak grips. */
export function drawEspresso(pen: Pen, c: string): string {
  const steel = COLOURS.steel;
  const metal = pen.linear([
    [0, light(steel, 0.7)],
    [0.35, steel],
    [0.6, light(steel, 0.5)],
    [1, dark(steel, 0.5)],
  ]);
  const body =
    "M196,360Q196,300 256,300H470Q520,300 520,350V468H372Q352,468 352,492V752H196z";
  const oak = COLOURS.oak;
  return (
    standing(pen, 410, 846, 262, { ry: 36 }) +
    model(
      pen,
      "M160,752H650Q664,752 664,768V826Q664,840 648,840H164Q148,840 148,826V768Q148,752 160,752z",
      dark(c, 0.1),
    ) +
    rect(362, 740, 282, 18, metal, 4) +
    line("M380,749h246", dark(steel, 0.6), 5, 0.6, 'stroke-dasharray="20 8"') +
    model(pen, body, c) +
    line("M214,740V366Q214,318 262,318H440", "#fff", 9, 0.3) +
    rect(196, 724, 156, 16, metal) +
    // the gauge
    ellipse(276, 400, 50, 50, metal) +
    ellipse(276, 400, 41, 41, COLOURS.cream) +
    line(
      "M250,420A32,32 0 1 1 304,418",
      dark(c, 0.5),
      3,
      0.7,
      'stroke-dasharray="3 6"',
    ) +
    line("M276,400L296,378", COLOURS.rust, 4) +
    ellipse(276, 400, 5, 5, COLOURS.charcoal) +
    [
      [246, 540],
      [306, 540],
    ]
      .map(
        ([x, y]) =>
          ellipse(
            (x ?? 0) + 3,
            (y ?? 0) + 4,
            19,
            19,
            "#3a2117",
            'fill-opacity=".25"',
          ) +
          ellipse(x ?? 0, y ?? 0, 18, 18, metal) +
          ellipse(x ?? 0, y ?? 0, 11, 11, dark(c, 0.3)),
      )
      .join("") +
    ellipse(246, 540, 5, 5, "#ffd98a") +
    // cups warm on top
    line("M214,298V282H508V298", dark(steel, 0.3), 6) +
    drawMug(pen, COLOURS.cream, {
      cx: 290,
      foot: 288,
      scale: 0.3,
      hot: false,
    }) +
    drawMug(pen, COLOURS.clay, { cx: 400, foot: 290, scale: 0.3, hot: false }) +
    // group and lever
    model(pen, "M430,420H524V540Q524,560 504,560H450Q430,560 430,540z", steel) +
    rect(418, 548, 118, 26, metal, 6) +
    handle("M476,430C476,330 540,250 590,190", steel, 20) +
    line("M566,222L620,150", dark(oak, 0.3), 34) +
    line("M566,220L618,150", oak, 29) +
    line("M562,214L608,150", light(oak, 0.5), 7, 0.5) +
    handle("M530,586C580,590 612,596 640,606", steel, 16) +
    line("M600,596L690,622", dark(oak, 0.3), 32) +
    line("M600,594L688,619", oak, 26) +
    line("M604,588L680,610", light(oak, 0.5), 6, 0.5) +
    clipped(
      pen,
      "M424,572h106v24q0,16 -16,16h-74q-16,0 -16,-16z",
      rect(420, 570, 120, 60, metal),
    ) +
    path("M462,610h30l-6,18h-18z", dark(steel, 0.3)) +
    line("M470,628V664M484,628V664", "#4a2818", 5) +
    drawMug(pen, COLOURS.white, {
      cx: 470,
      foot: 738,
      scale: 0.34,
      hot: false,
    }) +
    // the steam wand
    line("M548,470C610,480 618,560 612,690", dark(steel, 0.4), 12) +
    line("M547,469C608,480 616,560 610,688", light(steel, 0.4), 6) +
    turned(pen, {
      cx: 612,
      colour: steel,
      shadow: false,
      profile: [
        [8, 676],
        [6, 704],
      ],
    }) +
    rect(216, 640, 112, 56, COLOURS.brass, 4) +
    line("M236,660h72M250,676h44", dark(COLOURS.brass, 0.6), 3, 0.7)
  );
}
