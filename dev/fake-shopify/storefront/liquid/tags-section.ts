import { type Context, type Emitter, type TagToken } from "liquidjs";
import { type TagImplOptions } from "./tag-types.ts";
import { renderGroup, renderStaticSection } from "./sections.ts";
import { stateOf } from "./state.ts";

interface NamedTag {
  name: string;
}

function namedTag(
  tag: string,
  render: (context: Context, name: string) => string,
): TagImplOptions {
  return {
    parse(token: TagToken) {
      const name = /^\s*['"]([^'"]+)['"]\s*$/.exec(token.args)?.[1];
      if (!name)
        throw new Error(`${tag} needs a quoted name: ${token.getText()}`);
      (this as unknown as NamedTag).name = name;
    },
    render(context: Context, emitter: Emitter) {
      emitter.write(render(context, (this as unknown as NamedTag).name));
    },
  };
}

export const sectionTags: Record<string, TagImplOptions> = {
  section: namedTag("section", (context, name) =>
    renderStaticSection(stateOf(context), name),
  ),
  sections: namedTag("sections", (context, name) =>
    renderGroup(stateOf(context), name),
  ),
  layout: {
    parse: () => undefined,
    // Which layout is read from the source before rendering: see pages.ts.
    render: () => undefined,
  },
};
