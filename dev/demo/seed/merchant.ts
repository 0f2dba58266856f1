import { createHmac, randomUUID } from "node:crypto";
import { expectOk, openClient } from "#dev/demo/seed/client.ts";

/** The merchant, as the admin would let her in: every request carries a session token of hers. */
export interface MerchantOptions {
  platform: string;
  app: string;
  /** "x.myshopify.com" */
  shop: string;
  handle: string;
  clientId: string;
  clientSecret: string;
  /** The local time. */
  now: () => Date;
}

export interface Merchant {
  install(): Promise<void>;
  /** A page of the app, as Remix answers to its own navigation. */
  open(path: string): Promise<string>;
  /** An action of a page; answers the serialised result. */
  act(path: string, body: unknown): Promise<string>;
}

export function makeMerchant(options: MerchantOptions): Merchant {
  const { platform, app, shop, handle } = options;
  const client = openClient();
  const name = shop.replace(".myshopify.com", "");
  const host = Buffer.from(`admin.shopify.com/store/${name}`).toString(
    "base64url",
  );
  const headers = () => ({
    authorization: `Bearer ${signSessionToken(options)}`,
  });
  // Remix's own navigation asks for `<path>.data`; the query is what Shopify puts into the frame's address.
  const address = (path: string) =>
    `${app}${path}.data?${new URLSearchParams({ embedded: "1", shop, host })}`;
  return {
    async install() {
      const page = await client.submit(`${platform}/store/${name}/install`, {});
      expectOk(page, `Installing ${handle}`);
      await this.open("/app");
    },
    open: async (path) =>
      expectOk(await client.get(address(path), headers()), `Opening ${path}`)
        .text,
    act: async (path, body) =>
      expectOk(
        await client.post(address(path), body, headers()),
        `Saving ${path}`,
      ).text,
  };
}

/** @see https://shopify.dev/docs/apps/build/authentication-authorization/session-tokens */
function signSessionToken({
  shop,
  clientId,
  clientSecret,
  now,
}: MerchantOptions): string {
  const iat = Math.floor(now().getTime() / 1000);
  const claims = {
    iss: `https://${shop}/admin`,
    dest: `https://${shop}`,
    aud: clientId,
    sub: "1",
    exp: iat + 600,
    nbf: iat - 5,
    iat,
    jti: randomUUID(),
    sid: randomUUID(),
  };
  const encode = (value: object) =>
    Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${text}.${createHmac("sha256", clientSecret).update(text).digest("base64url")}`;
}
