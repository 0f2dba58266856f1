import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { themeCheckRun } from "@shopify/theme-check-node";
import { afterAll, describe, expect, it } from "vitest";
import { buildHeavyTheme } from "./build.ts";

const theme = path.resolve(import.meta.dirname, "../theme");
const scratch = await mkdtemp(path.join(tmpdir(), "heavy-theme-"));
afterAll(() => rm(scratch, { recursive: true, force: true }));

async function complaints(root: string): Promise<string[]> {
  const { offenses } = await themeCheckRun(
    root,
    path.join(root, ".theme-check.yml"),
  );
  return offenses.map(
    (it) =>
      `${it.check} ${path.basename(it.uri)}:${it.start.line + 1} ${it.message}`,
  );
}

describe("the theme and its heavy variant", () => {
  it(
    "leave Shopify's theme check nothing to complain about",
    { timeout: 30_000 },
    async () => {
      expect(await complaints(theme)).toEqual([]);
      expect(
        await complaints(
          await buildHeavyTheme({ to: path.join(scratch, "heavy") }),
        ),
      ).toEqual([]);
    },
  );

  it("differ by tools that are really there and really large", async () => {
    const to = await buildHeavyTheme({ to: path.join(scratch, "weighed") });
    const sizes = await Promise.all(
      ["tool-tags.js", "tool-search.js", "tool-slider.js"].map(
        async (it) => (await stat(path.join(to, "assets", it))).size,
      ),
    );
    const sum = sizes.reduce((a, b) => a + b, 0);
    expect(sum).toBeGreaterThan(150_000);
    expect(sum).toBeLessThan(250_000);
    const parse = (code: string) => new Function(code);
    for (const name of ["tool-tags.js", "tool-search.js"]) {
      const code = await readFile(path.join(to, "assets", name), "utf8");
      expect(() => parse(code)).not.toThrow();
    }
  });

  it("share the layout but for what the heavy one adds", async () => {
    const [plain, heavy] = await Promise.all(
      [theme, path.resolve(import.meta.dirname, "overlay")].map((it) =>
        readFile(path.join(it, "layout/theme.liquid"), "utf8"),
      ),
    );
    const added = [
      "    {% render 'heavy-head' %}\n",
      "    {% render 'promo-slider' %}\n",
    ];
    expect(added.reduce((text, it) => text.replace(it, ""), heavy ?? "")).toBe(
      plain,
    );
  });
});
