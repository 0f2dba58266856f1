import {
  COLOURS,
  dark,
  light,
  line,
  model,
  path,
  type Pen,
  stitches,
} from "./kit.ts";
import { leafMark } from "./gifts.ts";

/** A parcel in paper with a ribbon and its bow. */
export function drawParcel(pen: Pen, c: string): string {
  const box = "M180,380H620V760H180z";
  const ribbon = COLOURS.rust;
  return `<g transform="rotate(-3 400 560)"><path d="${box}" fill="#4a2a1c" fill-opacity=".4" transform="translate(18 24)" filter="${pen.blur(12)}"/>${model(pen, box, c, { depth: 0.5 })}${path("M180,380L232,346H668L620,380z", light(c, 0.22))}${path("M620,380L668,346V720L620,760z", dark(c, 0.24))}${line("M206,726L230,752M594,726L570,752M206,414L230,388", dark(c, 0.3), 2, 0.5)}${path("M372,380H428V760H372z", ribbon)}${path("M372,380L412,346H462L428,380z", light(ribbon, 0.2))}${path("M180,546H620V594H180z", light(ribbon, 0.06))}${path("M620,546L668,510V556L620,594z", dark(ribbon, 0.26))}${path("M404,362C330,250 220,268 250,330C268,370 350,372 404,362z", ribbon)}${path("M404,362C478,250 588,268 558,330C540,370 458,372 404,362z", light(ribbon, 0.1))}${path("M378,338h52v44h-52z", dark(ribbon, 0.18))}${line("M392,380L352,452M416,380L462,446", ribbon, 18)}</g>`;
}

/** A folded certificate with a seal. */
export function drawCertificate(pen: Pen, c: string): string {
  const sheet = "M190,300H610V790H190z";
  const rows = [500, 540, 580, 620]
    .map((y, i) => `M260,${y}H${i === 3 ? 430 : 540}`)
    .join("");
  return `<g transform="rotate(3 400 560)"><path d="${sheet}" fill="#4a2a1c" fill-opacity=".36" transform="translate(16 22)" filter="${pen.blur(12)}"/>${model(pen, sheet, COLOURS.cream, { depth: 0.3 })}${stitches("M212,322H588V768H212z", c)}${leafMark(400, 400, 1.8, c)}${line(rows, dark(COLOURS.oat, 0.3), 5, 0.7)}${path("M500,690l-22,84l30,-20l30,20l-20,-86z", dark(c, 0.2))}${path("M508,640a46,46 0 1,0 .1,0z", c)}${leafMark(508, 686, 0.9, COLOURS.cream)}</g>`;
}
