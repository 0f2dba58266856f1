import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { FS } from "liquidjs";

const RAW = ["schema", "doc", "stylesheet", "javascript", "comment"].map(
  (name) =>
    new RegExp(
      `(\\{%-?\\s*${name}\\b[^%]*%\\})([\\s\\S]*?)(\\{%-?\\s*end${name}\\s*-?%\\})`,
      "g",
    ),
);

/** What is not Liquid is emptied, so that braces in it are none; its lines stay, so that faults name the right one. */
export function blankRaw(source: string): string {
  return RAW.reduce(
    (text, pattern) =>
      text.replace(
        pattern,
        (_, open: string, body: string, close: string) =>
          open + body.replace(/[^\n]+/g, "") + close,
      ),
    source,
  );
}

/** Snippets as liquidjs reads them, prepared in the same way as every other file. */
export function snippetFiles(
  prepare: (source: string, file: string) => string,
): FS {
  const read = (file: string) => prepare(readFileSync(file, "utf8"), file);
  return {
    sep: path.sep,
    exists: (file) => Promise.resolve(existsSync(file)),
    existsSync,
    readFile: (file) => Promise.resolve(read(file)),
    readFileSync: read,
    resolve: (dir, file, ext) =>
      path.resolve(dir, path.extname(file) ? file : file + ext),
    dirname: (file) => path.dirname(file),
    containsSync: (root, file) =>
      file.startsWith(path.resolve(root) + path.sep),
    contains: (root, file) =>
      Promise.resolve(file.startsWith(path.resolve(root) + path.sep)),
  };
}
