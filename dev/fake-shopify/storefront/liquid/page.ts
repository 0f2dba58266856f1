import {
  acceptsAppBlocks,
  findSection,
  renderSection,
  type SectionData,
  sectionId,
  type TemplateData,
  templateSchema,
} from "./sections.ts";
import {
  appBlockType,
  isInstalled,
  readAppBlockSchema,
  renderEmbeds,
} from "./app-blocks.ts";
import { collectionDrop } from "./drops/collection.ts";
import { makeDrop } from "./drop.ts";
import { buildGlobals } from "./globals.ts";
import { nestGlobals } from "./nest-globals.ts";
import { contentForHeader } from "./header.ts";
import { pricedCart, type StoreRequest } from "../request.ts";
import type { RenderState, Site } from "./state.ts";

export interface PageSpec {
  template: string; // "product"
  pageType: string; // what request.page_type says
  objects?: (state: RenderState) => Record<string, unknown>;
  title?: string;
  description?: string;
  pixelEvents?: RenderState["pixelEvents"];
}

export function createState(
  request: StoreRequest,
  site: Site,
  spec: PageSpec,
): RenderState {
  const suffix = request.url.searchParams.get("view");
  const nothing = makeDrop({ type: "globals", fields: {} });
  const state: RenderState = {
    request,
    site,
    cart: pricedCart(request),
    template: {
      name: spec.template,
      suffix: suffix && /^[\w-]+$/.test(suffix) ? suffix : null,
    },
    pageType: spec.pageType,
    objects: {},
    title: spec.title ?? request.shop.name,
    description: spec.description ?? "",
    pixelEvents: spec.pixelEvents ?? (() => []),
    appAssets: { stylesheets: new Set(), scripts: new Set() },
    products: new Map(),
    collectionDrop,
    globals: { theme: nothing, extension: nothing },
  };
  state.objects = spec.objects?.(state) ?? {};
  state.globals = buildGlobals(state);
  return state;
}

/** A whole page in the theme's layout. */
export function renderPage(state: RenderState): string {
  const { folder } = state.site.theme;
  const liquid = folder.text(`templates/${state.template.name}.liquid`);
  if (liquid !== null) {
    const body = state.site.theme.engine.renderSync(
      state.site.theme.parse(`templates/${state.template.name}.liquid`),
      {},
      { globals: state.globals.theme, sync: true },
    ) as string;
    return renderLayout(state, body, layoutOf(liquid));
  }
  const template = loadTemplate(state);
  const drawn = template.order.map((key, index) => {
    const data = template.sections[key];
    return data
      ? renderSection(state, {
          id: sectionId("template", templateName(state), key),
          data,
          location: "template",
          index: index + 1,
        })
      : "";
  });
  return renderLayout(
    state,
    wrap(drawn.join("\n"), template.wrapper),
    template.layout,
  );
}

/** Liquid that an app's proxy answered with, drawn inside the theme (or alone, after `{% layout none %}`). */
export function renderProxyLiquid(state: RenderState, source: string): string {
  const body = state.site.theme.engine.parseAndRenderSync(
    source,
    {},
    { globals: state.globals.theme, sync: true },
  ) as string;
  return renderLayout(state, body, layoutOf(source));
}

/** Html of the asked sections by id; null for those that are not there. */
export function renderSections(
  state: RenderState,
  ids: string[],
): Record<string, string | null> {
  const template =
    state.site.theme.folder.text(`templates/${state.template.name}.json`) ===
    null
      ? null
      : loadTemplate(state);
  return Object.fromEntries(
    ids.map((id) => [
      id,
      findSection(state, id, template, templateName(state))?.() ?? null,
    ]),
  );
}

function templateName(state: RenderState): string {
  const { name, suffix } = state.template;
  return suffix &&
    state.site.theme.folder.text(`templates/${name}.${suffix}.json`) !== null
    ? `${name}.${suffix}`
    : name;
}

function loadTemplate(state: RenderState): TemplateData {
  const file = `templates/${templateName(state)}.json`;
  const json = state.site.theme.folder.json(file);
  if (!json) throw new Error(`There is no ${file} in the theme.`);
  return placeAppBlocks(state, templateSchema.parse(json));
}

/** Lays the blocks that the merchant added in the theme editor over the theme's own template. */
function placeAppBlocks(
  state: RenderState,
  template: TemplateData,
): TemplateData {
  const added = state.request.theme.blocks.filter(
    (block) => block.template === state.template.name,
  );
  if (added.length === 0 || !isInstalled(state)) return template;
  const { folder } = state.site.theme;
  const mainKey =
    template.order.find(
      (key) =>
        key === "main" &&
        acceptsAppBlocks(folder, template.sections[key]?.type ?? ""),
    ) ??
    template.order.find((key) =>
      acceptsAppBlocks(folder, template.sections[key]?.type ?? ""),
    );
  const apps: SectionData = {
    type: "apps",
    settings: {},
    blocks: {},
    block_order: [],
    disabled: false,
  };
  const target = mainKey ? template.sections[mainKey] : apps;
  for (const { id, block, settings } of added) {
    if (!target || !readAppBlockSchema(state, block)) continue;
    target.blocks[id] = {
      type: appBlockType(state, block),
      settings,
      disabled: false,
      blocks: {},
      block_order: [],
    };
    target.block_order.push(id);
  }
  if (!mainKey && apps.block_order.length > 0) {
    template.sections["apps"] = apps;
    template.order.push("apps");
  }
  return template;
}

/** Where themes find Shopify's own libraries; here they lie on the local CDN. */
const SHOPIFY_LIBRARIES = "https://cdn.shopify.com/storefront/";
const HEADER_MARK = "<!--content_for_header:6f1c-->";

function renderLayout(
  state: RenderState,
  content: string,
  layout: string | false,
): string {
  if (layout === false) return content;
  const { theme } = state.site;
  const globals = nestGlobals(state, state.globals.theme, {
    content_for_layout: content,
    content_for_header: HEADER_MARK,
  });
  const page = theme.engine.renderSync(
    theme.parse(`layout/${layout}.liquid`),
    {},
    { globals, sync: true },
  ) as string;
  if (!page.includes(HEADER_MARK))
    throw new Error(`layout/${layout}.liquid must print content_for_header.`);
  const embeds = renderEmbeds(state);
  // Drawn last: which assets the app's blocks need is known only now. Functions, because html may hold "$&".
  return page
    .replaceAll(SHOPIFY_LIBRARIES, "/cdn/storefront/")
    .replace(HEADER_MARK, () => contentForHeader(state, embeds.head))
    .replace(/<\/body>(?![\s\S]*<\/body>)/i, () => `${embeds.body}</body>`);
}

function layoutOf(source: string): string | false {
  const name = /\{%-?\s*layout\s+(?:'([^']+)'|"([^"]+)"|(none))\s*-?%\}/.exec(
    source,
  );
  if (name?.[3]) return false;
  return name?.[1] ?? name?.[2] ?? "theme";
}

/** `"wrapper": "div#id.class"` of a JSON template. */
function wrap(html: string, wrapper: string | undefined): string {
  const parts =
    /^(div|main|section)(?:#([\w-]+))?((?:\.[\w-]+)*)(?:\[([^\]]*)\])?$/.exec(
      wrapper ?? "",
    );
  if (!parts) return html;
  const classes = (parts[3] ?? "").split(".").filter(Boolean).join(" ");
  return `<${parts[1]}${parts[2] ? ` id="${parts[2]}"` : ""}${classes ? ` class="${classes}"` : ""}${parts[4] ? ` ${parts[4]}` : ""}>${html}</${parts[1]}>`;
}
