/** Shopify's cursor connections over a list in memory. */
import { topLevelError } from "./errors.ts";
import type { Source } from "./call.ts";

export interface PageArgs {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
  reverse?: boolean | null;
}

interface Keyed {
  id: string;
}

const toCursor = (id: string) =>
  Buffer.from(JSON.stringify({ last_id: id })).toString("base64");

function fromCursor(cursor: string): string {
  try {
    const parsed: unknown = JSON.parse(
      Buffer.from(cursor, "base64").toString("utf8"),
    );
    if (parsed && typeof parsed === "object" && "last_id" in parsed)
      return String(parsed.last_id);
  } catch {
    // Answered below like any other foreign cursor.
  }
  throw topLevelError(
    "BAD_REQUEST",
    "Invalid cursor for current pagination sort.",
  );
}

/** `items` come in sort order; only the page's own are turned into answers. */
export function connection<T extends Keyed>({
  items,
  args,
  toNode,
}: {
  items: readonly T[];
  args: PageArgs;
  toNode: (item: T) => Source;
}): Source {
  const { first, last } = args;
  if (first == null && last == null)
    throw topLevelError("BAD_REQUEST", "you must provide one of first or last");
  if (first != null && last != null)
    throw topLevelError(
      "BAD_REQUEST",
      "providing both first and last is not supported",
    );
  const size = first ?? last ?? 0;
  if (size < 0 || size > 250)
    throw topLevelError(
      "BAD_REQUEST",
      `${first != null ? "first" : "last"} must be between 0 and 250, got ${size}`,
    );

  const ordered = args.reverse ? items.toReversed() : items;
  let from = 0;
  let to = ordered.length;
  if (args.after != null) {
    const id = fromCursor(args.after);
    const at = ordered.findIndex((item) => item.id === id);
    from = at < 0 ? ordered.length : at + 1;
  }
  if (args.before != null) {
    const id = fromCursor(args.before);
    const at = ordered.findIndex((item) => item.id === id);
    to = at < 0 ? 0 : at;
  }
  if (first != null) to = Math.min(to, from + first);
  else from = Math.max(from, to - size);

  const page = ordered.slice(from, Math.max(from, to));
  const nodes = page.map(toNode);
  return {
    nodes,
    edges: nodes.map((node, index) => ({
      node,
      cursor: toCursor(page[index]!.id),
    })),
    pageInfo: {
      hasNextPage: from + page.length < ordered.length,
      hasPreviousPage: from > 0 && ordered.length > 0,
      startCursor: page[0] ? toCursor(page[0].id) : null,
      endCursor: page.length > 0 ? toCursor(page.at(-1)!.id) : null,
    },
  };
}
