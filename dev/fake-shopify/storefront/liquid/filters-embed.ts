import { ShopifyDrop } from "./drop.ts";
import { pictureIn, pictureUrl } from "./drops/image.ts";
import {
  attributes,
  escapeHtml,
  type Filter,
  splitArguments,
} from "./filter-arguments.ts";
import { formatMoney } from "./money.ts";
import { stateOf } from "./state.ts";

/** Ready-made pieces of HTML: payment marks, buttons, videos, links to tags. */
export const embedFilters: Record<string, Filter> = {
  payment_type_svg_tag(value, ...args) {
    const { named } = splitArguments(args);
    return `<svg${attributes({ role: "img", width: 38, height: 24, viewBox: "0 0 38 24", "aria-label": String(value), ...named })}><rect width="37" height="23" x=".5" y=".5" rx="3" fill="#fff" stroke="#0002"/><text x="19" y="15" font-size="7" text-anchor="middle" fill="#333">${escapeHtml(String(value).slice(0, 8))}</text></svg>`;
  },
  payment_type_img_url: (value) =>
    `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 38 24"><title>${escapeHtml(value)}</title></svg>`)}`,
  login_button: () => "",
  avatar(value) {
    if (!(value instanceof ShopifyDrop)) return "";
    const initial = String(value["first_name"] ?? "").slice(0, 1);
    return initial ? `<span class="avatar">${escapeHtml(initial)}</span>` : "";
  },
  video_tag: (value, ...args) =>
    media("video", value, splitArguments(args).named),
  model_viewer_tag: (value, ...args) =>
    media("model-viewer", value, splitArguments(args).named),
  external_video_url: (value) =>
    value instanceof ShopifyDrop
      ? String(value["external_id"] ?? "")
      : String(value ?? ""),
  external_video_tag: (value, ...args) =>
    `<iframe${attributes({ src: String(value ?? ""), allowfullscreen: true, ...splitArguments(args).named })}></iframe>`,
  unit_price_with_measurement(value, measurement) {
    if (value === null || value === undefined) return "";
    const { shop } = stateOf(this.context).request;
    const unit =
      measurement instanceof ShopifyDrop
        ? String(measurement["reference_unit"])
        : "";
    return `${formatMoney(Number(value), shop.moneyFormat)}${unit ? `/${unit}` : ""}`;
  },
  shopify_asset_url: (value) => `/cdn/shopifycloud/${String(value)}`,
  global_asset_url: (value) => `/cdn/shopifycloud/${String(value)}`,
  asset_img_url: (value) => `/cdn/assets/${String(value)}`,
  file_img_url: (value) => `/cdn/files/${String(value)}?v=1`,
  img_url: oldImageUrl,
  product_img_url: oldImageUrl,
  collection_img_url: oldImageUrl,
  article_img_url: oldImageUrl,
  img_tag: (value, alt = "", className = "") =>
    `<img${attributes({ src: String(value), alt: String(alt), class: String(className) || null })}>`,
  url_for_type: (value) =>
    `/collections/types?q=${encodeURIComponent(String(value))}`,
  url_for_vendor: (value) =>
    `/collections/vendors?q=${encodeURIComponent(String(value))}`,
  link_to_tag: tagLink,
  link_to_add_tag: tagLink,
  link_to_remove_tag: (value) =>
    `<a href="?" title="${escapeHtml(value)}">${escapeHtml(value)}</a>`,
  highlight_active_tag: (value) => String(value ?? ""),
  base64_url_safe_encode: (value) =>
    Buffer.from(String(value ?? "")).toString("base64url"),
  base64_url_safe_decode: (value) =>
    Buffer.from(String(value ?? ""), "base64url").toString(),
  currency_selector: () => "",
  // Old names that themes still use in gift cards.
  format_code: (value) =>
    (String(value ?? "").match(/.{1,4}/g) ?? []).join(" "),
};

function tagLink(value: unknown, tag: unknown): string {
  const name = String(tag ?? value);
  return `<a href="./${encodeURIComponent(name.toLowerCase().replace(/\s+/g, "-"))}" title="${escapeHtml(name)}">${escapeHtml(value)}</a>`;
}

/** "300x", "x200", "grande": the names of before image_url. */
function oldImageUrl(value: unknown, ...args: unknown[]): string {
  const { positional } = splitArguments(args);
  const picture = pictureIn(value);
  if (!picture) return "";
  const width = Number(/^(\d+)x/.exec(String(positional[0] ?? ""))?.[1]);
  return pictureUrl(picture.src, width ? { width } : {});
}

function media(
  tag: string,
  value: unknown,
  named: Record<string, unknown>,
): string {
  const picture = pictureIn(value);
  const { image_size: _size, ...rest } = named;
  return `<${tag}${attributes({ poster: picture ? pictureUrl(picture.src) : null, ...rest })}></${tag}>`;
}
