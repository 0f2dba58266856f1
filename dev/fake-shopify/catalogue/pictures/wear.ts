import { hanging, standing } from "./backdrops.ts";
import {
  clipped,
  COLOURS,
  crease,
  dark,
  ellipse,
  group,
  light,
  line,
  model,
  path,
  type Pen,
  rect,
  stitches,
} from "./kit.ts";
import { hanger } from "./garments.ts";
import { knit, rib, weave } from "./textures.ts";

/** Wide trousers, clipped to a hanger by the waist. */
export function drawTrousers(pen: Pen, c: string): string {
  const leg = (side: 1 | -1) => {
    const s = (x: number) => 400 + side * x;
    return `M${s(-2)},262H${s(122)}C${s(132)},360 ${s(150)},620 ${s(158)},880C${s(110)},894 ${s(60)},894 ${s(22)},882C${s(18)},700 ${s(10)},560 ${s(-2)},470z`;
  };
  const belt =
    "M278,236C340,244 460,244 522,236L524,282C460,290 340,290 276,282z";
  const parts = ([-1, 1] as const).map((side) => {
    const s = (x: number) => 400 + side * x;
    return (
      model(pen, leg(side), side < 0 ? c : dark(c, 0.05), {
        inside: weave(
          c,
          { x: side < 0 ? 230 : 390, y: 255, w: 190, h: 640 },
          4.4,
        ),
      }) +
      crease(
        pen,
        `M${s(74)},300C${s(78)},480 ${s(96)},700 ${s(94)},880`,
        c,
        1.1,
      ) +
      crease(
        pen,
        `M${s(28)},480C${s(50)},600 ${s(44)},760 ${s(56)},880`,
        c,
        0.8,
      ) +
      line(
        `M${s(64)},284C${s(84)},330 ${s(104)},352 ${s(128)},366`,
        dark(c, 0.55),
        2.4,
        0.5,
      ) +
      stitches(
        `M${s(26)},858C${s(60)},870 ${s(110)},870 ${s(154)},858`,
        dark(c, 0.4),
      )
    );
  });
  const clip = (x: number) =>
    rect(x - 11, 212, 22, 44, COLOURS.steel, 4) +
    rect(x - 8, 214, 5, 38, "#fff", 2, 'fill-opacity=".5"');
  return (
    hanging(pen, `<path d="${leg(-1)}"/><path d="${leg(1)}"/>`) +
    hanger(pen) +
    parts.join("") +
    model(pen, belt, light(c, 0.04), {
      inside: weave(c, { x: 270, y: 230, w: 260, h: 60 }, 4.4),
      depth: 0.7,
    }) +
    [300, 352, 448, 500]
      .map((x) => rect(x - 5, 232, 10, 58, dark(c, 0.1), 2))
      .join("") +
    line("M400,286V470", dark(c, 0.6), 2.4, 0.5) +
    stitches("M410,288C412,350 414,390 402,410", dark(c, 0.4)) +
    ellipse(400, 262, 9, 9, COLOURS.walnut) +
    ellipse(398, 260, 3, 3, light(COLOURS.walnut, 0.5)) +
    clip(300) +
    clip(500)
  );
}

function sock(pen: Pen, c: string, heel: string): string {
  const d =
    "M-58,-250L62,-250C66,-140 60,-60 66,0C84,40 150,70 190,92C236,118 226,172 170,174L40,172C-20,172 -62,140 -60,80C-58,0 -52,-120 -58,-250z";
  return (
    `<path d="${d}" fill="#4a2a1c" fill-opacity=".3" transform="translate(14 18)" filter="${pen.blur(8)}"/>` +
    model(pen, d, c, {
      inside:
        rib(c, { x: -80, y: -260, w: 320, h: 450 }, 11) +
        path("M-80,44C-20,40 20,90 10,190L-90,190z", heel) +
        path("M150,60C190,90 160,150 130,190L260,190V40z", heel),
    }) +
    clipped(
      pen,
      d,
      rect(-70, -260, 150, 66, light(c, 0.1)) +
        rib(c, { x: -70, y: -260, w: 150, h: 66 }, 8) +
        line("M-70,-192H80", dark(c, 0.5), 3, 0.3),
    ) +
    crease(pen, "M-20,10C10,30 40,20 64,0", c) +
    crease(pen, "M20,110C50,120 90,110 120,90", c, 0.8)
  );
}

