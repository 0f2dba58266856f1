import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/** A theme or extension directory, read once and read again when a file changes. */
export interface Folder {
  dir: string;
  /** Text of a file below the directory; null when there is none. */
  text(file: string): string | null;
  /** JSON with the comment header that Shopify writes above templates. */
  json(file: string): unknown;
  /** Names of the files directly inside a subdirectory, sorted. */
  list(subdirectory: string): string[];
  file(name: string): string;
  /** Short hash of a file's content, for addresses that may be cached for ever; null when there is no such file. */
  version(file: string): string | null;
}

export function openFolder(dir: string): Folder {
  const texts = new Map<string, string | null>();
  const jsons = new Map<string, unknown>();
  const text = (file: string): string | null => {
    if (!texts.has(file)) texts.set(file, readOrNull(path.join(dir, file)));
    return texts.get(file) ?? null;
  };
  return {
    dir,
    text,
    json(file) {
      if (!jsons.has(file)) {
        const source = text(file);
        jsons.set(file, source === null ? null : parseJson(source, file));
      }
      return structuredClone(jsons.get(file)) ?? null;
    },
    list: (subdirectory) => listOrNone(path.join(dir, subdirectory)),
    file: (name) => path.join(dir, name),
    version(file) {
      try {
        return createHash("md5")
          .update(readFileSync(path.join(dir, file)))
          .digest("hex")
          .slice(0, 12);
      } catch {
        return null;
      }
    },
  };
}

/** Changes when any file below `dir` changes: newest time of change and number of files. */
export function fingerprint(dir: string): string {
  let newest = 0;
  let count = 0;
  const walk = (at: string) => {
    for (const entry of readdirOrNone(at)) {
      const full = path.join(at, entry.name);
      if (entry.isDirectory()) walk(full);
      else {
        count += 1;
        newest = Math.max(
          newest,
          statSync(full, { throwIfNoEntry: false })?.mtimeMs ?? 0,
        );
      }
    }
  };
  walk(dir);
  return `${count}:${newest}`;
}

/** Theme files hold JSON with comments, and commas after the last entry: the theme editor writes and reads them so. */
export function parseJson(source: string, file: string): unknown {
  const plain = source
    .replace(/^\uFEFF/, "")
    .replace(
      /("(?:[^"\\]|\\.)*")|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
      (_, text: string | undefined) => text ?? "",
    )
    .replace(
      /("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g,
      (_, text: string | undefined) => text ?? "",
    );
  try {
    return JSON.parse(plain);
  } catch (error) {
    throw new Error(`${file} is not valid JSON: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

function readdirOrNone(dir: string) {
  try {
    return readdirSync(dir, { withFileTypes: true });
  } catch {
    return [];
  }
}

function listOrNone(dir: string): string[] {
  return readdirOrNone(dir)
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort();
}
