import { ShopifyDrop } from "./drop.ts";
import {
  attributes,
  escapeHtml,
  type Filter,
  splitArguments,
} from "./filter-arguments.ts";
import type { Folder } from "./folder.ts";
import { stateOf } from "./state.ts";

/** Addresses and tags. `kind` says whose files asset_url means. */
export function urlFilters(options: {
  folder: Folder;
  kind: "theme" | "extension";
}): Record<string, Filter> {
  const { folder, kind } = options;
  return {
    asset_url(value) {
      const base =
        kind === "theme"
          ? "/cdn/assets"
          : `/cdn/extensions/${stateOf(this.context).request.ctx.extensionUuid}/assets`;
      return `${base}/${String(value)}?v=${folder.version(`assets/${String(value)}`) ?? "0"}`;
    },
    file_url: (value) => `/cdn/files/${String(value)}?v=1`,
    stylesheet_tag(value, ...args) {
      const { named } = splitArguments(args);
      const { preload: _preload, ...rest } = named;
      return `<link href="${String(value)}" rel="stylesheet" type="text/css"${attributes({ media: "all", ...rest })}>`;
    },
    script_tag: (value) =>
      `<script src="${String(value)}" type="text/javascript"></script>`,
    inline_asset_content(value) {
      const text = folder.text(`assets/${String(value)}`);
      if (text === null) throw new Error(`There is no asset ${String(value)}.`);
      if (Buffer.byteLength(text) > 15_000)
        throw new Error(
          `${String(value)} is larger than 15 KB: inline_asset_content refuses it.`,
        );
      return text;
    },
    within(value, collection) {
      return collection instanceof ShopifyDrop
        ? `${String(collection["url"])}${String(value).replace(/^\/\w{2}(?:-\w{2})?(?=\/)/, "")}`
        : value;
    },
    link_to: (value, url, ...args) =>
      `<a href="${String(url)}"${attributes(splitArguments(args).named)}>${String(value)}</a>`,
    link_to_vendor: (value) =>
      `<a href="/collections/vendors?q=${encodeURIComponent(String(value))}" title="${escapeHtml(value)}">${escapeHtml(value)}</a>`,
    link_to_type: (value) =>
      `<a href="/collections/types?q=${encodeURIComponent(String(value))}" title="${escapeHtml(value)}">${escapeHtml(value)}</a>`,
    sort_by: (value, order) =>
      `${String(value)}${String(value).includes("?") ? "&" : "?"}sort_by=${String(order)}`,
    url_escape: (value) => encodeURI(String(value ?? "")),
    url_param_escape: (value) => encodeURIComponent(String(value ?? "")),
    customer_login_link: (value) =>
      `<a href="/account/login" id="customer_login_link">${String(value)}</a>`,
    customer_logout_link: (value) =>
      `<a href="/account/logout" id="customer_logout_link">${String(value)}</a>`,
    customer_register_link: (value) =>
      `<a href="/account/register" id="customer_register_link">${String(value)}</a>`,
    payment_button: () => "",
    payment_terms: () => "",
    structured_data: (value) => JSON.stringify(value),
  };
}
