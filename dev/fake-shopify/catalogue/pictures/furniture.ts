import { standing } from "./backdrops.ts";
import {
  clipped,
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
import { grain, knit, weave } from "./textures.ts";

const wood = (
  pen: Pen,
  d: string,
  c: string,
  box: [number, number, number, number],
  upright = true,
): string =>
  model(pen, d, c, {
    inside: grain(
      pen,
      c,
      { x: box[0], y: box[1], w: box[2], h: box[3] },
      upright,
    ),
    depth: 0.8,
  });

/** A low lounge chair, seen three-quarters from the front: oak frame, woven back, cushion. */
export function drawChair(pen: Pen, cloth: string): string {
  const o = COLOURS.oak;
  const legBack = (x: number, tilt: number) =>
    wood(pen, `M${x},330l22,0L${x + 22 + tilt},846l-20,0z`, dark(o, 0.14), [
      x - 60,
      320,
      140,
      540,
    ]);
  const arm = (x: number, w: number) =>
    wood(
      pen,
      `M${x},514C${x + w * 0.3},500 ${x + w * 0.7},500 ${x + w},516l0,26C${x + w * 0.7},528 ${x + w * 0.3},528 ${x},540z`,
      o,
      [x, 495, w, 50],
      false,
    );
  const back =
    "M216,270C320,250 480,250 584,270L570,620C480,606 320,606 230,620z";
  const seat =
    "M186,640C300,622 500,622 614,640C632,676 636,704 628,726C500,748 300,748 172,726C164,704 168,676 186,640z";
  return (
    standing(pen, 410, 862, 250, { ry: 34, length: 1.1, strength: 0.42 }) +
    standing(pen, 158, 872, 20, { ry: 6 }) +
    standing(pen, 640, 872, 20, { ry: 6 }) +
    legBack(196, -34) +
    legBack(584, 36) +
    wood(
      pen,
      "M206,250C320,228 480,228 594,250l-3,30C480,256 320,256 209,280z",
      o,
      [200, 225, 400, 60],
      false,
    ) +
    model(pen, back, cloth, {
      inside: weave(cloth, { x: 210, y: 240, w: 380, h: 390 }, 7),
    }) +
    crease(pen, "M300,290C310,400 300,500 318,600", cloth, 0.8) +
    crease(pen, "M500,290C480,400 510,500 488,600", cloth, 0.9) +
    stitches("M226,286C320,268 480,268 574,286", dark(cloth, 0.4)) +
    path(
      "M186,650C300,630 500,630 614,650L606,622C500,604 300,604 194,622z",
      dark(cloth, 0.45),
    ) +
    model(pen, seat, light(cloth, 0.06), {
      inside: weave(cloth, { x: 160, y: 610, w: 480, h: 150 }, 7),
    }) +
    line("M176,690C300,712 500,712 624,690", dark(cloth, 0.5), 2.4, 0.4) +
    crease(pen, "M330,634C340,660 326,684 336,700", cloth) +
    wood(
      pen,
      "M150,728C300,756 500,756 650,728l0,34C500,790 300,790 150,762z",
      o,
      [150, 725, 500, 70],
      false,
    ) +
    wood(pen, "M146,520h30L172,872h-24z", o, [140, 515, 60, 380]) +
    wood(pen, "M624,520h30L652,872h-24z", dark(o, 0.06), [615, 515, 60, 380]) +
    arm(124, 92) +
    arm(584, 92)
  );
}

export function drawStool(
  pen: Pen,
  c: string,
  { cx = 400, foot = 850, scale = 1 } = {},
): string {
  const s = (n: number) => n * scale;
  const top = foot - s(380);
  const leg = (x0: number, x1: number, tone: string) =>
    wood(
      pen,
      `M${cx + s(x0) - s(15)},${top + s(30)}h${s(30)}L${cx + s(x1) + s(11)},${foot}h${-s(22)}z`,
      tone,
      [cx + s(Math.min(x0, x1)) - s(20), top, s(80), s(400)],
    );
  const seat = `M${cx - s(190)},${top}C${cx - s(190)},${top + s(26)} ${cx - s(176)},${top + s(40)} ${cx},${top + s(44)}C${cx + s(176)},${top + s(40)} ${cx + s(190)},${top + s(26)} ${cx + s(190)},${top}z`;
  return (
    standing(pen, cx + 10, foot - s(6), s(190), { ry: s(30), strength: 0.4 }) +
    [-168, 172]
      .map((x) => standing(pen, cx + s(x), foot, s(16), { ry: s(5) }))
      .join("") +
    leg(-60, -80, dark(c, 0.3)) +
    leg(80, 104, dark(c, 0.3)) +
    line(
      `M${cx - s(136)},${foot - s(130)}H${cx + s(150)}`,
      dark(c, 0.25),
      s(15),
    ) +
    line(
      `M${cx - s(136)},${foot - s(133)}H${cx + s(150)}`,
      light(c, 0.1),
      s(7),
    ) +
    leg(-130, -168, c) +
    leg(132, 172, dark(c, 0.06)) +
    model(pen, seat, dark(c, 0.06), {
      inside: grain(pen, c, { x: cx - s(190), y: top, w: s(380), h: s(50) }),
    }) +
    clipped(
      pen,
      `M${cx - s(190)},${top}a${s(190)},${s(40)} 0 1 0 ${s(380)},0a${s(190)},${s(40)} 0 1 0 ${-s(380)},0z`,
      rect(cx - s(200), top - s(50), s(400), s(100), light(c, 0.16)) +
        grain(pen, c, { x: cx - s(190), y: top - s(42), w: s(380), h: s(84) }) +
        ellipse(
          cx - s(60),
          top - s(12),
          s(130),
          s(20),
          "#fff3d8",
          'fill-opacity=".35"',
        ),
    )
  );
}

/** A rug, seen from above, lying slightly askew with fringes. */
export function drawRug(pen: Pen, c: string): string {
  const pale = COLOURS.cream;
  const d = "M170,180L630,180L644,820L156,820z";
  const fringe = (y: number, x0: number, x1: number, dir: 1 | -1) => {
    let f = "";
    for (let x = x0; x <= x1; x += 9)
      f += `M${x},${y}q${pen.random.between(-5, 5).toFixed(1)},${dir * 16} ${pen.random.between(-4, 4).toFixed(1)},${dir * 34}`;
    return line(f, dark(pale, 0.12), 3.4) + line(f, light(pale, 0.4), 1.2, 0.7);
  };
  let waves = "";
  for (let i = 0; i < 8; i += 1) {
    const y = 232 + i * 76;
    const tone = [
      c,
      mix(c, pale, 0.45),
      dark(c, 0.2),
      mix(c, COLOURS.ochre, 0.5),
    ][i % 4] as string;
    waves += path(
      `M140,${y}C220,${y - 44} 300,${y + 44} 400,${y}C500,${y - 44} 580,${y + 44} 660,${y}v34C580,${y + 78} 500,${y - 10} 400,${y + 34}C300,${y + 78} 220,${y - 10} 140,${y + 34}z`,
      tone,
    );
  }
  return (
    `<path d="${d}" fill="#4a2a1c" fill-opacity=".4" transform="translate(14 18)" filter="${pen.blur(9)}"/>` +
    fringe(182, 174, 628, -1) +
    fringe(818, 160, 642, 1) +
    model(pen, d, pale, {
      inside:
        waves + knit(COLOURS.walnut, { x: 150, y: 180, w: 500, h: 640 }, 15),
      depth: 0.6,
    }) +
    line("M184,204H616L628,796H172z", dark(c, 0.2), 3, 0.6)
  );
}
