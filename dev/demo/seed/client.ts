/** A browser without a window: remembers cookies, follows redirects, speaks to one or several local servers. */
export interface Client {
  get(url: string, headers?: Record<string, string>): Promise<Page>;
  post(
    url: string,
    body: unknown,
    headers?: Record<string, string>,
  ): Promise<Page>;
  /** A form, as a person would send it. */
  submit(url: string, fields: Record<string, string>): Promise<Page>;
}

export interface Page {
  status: number;
  url: string;
  text: string;
}

const MAX_REDIRECTS = 8;

export function openClient(): Client {
  const jars = new Map<string, Map<string, string>>(); // by host: ports of one machine share cookies

  const send = async (
    method: string,
    url: string,
    body: string | undefined,
    headers: Record<string, string>,
  ): Promise<Page> => {
    let at = url;
    let how = method;
    let what = body;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const jar = jarOf(jars, at);
      const cookie = [...jar]
        .map(([name, value]) => `${name}=${value}`)
        .join("; ");
      const response = await fetch(at, {
        method: how,
        headers: {
          ...headers,
          ...(cookie ? { cookie } : {}),
          "user-agent": "Mozilla/5.0 (sample shopper)",
        },
        redirect: "manual",
        ...(what === undefined ? {} : { body: what }),
        signal: AbortSignal.timeout(20_000),
      });
      keepCookies(jar, response.headers.getSetCookie());
      const location = response.headers.get("location");
      const text = await response.text();
      if (response.status < 300 || response.status >= 400 || !location)
        return { status: response.status, url: at, text };
      at = new URL(location, at).href;
      if (response.status !== 307 && response.status !== 308)
        [how, what] = ["GET", undefined];
    }
    throw new Error(`Too many redirects from ${url}`);
  };

  return {
    get: (url, headers = {}) => send("GET", url, undefined, headers),
    post: (url, body, headers = {}) =>
      send("POST", url, JSON.stringify(body), {
        "content-type": "application/json",
        accept: "application/json",
        ...headers,
      }),
    submit: (url, fields) =>
      send("POST", url, new URLSearchParams(fields).toString(), {
        "content-type": "application/x-www-form-urlencoded",
      }),
  };
}

function jarOf(
  jars: Map<string, Map<string, string>>,
  url: string,
): Map<string, string> {
  const { hostname } = new URL(url);
  const jar = jars.get(hostname) ?? new Map<string, string>();
  jars.set(hostname, jar);
  return jar;
}

function keepCookies(jar: Map<string, string>, cookies: string[]): void {
  for (const cookie of cookies) {
    const [pair = "", ...attributes] = cookie.split(";");
    const at = pair.indexOf("=");
    const name = pair.slice(0, at).trim();
    const gone = attributes.some((attribute) =>
      /^\s*max-age=(0|-\d+)\s*$/i.test(attribute),
    );
    if (gone) jar.delete(name);
    else jar.set(name, pair.slice(at + 1).trim());
  }
}

/** The page, or an Error that says where and what when it is none. */
export function expectOk(page: Page, what: string): Page {
  if (page.status < 400) return page;
  throw new Error(
    `${what}: ${page.url} answered ${page.status} ${page.text
      .replace(/<[^>]+>/g, " ")
      .replace(/\s+/g, " ")
      .slice(0, 300)}`,
  );
}
