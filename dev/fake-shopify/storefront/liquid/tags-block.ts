import {
  type Context,
  type Emitter,
  type Liquid,
  type Parser,
  type Tag,
  type TagToken,
  type Template,
  type TopLevelToken,
} from "liquidjs";
import { type TagImplOptions, SnippetTag } from "./tag-types.ts";
import { renderBlock } from "./blocks.ts";
import { ShopifyDrop } from "./drop.ts";
import { stateOf } from "./state.ts";

interface RawBlock {
  raw: string;
}

/** A tag whose content is taken as it stands and not drawn: schema, doc. */
function silentTag(name: string): TagImplOptions {
  return {
    parse(token: TagToken, remain: TopLevelToken[]) {
      readRaw(this as unknown as RawBlock, name, token, remain);
    },
    render: () => undefined,
  };
}

function readRaw(
  self: RawBlock,
  name: string,
  token: TagToken,
  remain: TopLevelToken[],
): void {
  const begin = token.end;
  let end = begin;
  for (let next = remain.shift(); next; next = remain.shift()) {
    end = next.begin;
    if (next.getText().replace(/[{}%\s-]/g, "") === `end${name}`) {
      self.raw = token.input.slice(begin, end);
      return;
    }
  }
  throw new Error(`tag "${name}" is not closed`);
}

interface StyleTag {
  templates: Template[];
  liquid: Liquid;
}

export const blockTags: Record<string, TagImplOptions> = {
  schema: silentTag("schema"),
  doc: silentTag("doc"),
  // Collected from all files and served as one stylesheet and one script: see compiled-assets.ts.
  stylesheet: silentTag("stylesheet"),
  javascript: silentTag("javascript"),
  style: {
    parse(token: TagToken, remain: TopLevelToken[]) {
      const self = this as unknown as StyleTag;
      self.templates = readTemplates(
        "style",
        token,
        remain,
        this.liquid.parser,
      );
    },
    *render(context: Context, emitter: Emitter) {
      emitter.write("<style data-shopify>");
      yield this.liquid.renderer.renderTemplates(
        (this as unknown as StyleTag).templates,
        context,
        emitter,
      );
      emitter.write("</style>");
    },
  },
  render: {
    parse(token: TagToken, remain: TopLevelToken[]) {
      const self = this as unknown as {
        snippet?: Tag;
        variable?: string;
      };
      const variable = /^\s*([A-Za-z_][\w-]*)\s*$/.exec(token.args)?.[1];
      if (variable) self.variable = variable;
      else
        self.snippet = new SnippetTag(
          token,
          remain,
          this.liquid,
          this.liquid.parser,
        );
    },
    *render(context: Context, emitter: Emitter) {
      const self = this as unknown as {
        snippet?: Tag;
        variable?: string;
      };
      if (self.snippet)
        return yield* self.snippet.render(context, emitter) as Generator<
          unknown,
          unknown,
          unknown
        >;
      const block = context.getSync([self.variable ?? ""]);
      if (!(block instanceof ShopifyDrop) || block.dropType !== "block")
        throw new Error(
          `render ${self.variable}: only blocks can be rendered this way.`,
        );
      emitter.write(renderBlock(stateOf(context), block));
      return undefined;
    },
  },
};

/** Parses up to the closing tag. */
export function readTemplates(
  name: string,
  token: TagToken,
  remain: TopLevelToken[],
  parser: Parser,
): Template[] {
  const templates: Template[] = [];
  let closed = false;
  parser
    .parseStream(remain)
    .on(`tag:end${name}`, function (this: { stop(): void }) {
      closed = true;
      this.stop();
    })
    .on("template", (template: Template) => templates.push(template))
    .on("end", () => {
      throw new Error(`tag ${token.getText()} not closed`);
    })
    .start();
  if (!closed) throw new Error(`tag ${token.getText()} not closed`);
  return templates;
}
