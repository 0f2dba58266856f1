/** HTML by tagged templates: whatever is put in is escaped, unless it is markup itself. */
export interface Markup {
  readonly markup: string;
}

type Part =
  | Markup
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | readonly Part[];

const ESCAPES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escapeHtml(text: string): string {
  return text.replace(
    /[&<>"']/g,
    (character) => ESCAPES[character] ?? character,
  );
}

export const raw = (markup: string): Markup => ({ markup });

function render(part: Part): string {
  if (part == null || typeof part === "boolean") return "";
  if (Array.isArray(part))
    return (part as readonly Part[]).map(render).join("");
  if (typeof part === "object") return (part as Markup).markup;
  return escapeHtml(String(part));
}

export function h(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  return raw(
    strings.reduce(
      (text, string, index) => text + render(parts[index - 1]) + string,
    ),
  );
}

/** JSON for a `<script type="application/json">`. */
export function jsonScript(id: string, value: unknown): Markup {
  return raw(
    `<script type="application/json" id="${id}">${JSON.stringify(value).replace(/</g, "\\u003c")}</script>`,
  );
}
