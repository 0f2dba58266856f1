import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import {
  describePicture,
  drawPicture,
  pictureNames,
  renderPicture,
} from "./pictures.ts";

const cacheDir = await mkdtemp(path.join(tmpdir(), "pictures-"));
afterAll(() => rm(cacheDir, { recursive: true, force: true }));

describe("the pictures", () => {
  it("are drawn alike each time, without holes", () => {
    for (const name of pictureNames()) {
      const svg = drawPicture(name, 300);
      expect(svg).toBe(drawPicture(name, 300));
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    }
  });

  it("come in the size and format asked for", async () => {
    const name = "stoneware-mug-sage-1.jpg";
    for (const format of ["jpeg", "webp", "png"] as const) {
      const meta = await sharp(
        await renderPicture(name, { width: 320, format }),
      ).metadata();
      expect(meta).toMatchObject({ width: 320, height: 400, format });
    }
    const largest = await sharp(
      await renderPicture(name, { width: 9_000, format: "jpeg" }),
    ).metadata();
    expect(largest).toMatchObject({ width: 1600, height: 2000 });
    expect(describePicture(name)).toMatchObject({ width: 1600, height: 2000 });
  });

  it("are kept once rendered", async () => {
    const first = await renderPicture("hero-morning.jpg", {
      width: 300,
      format: "webp",
      cacheDir,
    });
    const second = await renderPicture("hero-morning.jpg", {
      width: 300,
      format: "webp",
      cacheDir,
    });
    expect(second.equals(first)).toBe(true);
    expect(await readdir(cacheDir)).toHaveLength(1);
  });

  it("are refused when unknown", async () => {
    expect(describePicture("../../etc/passwd")).toBeNull();
    await expect(
      renderPicture("nothing.jpg", { width: 100, format: "png" }),
    ).rejects.toThrow("no picture nothing.jpg");
  });
});