/** A pair lying side by side, seen from above. */
export function drawSocks(pen: Pen, c: string): string {
  const heel = dark(c, 0.24);
  return `<g transform="translate(300 480) rotate(-9) scale(1.14)">${sock(pen, c, heel)}</g><g transform="translate(440 560) rotate(5) scale(1.14)">${sock(pen, c, heel)}</g>${rect(290, 596, 190, 58, COLOURS.cream, 3, 'transform="rotate(-2 380 620)"')}${line("M330,622h110M350,638h70", dark(COLOURS.cream, 0.5), 2, 0.6)}`;
}

export function drawBeanie(pen: Pen, c: string, { y = 640 } = {}): string {
  const crown = `M210,${y}C206,${y - 190} 290,${y - 330} 400,${y - 330}C510,${y - 330} 594,${y - 190} 590,${y}z`;
  const brim = `M190,${y - 20}C260,${y + 10} 540,${y + 10} 610,${y - 20}C622,${y + 30} 622,${y + 90} 612,${y + 130}C540,${y + 162} 260,${y + 162} 188,${y + 130}C178,${y + 90} 178,${y + 30} 190,${y - 20}z`;
  let ribs = "";
  for (let i = -9; i <= 9; i += 1)
    ribs += `M${400 + i * 24},${y + 20}C${400 + i * 23},${y - 140} ${400 + i * 13},${y - 270} 400,${y - 332}`;
  return (
    standing(pen, 400, y + 146, 214, { ry: 30 }) +
    model(pen, crown, c, {
      inside:
        knit(c, { x: 200, y: y - 340, w: 400, h: 350 }, 14) +
        line(ribs, dark(c, 0.5), 5, 0.25),
    }) +
    model(pen, brim, light(c, 0.05), {
      inside: rib(c, { x: 180, y: y - 30, w: 440, h: 200 }, 19),
    }) +
    path(
      `M190,${y - 20}C260,${y + 10} 540,${y + 10} 610,${y - 20}l2,16C540,${y + 26} 260,${y + 26} 189,${y - 4}z`,
      dark(c, 0.6),
      'fill-opacity=".2"',
    ) +
    rect(
      470,
      y + 50,
      66,
      44,
      COLOURS.leather,
      3,
      `transform="rotate(-3 500 ${y + 70})"`,
    ) +
    stitches(`M476,${y + 56}h54v32h-54z`, light(COLOURS.leather, 0.5), 1.6)
  );
}

/** A scarf folded over a peg. */
export function drawScarf(pen: Pen, c: string): string {
  const second = light(c, 0.3);
  const tail = (x: number, bottom: number, w: number) =>
    `M${x},210C${x + 10},200 ${x + w - 10},200 ${x + w},212C${x + w + 8},400 ${x + w + 4},600 ${x + w + 14},${bottom}H${x - 10}C${x - 4},600 ${x - 6},400 ${x},210z`;
  const checks = (x: number, bottom: number) => {
    let out = "";
    for (let y = 240; y < bottom; y += 96)
      out += rect(x - 30, y, 260, 30, second, 0, 'fill-opacity=".6"');
    return (
      out +
      rect(x + 26, 190, 22, 720, second, 0, 'fill-opacity=".5"') +
      rect(x + 104, 190, 22, 720, second, 0, 'fill-opacity=".5"') +
      rect(x + 66, 190, 7, 720, COLOURS.ochre, 0, 'fill-opacity=".8"')
    );
  };
  const fringe = (x: number, w: number, bottom: number) => {
    let f = "";
    for (let i = 0; i <= w; i += 9)
      f += `M${x + i},${bottom - 2}q${pen.random.between(-5, 5).toFixed(1)},28 ${pen.random.between(-6, 6).toFixed(1)},58`;
    return line(f, c, 4.4) + line(f, light(c, 0.4), 1.4, 0.6);
  };
  const back = tail(404, 760, 146);
  const fore = tail(262, 850, 156);
  return (
    hanging(pen, `<path d="${back}"/><path d="${fore}"/>`) +
    fringe(398, 164, 760) +
    model(pen, back, dark(c, 0.12), {
      inside:
        checks(404, 760) + weave(c, { x: 380, y: 190, w: 200, h: 580 }, 6),
    }) +
    crease(pen, "M470,230C480,400 462,580 476,750", c, 1.2) +
    fringe(256, 176, 850) +
    model(pen, fore, c, {
      inside:
        checks(262, 850) + weave(c, { x: 240, y: 190, w: 210, h: 670 }, 6),
    }) +
    crease(pen, "M310,230C320,450 300,650 316,840", c, 1.1) +
    crease(pen, "M380,230C372,430 392,640 382,840", c) +
    model(
      pen,
      "M252,226C270,160 360,138 410,140C470,140 545,160 558,224C520,250 300,256 252,226z",
      c,
      {
        inside:
          weave(c, { x: 240, y: 130, w: 330, h: 130 }, 6) +
          rect(240, 172, 330, 16, second, 0, 'fill-opacity=".5"'),
      },
    ) +
    ellipse(404, 132, 26, 26, dark(COLOURS.oak, 0.3)) +
    ellipse(400, 128, 25, 25, COLOURS.oak) +
    ellipse(392, 120, 10, 9, light(COLOURS.oak, 0.5))
  );
}

