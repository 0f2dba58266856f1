import type { Liquid, TopLevelToken } from "liquidjs";

export interface ThemeNote {
  kind: "tag" | "filter" | "object" | "error";
  /** "content_for", "product.media_count", or the whole sentence of an error. */
  name: string;
  file: string;
  line: number;
}

/** What the local Shopify could not do for a theme that is not its own: listed, while the page carries on. */
export interface ThemeNotes {
  add(note: ThemeNote): void;
  /** Adds a note about whatever is being drawn at this moment. */
  addHere(kind: ThemeNote["kind"], name: string): void;
  /** Says what is drawn from now on. */
  drawing(token: TopLevelToken): void;
  list(): ThemeNote[];
}

const MOST = 500;

export function openThemeNotes(themeDir: string): ThemeNotes {
  const notes = new Map<string, ThemeNote>();
  let current: TopLevelToken | null = null;
  const add = (note: ThemeNote) => {
    const key = `${note.kind}|${note.name}|${note.file}|${note.line}`;
    if (!notes.has(key) && notes.size < MOST) notes.set(key, note);
  };
  return {
    add,
    addHere(kind, name) {
      const file = current?.file ?? "";
      add({
        kind,
        name,
        file: file.startsWith(themeDir)
          ? file.slice(themeDir.length).replace(/^[\\/]+/, "")
          : file,
        line: current?.getPosition()[0] ?? 0,
      });
    },
    drawing: (token) => {
      current = token;
    },
    list: () =>
      [...notes.values()].sort(
        (a, b) =>
          a.kind.localeCompare(b.kind) ||
          a.name.localeCompare(b.name) ||
          a.file.localeCompare(b.file),
      ),
  };
}

const NO_TAGS = new Set(["else", "elsif", "when", "break", "continue"]);

/** Notes every tag and filter of a file that the engine does not know, and gives the engine a tag that does nothing. */
export function noteUnknown(
  engine: Liquid,
  notes: ThemeNotes,
  { source, file }: { source: string; file: string },
): void {
  const line = (at: number) => source.slice(0, at).split("\n").length;
  for (const { name, at } of tagsOf(source)) {
    if (engine.tags[name] || NO_TAGS.has(name) || name.startsWith("end"))
      continue;
    notes.add({ kind: "tag", name, file, line: line(at) });
  }
  for (const name of new Set(tagsOf(source).map((tag) => tag.name))) {
    if (engine.tags[name] || NO_TAGS.has(name) || name.startsWith("end"))
      continue;
    const isBlock = new RegExp(`\\{%-?\\s*end${name}\\b`).test(source);
    engine.registerTag(name, {
      parse(token, remain) {
        while (isBlock && remain.length > 0) {
          const next = remain.shift();
          if (next && "name" in next && next.name === `end${name}`) return;
        }
      },
      render: () => undefined,
    });
  }
  for (const part of source.matchAll(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g)) {
    const blank = (text: string) => text.replace(/[^\n]/g, " ");
    const bare = part[0]
      .replace(/^\s*comment\s[\s\S]*?^\s*endcomment\s*$|^\s*#.*$/gm, blank)
      .replace(/'[^']*'|"[^"]*"/g, blank);
    for (const match of bare.matchAll(/\|\s*([A-Za-z_]\w*)/g)) {
      const name = match[1] ?? "";
      if (!engine.filters[name])
        notes.add({
          kind: "filter",
          name,
          file,
          line: line(part.index + match.index),
        });
    }
  }
}

/** Names of all tags with where they stand, those of `{% liquid %}` too. */
function tagsOf(source: string): { name: string; at: number }[] {
  const found: { name: string; at: number }[] = [];
  for (const match of source.matchAll(/\{%-?\s*([A-Za-z_]\w*)([\s\S]*?)%\}/g)) {
    found.push({ name: match[1] ?? "", at: match.index });
    if (match[1] !== "liquid") continue;
    let at = match.index;
    let isComment = false;
    for (const text of (match[2] ?? "").split("\n")) {
      const name = /^\s*([a-z_]\w*)\b(?!\s*[:.|=,])/.exec(text)?.[1];
      if (name === "comment") isComment = true;
      if (name && !isComment) found.push({ name, at });
      if (name === "endcomment") isComment = false;
      at += text.length + 1;
    }
  }
  return found;
}

/** Errors of one tag or output end it alone, as at Shopify; the rest of the page is drawn. */
export function carryOn(engine: Liquid, notes: ThemeNotes): void {
  const { renderer } = engine;
  renderer.renderTemplates = function* (templates, context, given) {
    const emitter = given ?? new Buffered();
    for (const template of templates) {
      const { scopes } = context as unknown as { scopes: unknown[] };
      const depth = scopes.length;
      notes.drawing(template.token as TopLevelToken);
      try {
        const html = (yield template.render(context, emitter)) as unknown;
        if (html) emitter.write(html);
      } catch (error) {
        // What the broken tag put on top would hide the variables below it.
        scopes.length = depth;
        notes.drawing(template.token as TopLevelToken);
        notes.addHere("error", firstLine(error));
      }
      const state = context as unknown as {
        breakCalled: boolean;
        continueCalled: boolean;
      };
      if (state.breakCalled || state.continueCalled) break;
    }
    return (emitter as Buffered).buffer;
  } as typeof renderer.renderTemplates;
}

class Buffered {
  buffer = "";
  write(html: unknown): void {
    this.buffer += String(html ?? "");
  }
}

const firstLine = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).split(
    /\n|, file:/,
  )[0] ?? "";
