import type { Template } from "liquidjs";
import type { LocalShopify } from "../../context.ts";
import { makeEngine } from "./engine.ts";
import { fingerprint, type Folder, openFolder } from "./folder.ts";
import type { Library, Site } from "./state.ts";
import { blankRaw } from "./source.ts";
import { noteUnknown } from "./theme-notes.ts";
import { openTranslations } from "./translate.ts";

export interface SiteOptions {
  pictureSize?: Site["pictureSize"];
}

const CHECK_EVERY_MS = 500;

/** Returns a function that gives the current site. */
export function watchSite(
  ctx: LocalShopify,
  options: SiteOptions = {},
): () => Site {
  let site: Site | null = null;
  let print = "";
  let checkedAt = 0;
  return () => {
    const realNow = Date.now();
    if (site && realNow - checkedAt < CHECK_EVERY_MS) return site;
    checkedAt = realNow;
    const current = `${fingerprint(ctx.themeDir)}/${fingerprint(ctx.extensionDir)}`;
    if (!site || current !== print) {
      print = current;
      site = {
        theme: openLibrary(ctx.themeDir, "theme", ctx.themeNotes),
        extension: openLibrary(ctx.extensionDir, "extension", null),
        pictureSize: options.pictureSize ?? (() => null),
      };
    }
    return site;
  };
}

function openLibrary(
  dir: string,
  kind: "theme" | "extension",
  notes: LocalShopify["themeNotes"],
): Library {
  const folder = openFolder(dir);
  const parsed = new Map<string, Template[]>();
  const library: Library = {
    folder,
    engine: makeEngine({ folder, kind, library: () => library, notes }),
    translations: openTranslations(folder),
    introduced: introducedNames(folder),
    parse(file) {
      const known = parsed.get(file);
      if (known) return known;
      const source = folder.text(file);
      if (source === null)
        throw new Error(`There is no ${file} in the ${kind}.`);
      const clean = blankRaw(source);
      if (notes) noteUnknown(library.engine, notes, { source: clean, file });
      const templates = library.engine.parse(clean, folder.file(file));
      parsed.set(file, templates);
      return templates;
    },
  };
  return library;
}

function introducedNames(folder: Folder): Set<string> {
  const names = new Set<string>();
  for (const sub of ["layout", "sections", "snippets", "blocks", "templates"]) {
    for (const name of folder
      .list(sub)
      .filter((file) => file.endsWith(".liquid"))) {
      const source = folder.text(`${sub}/${name}`) ?? "";
      for (const match of source.matchAll(
        /\b(?:assign|capture|increment|decrement|for|tablerow|as)\s+['"]?([A-Za-z_][\w-]*)/g,
      ))
        names.add(match[1] ?? "");
      for (const match of source.matchAll(
        /\brender\s+['"][^'"]+['"]([^%]*?)(?:%\}|\n|$)/g,
      )) {
        for (const argument of (match[1] ?? "").matchAll(
          /([A-Za-z_][\w-]*)\s*:/g,
        ))
          names.add(argument[1] ?? "");
      }
      // Arguments over several lines: {% render 'x', one: 1,\n two: 2 %}.
      for (const match of source.matchAll(
        /\{%-?\s*(?:render|include|content_for)\s+[^%]*%\}/g,
      ))
        for (const argument of match[0].matchAll(/([A-Za-z_][\w-]*)\s*:/g))
          names.add(argument[1] ?? "");
      for (const match of source.matchAll(
        /@param\s+(?:\{[^}]*\}\s+)?\[?([A-Za-z_][\w-]*)/g,
      ))
        names.add(match[1] ?? "");
    }
  }
  return names;
}
