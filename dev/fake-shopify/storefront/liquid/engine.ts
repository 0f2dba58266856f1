import { createRequire } from "node:module";
import { Liquid } from "liquidjs";
import type { Filter } from "./filter-arguments.ts";
import { colorFilters } from "./filters-color.ts";
import { embedFilters } from "./filters-embed.ts";
import { eventFilters } from "./filters-events.ts";
import { listFilters } from "./filters-list.ts";
import { mediaFilters } from "./filters-media.ts";
import { moneyFilters } from "./filters-money.ts";
import { textFilters } from "./filters-text.ts";
import { urlFilters } from "./filters-url.ts";
import type { Folder } from "./folder.ts";
import type { Library } from "./state.ts";
import { blockTags } from "./tags-block.ts";
import { formTags } from "./tags-form.ts";
import { snippetFiles, blankRaw } from "./source.ts";
import { contentTags } from "./tags-content.ts";
import { sectionTags } from "./tags-section.ts";
import { carryOn, noteUnknown, type ThemeNotes } from "./theme-notes.ts";

/** Liquid as Shopify runs it: liquidjs's own tags and filters that Shopify does not have are taken away. */
export function makeEngine(options: {
  folder: Folder;
  kind: "theme" | "extension";
  library: () => Library;
  /** For a theme that is not our own: what is unknown is noted instead of being an error. */
  notes?: ThemeNotes | null;
}): Liquid {
  const { folder, notes } = options;
  const prepare = (source: string, file: string) => {
    const clean = blankRaw(source);
    if (notes)
      noteUnknown(engine, notes, {
        source: clean,
        file: file.slice(folder.dir.length).replace(/^[\\/]+/, ""),
      });
    return clean;
  };
  const engine = new Liquid({
    root: [options.folder.file("snippets")],
    partials: [options.folder.file("snippets")],
    layouts: [options.folder.file("layout")],
    fs: snippetFiles(prepare),
    extname: ".liquid",
    relativeReference: false,
    cache: true,
    jsTruthy: false,
    strictFilters: !notes,
    strictVariables: false,
    dynamicPartials: true,
  });
  const names = documentedNames();
  for (const name of Object.keys(engine.filters))
    if (!names.filters.has(name)) delete engine.filters[name];
  for (const name of Object.keys(engine.tags))
    if (!names.tags.has(name) && !OWN_TAGS.has(name)) delete engine.tags[name];

  const dateFilter = engine.filters["date"] as unknown as Filter;
  const filters = {
    ...textFilters(options.library, dateFilter),
    ...eventFilters,
    ...listFilters,
    ...moneyFilters,
    ...mediaFilters,
    ...colorFilters,
    ...embedFilters,
    ...urlFilters(options),
  };
  for (const [name, filter] of Object.entries(filters))
    engine.registerFilter(name, filter);

  const tags = { ...blockTags, ...contentTags, ...formTags, ...sectionTags };
  // Theme app extensions may not use these: theme-check calls it AppBlockValidTags.
  const forbidden =
    options.kind === "extension"
      ? new Set([
          "javascript",
          "stylesheet",
          "include",
          "layout",
          "section",
          "sections",
        ])
      : new Set<string>();
  for (const [name, tag] of Object.entries(tags)) engine.registerTag(name, tag);
  for (const name of forbidden) delete engine.tags[name];
  if (notes) carryOn(engine, notes);
  return engine;
}

const OWN_TAGS = new Set(["#"]);

function documentedNames(): { filters: Set<string>; tags: Set<string> } {
  const require = createRequire(import.meta.url);
  const read = (file: string) =>
    require(`@shopify/theme-check-docs-updater/data/${file}.json`) as {
      name: string;
    }[];
  return {
    filters: new Set(read("filters").map((one) => one.name)),
    tags: new Set([
      "if",
      "unless",
      "case",
      "for",
      "liquid",
      ...read("tags").map((one) => one.name),
    ]),
  };
}
