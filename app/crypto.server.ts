import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { env } from "#app/env.server.ts";

/**
 * Everything secret is made from ENCRYPTION_KEYS. The first key encrypts and signs, all of them decrypt and
 * verify: to rotate, put a new key in front, and take the old one away when nothing made with it is left.
 */
interface Keys {
  keys?: readonly Buffer[];
}

const VERSION = "v1";
const IV_BYTES = 12; // what GCM is specified for, NIST SP 800-38D 5.2.1.1
const TAG_BYTES = 16;

const keyId = (key: Buffer) =>
  createHash("sha256").update(key).digest("base64url").slice(0, 8);

// One key per purpose, so that a signed link can never be read as a cipher text's key or the other way round.
const deriveKey = (key: Buffer, purpose: string) =>
  Buffer.from(hkdfSync("sha256", key, "", `second-thought/${purpose}`, 32));

/**
 * AES-256-GCM. `context` is bound to the text without being stored (say which row it belongs to): a value
 * copied to another shop's row does not decrypt. Answers "v1.<key id>.<iv>.<text and tag>".
 */
export function encrypt(
  text: string,
  { context, keys = env.ENCRYPTION_KEYS }: Keys & { context: string },
): string {
  const key = keys[0];
  if (!key) throw new Error("There is no encryption key.");
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", deriveKey(key, "encrypt"), iv);
  cipher.setAAD(Buffer.from(context));
  const sealed = Buffer.concat([
    cipher.update(text, "utf8"),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return [
    VERSION,
    keyId(key),
    iv.toString("base64url"),
    sealed.toString("base64url"),
  ].join(".");
}

/** Whether `text` was made by `encrypt`: rows written before encryption was added can be told apart. */
export function isEncrypted(text: string): boolean {
  return /^v1\.[\w-]{8}\.[\w-]{16}\.[\w-]+$/.test(text);
}

/** The text that was encrypted in this context. Throws when it was changed, moved or its key is gone. */
export function decrypt(
  sealed: string,
  { context, keys = env.ENCRYPTION_KEYS }: Keys & { context: string },
): string {
  const [version, id, iv, rest] = sealed.split(".");
  if (version !== VERSION || !id || !iv || !rest)
    throw new Error("This is not an encrypted value.");
  const key = keys.find((candidate) => keyId(candidate) === id);
  if (!key) throw new Error(`The encryption key ${id} is not configured.`);
  const data = Buffer.from(rest, "base64url");
  const decipher = createDecipheriv(
    "aes-256-gcm",
    deriveKey(key, "encrypt"),
    Buffer.from(iv, "base64url"),
    { authTagLength: TAG_BYTES },
  );
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(data.subarray(-TAG_BYTES));
  return Buffer.concat([
    decipher.update(data.subarray(0, -TAG_BYTES)),
    decipher.final(),
  ]).toString("utf8");
}

/** HMAC-SHA256 of `data` with the key for `purpose`. */
export function sign(
  data: string,
  { purpose, keys = env.ENCRYPTION_KEYS }: Keys & { purpose: string },
): Buffer {
  const [first] = signatures(data, { purpose, keys });
  if (!first) throw new Error("There is no encryption key.");
  return first;
}

/** The signature with every configured key, the current one first: for look-ups that must outlive a rotation. */
export function signatures(
  data: string,
  { purpose, keys = env.ENCRYPTION_KEYS }: Keys & { purpose: string },
): Buffer[] {
  return keys.map((key) =>
    createHmac("sha256", deriveKey(key, `sign/${purpose}`))
      .update(data)
      .digest(),
  );
}

export function verify(
  data: string,
  signature: Buffer,
  options: Keys & { purpose: string },
): boolean {
  return signatures(data, options).some((own) => isEqual(own, signature));
}

/** Compares in a time that does not tell how much was right. */
export function isEqual(a: string | Buffer, b: string | Buffer): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
