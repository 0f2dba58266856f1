/** Who we are and where: from the script tag, the meta tag and the address, kept across pages of one tab. */
const KEY = "local-shopify-config";

export interface Config {
  apiKey: string;
  shop: string;
  host: string;
  locale: string;
}

function readKept(): Partial<Config> {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "{}") as Partial<Config>;
  } catch {
    return {};
  }
}

export function readConfig(): Config {
  const kept = readKept();
  const query = new URLSearchParams(location.search);
  const script = document.currentScript as HTMLScriptElement | null;
  const meta = document.querySelector<HTMLMetaElement>(
    'meta[name="shopify-api-key"]',
  );
  const config: Config = {
    apiKey: script?.dataset["apiKey"] ?? meta?.content ?? kept.apiKey ?? "",
    shop: query.get("shop") ?? kept.shop ?? "",
    host: query.get("host") ?? kept.host ?? "",
    locale: query.get("locale") ?? kept.locale ?? "en",
  };
  try {
    sessionStorage.setItem(KEY, JSON.stringify(config));
  } catch {
    // A browser that keeps nothing: every page brings its own parameters.
  }
  return config;
}

const OURS = [
  "embedded",
  "host",
  "shop",
  "id_token",
  "hmac",
  "timestamp",
  "locale",
  "session",
  "protocol",
];

/** Path and query without what Shopify adds. */
export function ownPath(): string {
  const query = new URLSearchParams(location.search);
  for (const name of OURS) query.delete(name);
  const rest = query.toString();
  return location.pathname + (rest ? `?${rest}` : "");
}
