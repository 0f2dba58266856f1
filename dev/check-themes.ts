import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

/** `npm run check:themes -- DIR…`: our blocks, embed and offer in Online Store 2.0 themes that are not ours. */
const themes = process.argv.slice(2).map((dir) => path.resolve(dir));
const missing = themes.filter(
  (dir) => !existsSync(path.join(dir, "layout", "theme.liquid")),
);
if (themes.length === 0 || missing.length > 0) {
  process.stderr.write(
    missing.length > 0
      ? `No theme (layout/theme.liquid) in: ${missing.join(", ")}\n`
      : "Name the themes: npm run check:themes -- DIR [DIR …]\n",
  );
  process.exit(2);
}
const { status } = spawnSync("playwright", ["test", "-c", "tests/themes"], {
  stdio: "inherit",
  env: { ...process.env, THEMES: themes.join(path.delimiter) },
});
process.exit(status ?? 1);
