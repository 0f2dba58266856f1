import type { Folder } from "./folder.ts";

/** The JSON of `{% schema %}`; an error that names the file when it is broken. */
export function readSchema(folder: Folder, file: string): unknown {
  const source = folder.text(file);
  const body =
    source &&
    /\{%-?\s*schema\s*-?%\}([\s\S]*?)\{%-?\s*endschema\s*-?%\}/.exec(
      source,
    )?.[1];
  if (!body) return {};
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new Error(
      `The schema of ${file} is not valid JSON: ${(error as Error).message}`,
      { cause: error },
    );
  }
}
