import { createRequire } from "node:module";
import { type Context, Drop } from "liquidjs";
import type { ThemeNotes } from "./theme-notes.ts";

export interface DropOptions {
  /** Name in Shopify's reference: properties documented there but absent here are errors, not silence. */
  type: string;
  /** Values, or functions that are called at first use. */
  fields: Record<string, unknown>;
  /** What `{{ object }}` prints and comparisons see. */
  print?: () => unknown;
  /** For keys that cannot be listed: handles, namespaces. Return undefined when there is no such key. */
  find?: (key: string) => unknown;
  /** What `for x in object` walks over. */
  items?: () => unknown[];
  /** What the json filter gives. */
  json?: () => unknown;
}

/** An object of Shopify's Liquid. */
export class ShopifyDrop extends Drop {
  readonly #options: DropOptions;

  constructor(options: DropOptions) {
    super();
    this.#options = options;
    for (const [name, value] of Object.entries(options.fields)) {
      if (typeof value !== "function") {
        Object.defineProperty(this, name, {
          value,
          enumerable: true,
          configurable: true,
        });
        continue;
      }
      const compute = value as () => unknown;
      Object.defineProperty(this, name, {
        configurable: true,
        enumerable: true,
        get: () => {
          const result = compute();
          Object.defineProperty(this, name, {
            value: result,
            enumerable: true,
            configurable: true,
          });
          return result;
        },
      });
    }
    const { items } = options;
    if (items)
      Object.defineProperty(this, Symbol.iterator, {
        value: () => items()[Symbol.iterator](),
      });
  }

  override liquidMethodMissing(
    key: string | number,
    context: Context,
  ): unknown {
    const { find, items, type } = this.#options;
    const found = find?.(String(key));
    if (found !== undefined) return found;
    if (items && (key === "size" || key === "first" || key === "last")) {
      const all = items();
      return key === "size" ? all.length : all.at(key === "first" ? 0 : -1);
    }
    if (!documentedProperties(type).has(String(key))) return undefined;
    const notes = notesOf(context);
    if (!notes)
      throw new NotSimulated(
        `${type}.${key} exists at Shopify, but the local Shopify does not simulate it.`,
      );
    notes.addHere("object", `${type}.${key}`);
    return undefined;
  }

  get dropType(): string {
    return this.#options.type;
  }

  /** Shows another value under a name until `restore` is called: paginate cuts arrays this way. */
  override(name: string, value: unknown): () => void {
    const before = Object.getOwnPropertyDescriptor(this, name);
    Object.defineProperty(this, name, {
      value,
      enumerable: true,
      configurable: true,
    });
    return () => {
      if (before) Object.defineProperty(this, name, before);
      else delete this[name];
    };
  }

  override valueOf(): object {
    return (this.#options.print ? this.#options.print() : this) as object;
  }

  override toString(): string {
    return this.#options.print
      ? String(this.#options.print() ?? "")
      : `${pascal(this.#options.type)}Drop`;
  }

  toJSON(): unknown {
    if (this.#options.json) return this.#options.json();
    if (this.#options.print) return this.#options.print();
    throw new NotSimulated(
      `{{ ${this.#options.type} | json }} is not simulated by the local Shopify.`,
    );
  }
}

/** Key under which the variables of a page carry its state, see state.ts. */
export const STATE = Symbol("state");

function notesOf(context: Context | undefined): ThemeNotes | null {
  const state = (
    context?.globals as
      | Record<symbol, { request: { ctx: { themeNotes: ThemeNotes | null } } }>
      | undefined
  )?.[STATE];
  return state?.request.ctx.themeNotes ?? null;
}

export class NotSimulated extends Error {}

export function makeDrop(options: DropOptions): ShopifyDrop {
  return new ShopifyDrop(options);
}

interface DocumentedObject {
  name: string;
  properties?: { name: string }[];
}

let documented: Map<string, Set<string>> | null = null;

/** Shopify's own list of objects and properties, shipped with its theme checker. */
function documentedObjects(): Map<string, Set<string>> {
  if (!documented) {
    const require = createRequire(import.meta.url);
    const list =
      require("@shopify/theme-check-docs-updater/data/objects.json") as DocumentedObject[];
    documented = new Map(
      list.map((object) => [
        object.name,
        new Set((object.properties ?? []).map((property) => property.name)),
      ]),
    );
  }
  return documented;
}

function documentedProperties(type: string): Set<string> {
  return documentedObjects().get(type) ?? new Set();
}

export function isDocumentedObject(name: string): boolean {
  return documentedObjects().has(name);
}

function pascal(name: string): string {
  return name.replace(/(?:^|_)([a-z])/g, (_, letter: string) =>
    letter.toUpperCase(),
  );
}