/** Felt slippers, a pair seen from the front and above. */
export function drawSlippers(pen: Pen, c: string): string {
  const one = (mirror: number) =>
    `<g transform="scale(${mirror} 1)">` +
    path(
      "M-104,200C-124,60 -104,-160 -70,-240C-40,-300 40,-300 66,-236C96,-160 112,60 92,200C70,262 -80,262 -104,200z",
      COLOURS.leather,
    ) +
    model(
      pen,
      "M-98,190C-116,60 -98,-160 -64,-240C-36,-292 36,-292 60,-236C90,-160 104,60 86,190C66,246 -76,246 -98,190z",
      light(c, 0.1),
    ) +
    path(
      "M-62,-40C-72,-130 -52,-214 -4,-222C46,-214 66,-130 54,-40C30,-70 -40,-70 -62,-40z",
      dark(c, 0.5),
    ) +
    path(
      "M-44,-60C-50,-130 -38,-190 -4,-196C32,-190 46,-130 38,-60C20,-82 -26,-82 -44,-60z",
      light(COLOURS.cream, 0.1),
    ) +
    model(
      pen,
      "M-100,60C-102,-10 -80,-56 -62,-70C-40,-92 30,-92 54,-70C74,-56 92,0 90,60C100,150 96,246 -6,250C-108,246 -110,150 -100,60z",
      c,
      { inside: weave(c, { x: -120, y: -100, w: 240, h: 360 }, 4) },
    ) +
    line("M-66,-62C-40,-88 30,-88 56,-62", light(c, 0.4), 7, 0.9) +
    stitches("M-98,214C-70,262 66,262 88,214", light(COLOURS.cream, 0.2), 2) +
    crease(pen, "M-40,0C-20,30 20,30 40,0", c, 0.8) +
    "</g>";
  return `<g filter="${pen.blur(10)}"><ellipse cx="310" cy="560" rx="118" ry="290" fill="#4a2a1c" fill-opacity=".3" transform="rotate(-6 310 540)"/><ellipse cx="568" cy="560" rx="118" ry="290" fill="#4a2a1c" fill-opacity=".3" transform="rotate(8 568 540)"/></g><g transform="translate(284 530) rotate(-6)">${one(1)}</g><g transform="translate(536 536) rotate(8)">${one(-1)}</g>`;
}

/** Folded clothes in a pile; `y` is where it stands, each piece is `w` / 5 high. */
export function folded(
  pen: Pen,
  x: number,
  y: number,
  colours: string[],
  cloth: "knit" | "linen" = "linen",
  w = 380,
): string {
  const k = w / 390;
  const pieces = colours
    .map((c, i) => {
      const b = -i * 78;
      const l = -195 + pen.random.between(-8, 8);
      const d = `M${l + 14},${b - 78}C${l + 156},${b - 86} ${l + 234},${b - 86} ${l + 364},${b - 78}C${l + 398},${b - 74} ${l + 398},${b - 4} ${l + 366},${b}C${l + 234},${b + 5} ${l + 156},${b + 5} ${l + 16},${b}C${l - 10},${b - 10} ${l - 10},${b - 68} ${l + 14},${b - 78}z`;
      const box = { x: l - 12, y: b - 90, w: 420, h: 100 };
      return (
        (i === 0 ? standing(pen, 4, b + 2, 195, { ry: 24 }) : "") +
        model(pen, d, c, {
          inside: cloth === "knit" ? knit(c, box, 12) : weave(c, box, 5),
        }) +
        line(
          `M${l + 8},${b - 42}C${l + 156},${b - 34} ${l + 273},${b - 36} ${l + 356},${b - 40}`,
          dark(c, 0.55),
          3.4,
          0.42,
        ) +
        line(
          `M${l + 356},${b - 76}C${l + 384},${b - 66} ${l + 384},${b - 12} ${l + 356},${b - 2}`,
          dark(c, 0.55),
          2,
          0.3,
        )
      );
    })
    .join("");
  return group(pieces, `transform="translate(${x} ${y}) scale(${k})"`);
}
