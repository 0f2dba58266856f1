import { createHash, createHmac } from "node:crypto";
import { ShopifyDrop } from "./drop.ts";
import {
  attributes,
  escapeHtml,
  type Filter,
  splitArguments,
} from "./filter-arguments.ts";
import { type Library, stateOf } from "./state.ts";
import { toJson } from "./to-json.ts";

export function textFilters(
  library: () => Library,
  dateFilter: Filter,
): Record<string, Filter> {
  const translate: Filter = function (value, ...args) {
    const state = stateOf(this.context);
    const key = String(value);
    const text = library().translations.find({
      locale: state.request.locale,
      key,
      values: splitArguments(args).named,
    });
    if (text !== null) return text;
    state.request.ctx.log.warn(
      { key, locale: state.request.locale },
      "translation missing",
    );
    return `Translation missing: ${state.request.locale}.${key}`;
  };
  const date: Filter = function (value, ...args) {
    const { positional, named } = splitArguments(args);
    const { shop, now } = stateOf(this.context).request;
    // "now" is the shop's now: the local clock, not this machine's.
    const moment = value === "now" || value === "today" ? now : value;
    const format =
      typeof named["format"] === "string"
        ? (NAMED_FORMATS[named["format"]] ?? named["format"])
        : (positional[0] ?? "%Y-%m-%d %H:%M:%S %z");
    return dateFilter.call(this, moment, format, shop.timeZone);
  };
  return {
    t: translate,
    translate,
    date,
    time_tag(value, ...args) {
      const { positional, named } = splitArguments(args);
      const { format: _format, datetime: _datetime, ...rest } = named;
      return `<time datetime="${String(date.call(this, value, "%Y-%m-%dT%H:%M:%SZ"))}"${attributes(rest)}>${String(date.call(this, value, ...(positional.length > 0 ? positional : ["%a, %b %d, %Y"])))}</time>`;
    },
    json: (value) => toJson(value),
    // liquidjs's own turns an object into what it prints; `image | default: other` must stay an image.
    default(value, ...args) {
      const { positional, named } = splitArguments(args);
      const plain: unknown =
        value instanceof ShopifyDrop ? value.valueOf() : value;
      const empty =
        plain === null ||
        plain === undefined ||
        plain === "" ||
        (Array.isArray(plain) && plain.length === 0);
      return empty || (plain === false && named["allow_false"] !== true)
        ? positional[0]
        : value;
    },
    handleize: handleize,
    handle: handleize,
    camelize: (value) =>
      String(value ?? "").replace(/(?:^|[-_\s]+)(\w)/g, (_, letter: string) =>
        letter.toUpperCase(),
      ),
    pluralize: (value, one, other) => (Number(value) === 1 ? one : other),
    highlight: (value, term) =>
      term
        ? String(value).replaceAll(
            String(term),
            `<strong class="highlight">${escapeHtml(term)}</strong>`,
          )
        : value,
    format_address: (value) => escapeHtml(value),
    default_errors: () => "",
    default_pagination: (value) => (value instanceof ShopifyDrop ? "" : ""),
    metafield_tag: (value) =>
      value instanceof ShopifyDrop
        ? `<span class="metafield-${String(value["type"])}">${escapeHtml(value)}</span>`
        : "",
    metafield_text: (value) => String(value ?? ""),
    md5: (value) => createHash("md5").update(String(value)).digest("hex"),
    sha1: (value) => createHash("sha1").update(String(value)).digest("hex"),
    sha256: (value) => createHash("sha256").update(String(value)).digest("hex"),
    hmac_sha1: (value, key) =>
      createHmac("sha1", String(key)).update(String(value)).digest("hex"),
    hmac_sha256: (value, key) =>
      createHmac("sha256", String(key)).update(String(value)).digest("hex"),
    item_count_for_variant(value, id) {
      const items =
        value instanceof ShopifyDrop ? (value["items"] as ShopifyDrop[]) : [];
      return items
        .filter((item) => item["variant_id"] === Number(id))
        .reduce((sum, item) => sum + Number(item["quantity"]), 0);
    },
    line_items_for(value, product) {
      const items =
        value instanceof ShopifyDrop ? (value["items"] as ShopifyDrop[]) : [];
      const id = product instanceof ShopifyDrop ? product["id"] : null;
      return items.filter(
        (item) => item["product_id"] === id || item["variant_id"] === id,
      );
    },
    font_face: () => "",
    font_url: () => "",
    font_modify: (value) => value,
  };
}

const NAMED_FORMATS: Record<string, string> = {
  abbreviated_date: "%b %d, %Y",
  basic: "%m/%d/%Y",
  date: "%B %d, %Y",
  date_at_time: "%B %d, %Y at %I:%M %P",
  default: "%A, %B %d, %Y at %I:%M %P %z",
  on_date: "on %b %d, %Y",
  short: "%d %b %H:%M",
  long: "%B %d, %Y %H:%M",
};

function handleize(value: unknown): string {
  return String(value ?? "")
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}
