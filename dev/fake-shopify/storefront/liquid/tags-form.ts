import {
  type Context,
  type Emitter,
  Hash,
  type TagToken,
  type Template,
  type TopLevelToken,
  Value,
} from "liquidjs";
import { type TagImplOptions } from "./tag-types.ts";
import { makeDrop, ShopifyDrop } from "./drop.ts";
import { attributes } from "./filter-arguments.ts";
import { stateOf } from "./state.ts";
import { readTemplates } from "./tags-block.ts";

interface FormTag {
  kind: Value;
  subject: Value | null;
  hash: Hash;
  templates: Template[];
}

interface PaginateTag {
  parent: Value | null;
  property: string;
  whole: Value;
  by: Value;
  templates: Template[];
}

const ACTIONS: Record<string, string> = {
  product: "cart/add",
  cart: "cart",
  contact: "contact",
  customer: "contact",
  customer_login: "account/login",
  localization: "localization",
  storefront_password: "password",
};

export const formTags: Record<string, TagImplOptions> = {
  form: {
    parse(token: TagToken, remain: TopLevelToken[]) {
      const self = this as unknown as FormTag;
      const parts =
        /^\s*('[^']*'|"[^"]*"|[\w.[\]"']+)\s*(?:,\s*([A-Za-z_][\w.[\]"']*)\s*(?=,|$))?\s*,?\s*([\s\S]*)$/.exec(
          token.args,
        );
      if (!parts?.[1]) throw new Error(`form needs a type: ${token.getText()}`);
      self.kind = new Value(parts[1], this.liquid);
      self.subject = parts[2] ? new Value(parts[2], this.liquid) : null;
      self.hash = new Hash(parts[3] ?? "");
      self.templates = readTemplates("form", token, remain, this.liquid.parser);
    },
    *render(context: Context, emitter: Emitter) {
      const self = this as unknown as FormTag;
      const kind = String((yield self.kind.value(context, false)) as unknown);
      const action = ACTIONS[kind];
      if (action === undefined)
        throw new Error(
          `form '${kind}' is not simulated by the local Shopify.`,
        );
      const subject = self.subject
        ? ((yield self.subject.value(context, false)) as unknown)
        : null;
      const { return_to: returnTo, ...own } = (yield self.hash.render(
        context,
      )) as Record<string, unknown>;
      const { root, url } = stateOf(context).request;
      const back =
        kind === "localization" && !returnTo
          ? `${url.pathname}${url.search}`
          : returnTo;
      emitter.write(
        `<form${attributes({ method: "post", action: `${root}${action}`, "accept-charset": "UTF-8", enctype: "multipart/form-data", ...own })}>`,
      );
      emitter.write(
        `<input type="hidden" name="form_type" value="${kind}"><input type="hidden" name="utf8" value="✓">`,
      );
      if (kind === "localization")
        emitter.write('<input type="hidden" name="_method" value="put">');
      if (back)
        emitter.write(
          `<input${attributes({ type: "hidden", name: "return_to", value: back })}>`,
        );
      context.push({
        form: makeDrop({
          type: "form",
          fields: {
            id: own["id"] ?? null,
            errors: null,
            "posted_successfully?": false,
            email: null,
            body: null,
            name: null,
            phone: null,
          },
        }),
      });
      yield this.liquid.renderer.renderTemplates(
        self.templates,
        context,
        emitter,
      );
      context.pop();
      if (kind === "product" && subject instanceof ShopifyDrop)
        emitter.write(
          `<input type="hidden" name="product-id" value="${String(subject["id"])}">`,
        );
      emitter.write("</form>");
    },
  },
  paginate: {
    parse(token: TagToken, remain: TopLevelToken[]) {
      const self = this as unknown as PaginateTag;
      const parts = /^\s*([\w.[\]"'-]+?)(?:\.(\w+))?\s+by\s+([\w.]+)/.exec(
        token.args,
      );
      if (!parts?.[1] || !parts[3])
        throw new Error(
          `paginate must read "paginate array by number": ${token.getText()}`,
        );
      self.parent = parts[2] ? new Value(parts[1], this.liquid) : null;
      self.property = parts[2] ?? parts[1];
      self.whole = new Value(
        parts[2] ? `${parts[1]}.${parts[2]}` : parts[1],
        this.liquid,
      );
      self.by = new Value(parts[3], this.liquid);
      self.templates = readTemplates(
        "paginate",
        token,
        remain,
        this.liquid.parser,
      );
    },
    *render(context: Context, emitter: Emitter) {
      const self = this as unknown as PaginateTag;
      const whole = (yield self.whole.value(
        context,
        false,
      )) as Iterable<unknown> | null;
      const all = [...(whole ?? [])];
      const size = Math.min(
        250,
        Math.max(
          1,
          Number((yield self.by.value(context, false)) as unknown) || 20,
        ),
      );
      const { url } = stateOf(context).request;
      const pages = Math.ceil(all.length / size);
      const current = Math.max(1, Number(url.searchParams.get("page")) || 1);
      const shown = all.slice((current - 1) * size, current * size);
      const parent = self.parent
        ? ((yield self.parent.value(context, false)) as unknown)
        : null;
      const restore =
        parent instanceof ShopifyDrop
          ? parent.override(self.property, shown)
          : null;
      context.push({
        paginate: paginateDrop({
          url,
          items: all.length,
          size,
          pages,
          current,
        }),
        ...(restore ? {} : { [self.property]: shown }),
      });
      try {
        yield this.liquid.renderer.renderTemplates(
          self.templates,
          context,
          emitter,
        );
      } finally {
        context.pop();
        restore?.();
      }
    },
  },
};

function paginateDrop({
  url,
  items,
  size,
  pages,
  current,
}: {
  url: URL;
  items: number;
  size: number;
  pages: number;
  current: number;
}): ShopifyDrop {
  const link = (page: number) => {
    const next = new URL(url);
    next.searchParams.set("page", String(page));
    return `${next.pathname}${next.search}`;
  };
  const part = (page: number, title = String(page)) =>
    makeDrop({
      type: "part",
      fields: {
        title,
        is_link: page !== current,
        url: page === current ? null : link(page),
      },
    });
  const gap = () =>
    makeDrop({
      type: "part",
      fields: { title: "…", is_link: false, url: null },
    });
  const shown = Array.from({ length: pages }, (_, index) => index + 1).filter(
    (page) => page === 1 || page === pages || Math.abs(page - current) <= 2,
  );
  return makeDrop({
    type: "paginate",
    fields: {
      current_offset: (current - 1) * size,
      current_page: current,
      items,
      page_size: size,
      pages,
      page_param: "page",
      parts: shown.flatMap((page, index) =>
        index > 0 && page - (shown[index - 1] ?? 0) > 1
          ? [gap(), part(page)]
          : [part(page)],
      ),
      next: current < pages ? part(current + 1, "Next »") : null,
      previous: current > 1 ? part(current - 1, "« Previous") : null,
    },
  });
}
