import sharp from "sharp";

/** A quiet rectangle for a picture that nobody draws yet. */
export async function placeholderPicture(
  name: string,
  width: number,
  format: "webp" | "png" | "jpeg",
): Promise<Buffer> {
  const hue =
    [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 360;
  const size = Math.min(width, 2000);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}"><rect width="100%" height="100%" fill="hsl(${hue} 25% 88%)"/></svg>`;
  return sharp(Buffer.from(svg)).toFormat(format).toBuffer();
}
