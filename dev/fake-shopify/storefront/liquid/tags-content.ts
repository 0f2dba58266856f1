import { type Context, type Emitter, Hash, type TagToken } from "liquidjs";
import {
  blockDrops,
  type BlockPlace,
  placeOf,
  renderBlock,
  renderStaticBlock,
  withClosest,
} from "./blocks.ts";
import { stateOf } from "./state.ts";
import type { TagImplOptions } from "./tag-types.ts";

interface ContentTag {
  what: "block" | "blocks";
  hash: Hash;
  /** `closest.product: product` as names and values. */
  closest: Hash;
}

/** `{% content_for 'blocks' %}` and `{% content_for 'block', type:, id: %}`. @see https://shopify.dev/docs/api/liquid/tags/content_for */
export const contentTags: Record<string, TagImplOptions> = {
  content_for: {
    parse(token: TagToken) {
      const parts = /^\s*['"](blocks?)['"]\s*,?([\s\S]*)$/.exec(token.args);
      if (!parts?.[1])
        throw new Error(
          `content_for takes 'block' or 'blocks': ${token.getText()}`,
        );
      const self = this as unknown as ContentTag;
      self.what = parts[1] as ContentTag["what"];
      const given = (parts[2] ?? "").trim();
      const about = [...given.matchAll(/closest\.(\w+)\s*:\s*([^,\s]+)/g)];
      self.closest = new Hash(
        about.map(([, name, value]) => `${name}: ${value}`).join(", "),
      );
      self.hash = new Hash(
        given
          .replace(/closest\.\w+\s*:\s*[^,\s]+\s*,?/g, "")
          .replace(/,\s*$/, ""),
      );
    },
    *render(context: Context, emitter: Emitter) {
      const self = this as unknown as ContentTag;
      const state = stateOf(context);
      const owner = (name: string) => placeOf(context.getSync([name])) ?? null;
      const found: BlockPlace | null = owner("block") ?? owner("section");
      if (!found) throw new Error("content_for stands outside of a section.");
      const about = (yield self.closest.render(context)) as object;
      const place = withClosest(found, { ...about });
      const { type, id, ...more } = (yield self.hash.render(context)) as Record<
        string,
        unknown
      >;
      if (self.what === "block")
        emitter.write(
          renderStaticBlock(state, place, {
            type: String(type),
            id: String(id),
            more,
          }),
        );
      else
        for (const block of blockDrops(state, place))
          emitter.write(renderBlock(state, block, more));
    },
  },
};
