import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { writeFonts, writeSearchTool, writeTagManager } from "./generate.ts";

const HERE = path.dirname(fileURLToPath(import.meta.url));

/**
 * Writes the heavy theme: the shop's theme, the overlay over it, and the generated tools. For benchmarks, where a page that
 * scores 100 would hide what an app costs. Replaces what stands at `to`; answers `to`.
 */
export async function buildHeavyTheme({ to }: { to: string }): Promise<string> {
  await rm(to, { recursive: true, force: true });
  await mkdir(to, { recursive: true });
  await cp(path.join(HERE, "..", "theme"), to, { recursive: true });
  await cp(path.join(HERE, "overlay"), to, { recursive: true });
  const assets: Record<string, string> = {
    "tool-tags.js": writeTagManager({ rules: 360, rounds: 260 }),
    "tool-search.js": writeSearchTool({ documents: 900 }),
    "fonts.css": writeFonts({ rules: 420 }),
  };
  for (const [name, content] of Object.entries(assets))
    await writeFile(path.join(to, "assets", name), content);
  return to;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const to = process.argv[2];
  if (!to) {
    console.error("Say where: node dev/fake-shopify/theme-heavy/build.ts DIR");
    process.exit(1);
  }
  console.log(await buildHeavyTheme({ to: path.resolve(to) }));
}
