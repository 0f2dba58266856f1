import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { createPen } from "./pictures/kit.ts";
import { PICTURES } from "./pictures/registry.ts";
import { createRandom } from "./random.ts";

export type PictureFormat = "jpeg" | "webp" | "png";

export interface RenderOptions {
  /** In pixels, from 16 to the full size of the picture; other values are brought into that range. */
  width: number;
  format: PictureFormat;
  /** Where renderings are kept; without it each one is drawn anew. */
  cacheDir?: string;
}

const MAX_WIDTH = 2000;
/** Part of each cache name. Count it up when drawings change, so that an old cache does not show old pictures. */
const EDITION = 4;

/** Full size in pixels and what a scene shows; null for a name that is not ours. `name` is the part after /cdn/files/. */
export function describePicture(
  name: string,
): { width: number; height: number; alt: string | null } | null {
  const picture = PICTURES.get(name);
  if (!picture) return null;
  const width = Math.min(MAX_WIDTH, picture.width * 2);
  return {
    width,
    height: Math.round((width * picture.height) / picture.width),
    alt: picture.alt,
  };
}

export const pictureNames = (): string[] => [...PICTURES.keys()];

/** The drawing itself, as SVG of the given width. Throws for an unknown name. */
export function drawPicture(name: string, width: number): string {
  const picture = PICTURES.get(name);
  if (!picture) throw new Error(`There is no picture ${name}.`);
  const pen = createPen(name);
  const body = picture.draw(pen);
  const height = Math.round((width * picture.height) / picture.width);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${picture.width} ${picture.height}" preserveAspectRatio="none"><defs>${pen.defs.join("")}</defs>${body}</svg>`;
}

let paper: Promise<Buffer> | null = null;

/** A tile of paper grain, laid over every picture: one texture binds the set. */
function paperGrain(): Promise<Buffer> {
  const size = 256;
  const random = createRandom(7);
  const pixels = Buffer.alloc(size * size * 4);
  for (let i = 0; i < size * size; i += 1) {
    const tone = random.next() < 0.5 ? 40 : 255;
    pixels[i * 4] = tone;
    pixels[i * 4 + 1] = tone;
    pixels[i * 4 + 2] = tone === 255 ? 245 : 30;
    pixels[i * 4 + 3] = Math.round(
      random.next() ** 2 * (tone === 255 ? 13 : 9),
    );
  }
  return sharp(pixels, { raw: { width: size, height: size, channels: 4 } })
    .png()
    .toBuffer();
}

/** Renders a picture of the catalogue. Throws for an unknown name (ask `describePicture` first). */
export async function renderPicture(
  name: string,
  options: RenderOptions,
): Promise<Buffer> {
  const picture = PICTURES.get(name);
  if (!picture) throw new Error(`There is no picture ${name}.`);
  const full = Math.min(MAX_WIDTH, picture.width * 2);
  const width = Math.max(16, Math.min(full, Math.round(options.width)));
  const { format, cacheDir } = options;
  const file = cacheDir
    ? path.join(
        cacheDir,
        `${createHash("sha1").update(`${EDITION}/${name}`).digest("hex").slice(0, 16)}-${width}.${format}`,
      )
    : null;
  const kept = file ? await readFile(file).catch(() => null) : null;
  if (kept) return kept;

  paper ??= paperGrain();
  const drawn = sharp(Buffer.from(drawPicture(name, width))).flatten({
    background: "#ebe0ce",
  });
  const height = (width * picture.height) / picture.width;
  if (width >= 256 && height >= 257)
    drawn.composite([{ input: await paper, tile: true }]);
  const image = await encode(drawn, format).toBuffer();
  if (file && cacheDir) {
    await mkdir(cacheDir, { recursive: true });
    const draft = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
    await writeFile(draft, image);
    await rename(draft, file);
  }
  return image;
}

function encode(image: sharp.Sharp, format: PictureFormat): sharp.Sharp {
  if (format === "webp") return image.webp({ quality: 82, effort: 2 });
  if (format === "png") return image.png({ compressionLevel: 6 });
  return image.jpeg({ quality: 84 });
}
