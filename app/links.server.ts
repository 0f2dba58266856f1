import { isEqual, sign, signatures } from "#app/crypto.server.ts";
import { env } from "#app/env.server.ts";

// Links that we sign, so that nobody else can make one.

/**
 * Links in mails: base64url of version, kind, message id and shop, and the first half of an HMAC-SHA256 over them. Nothing
 * personal is in them, nobody can make one, and one kind never opens what the other does. They do not expire: a mail is read
 * when it is read, and what a link does is decided when it is followed.
 */
export type LinkKind = "restore" | "unsubscribe";

export interface LinkTarget {
  shop: string;
  messageId: string;
}

const VERSION = 1;
const KINDS: readonly LinkKind[] = ["restore", "unsubscribe"];
const PURPOSE = "mail-link";
const SIGNATURE_BYTES = 16;
const UUID_BYTES = 16;

export function makeLink(kind: LinkKind, target: LinkTarget): string {
  return `${env.SHOPIFY_APP_URL}/email/${kind}/${makeToken(kind, target)}`;
}

export function makeToken(
  kind: LinkKind,
  { shop, messageId }: LinkTarget,
): string {
  const body = Buffer.concat([
    Buffer.from([VERSION, KINDS.indexOf(kind)]),
    Buffer.from(messageId.replaceAll("-", ""), "hex"),
    Buffer.from(shop, "utf8"),
  ]);
  const signature = sign(body.toString("base64url"), { purpose: PURPOSE });
  return Buffer.concat([body, signature.subarray(0, SIGNATURE_BYTES)]).toString(
    "base64url",
  );
}

/** What the token names, or null when it was not made by us for this kind of link. */
export function readToken(kind: LinkKind, token: string): LinkTarget | null {
  const bytes = Buffer.from(token, "base64url");
  // Decoding forgives stray characters and spare bits: only the one spelling we wrote is ours.
  if (bytes.toString("base64url") !== token) return null;
  if (bytes.length <= 2 + UUID_BYTES + SIGNATURE_BYTES) return null;
  const body = bytes.subarray(0, -SIGNATURE_BYTES);
  if (body[0] !== VERSION || KINDS[body[1] ?? -1] !== kind) return null;
  const signature = bytes.subarray(-SIGNATURE_BYTES);
  const genuine = signatures(body.toString("base64url"), {
    purpose: PURPOSE,
  }).some((own) => isEqual(own.subarray(0, SIGNATURE_BYTES), signature));
  if (!genuine) return null;
  const hex = body.subarray(2, 2 + UUID_BYTES).toString("hex");
  return {
    shop: body.subarray(2 + UUID_BYTES).toString("utf8"),
    messageId: hex.replace(
      /^(.{8})(.{4})(.{4})(.{4})(.{12})$/,
      "$1-$2-$3-$4-$5",
    ),
  };
}

/** How long a merchant may look behind the storefront with one link. */
export const EXPLAIN_MS = 3_600_000;
const EXPLAIN = "explain-link";
const EXPIRY_BYTES = 4;

/**
 * Opens the explanation of what shows and why on the shop's own storefront: base64url of version, expiry (seconds since 1970) and
 * signature, which covers the shop as well. Whoever has the link may read the names of its campaigns, for an hour.
 */
export function makeExplainToken({
  shop,
  now,
}: {
  shop: string;
  now: Date;
}): string {
  const body = Buffer.alloc(1 + EXPIRY_BYTES);
  body[0] = VERSION;
  body.writeUInt32BE(Math.floor((now.getTime() + EXPLAIN_MS) / 1000), 1);
  const signature = sign(explained(shop, body), { purpose: EXPLAIN });
  return Buffer.concat([body, signature.subarray(0, SIGNATURE_BYTES)]).toString(
    "base64url",
  );
}

/** Whether we made the token for this shop, less than an hour ago. */
export function isExplainToken(
  token: string,
  { shop, now }: { shop: string; now: Date },
): boolean {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.toString("base64url") !== token) return false;
  if (bytes.length !== 1 + EXPIRY_BYTES + SIGNATURE_BYTES) return false;
  const body = bytes.subarray(0, -SIGNATURE_BYTES);
  const genuine = signatures(explained(shop, body), { purpose: EXPLAIN }).some(
    (own) =>
      isEqual(
        own.subarray(0, SIGNATURE_BYTES),
        bytes.subarray(-SIGNATURE_BYTES),
      ),
  );
  return (
    genuine &&
    body[0] === VERSION &&
    body.readUInt32BE(1) * 1000 > now.getTime()
  );
}

const explained = (shop: string, body: Buffer) =>
  `${shop} ${body.toString("base64url")}`;
