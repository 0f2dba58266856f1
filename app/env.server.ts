import { z } from "zod";

/** A database, key or address that is wrong should stop the boot with the whole list, not fail at first use. */
const KEY_BYTES = 32;

const url = (protocols: string[], example: string) =>
  z
    .string()
    .refine(
      (value) => protocols.includes(URL.parse(value)?.protocol ?? ""),
      `should be an address such as ${example}`,
    );

const encryptionKeys = z.string().transform((list, context) => {
  const keys = list
    .split(",")
    .map((key) => Buffer.from(key.trim(), "base64"))
    .filter((key) => key.length > 0);
  if (keys.length === 0 || keys.some((key) => key.length !== KEY_BYTES)) {
    context.addIssue(
      `should be a comma-separated list of base64 keys of ${KEY_BYTES} bytes; the first encrypts, all decrypt (openssl rand -base64 ${KEY_BYTES})`,
    );
    return z.NEVER;
  }
  return keys;
});

const envSchema = z.object({
  NODE_ENV: z
    .enum(["development", "production", "test"])
    .default("development"),
  HOST: z.string().default("0.0.0.0"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  DATABASE_URL: url(
    ["postgres:", "postgresql:"],
    "postgresql://user:password@host:5432/name",
  ),
  /**
   * A worker holds up to six at once that wait for another one: the queue's ear, a chore's lock and the locks of four jobs that make
   * codes. With fewer it would wait for itself.
   */
  DATABASE_POOL_SIZE: z.coerce.number().int().min(8).max(200).default(10),
  /** Proxies of our own before the web process that add to X-Forwarded-For; see docs/decisions/056. */
  TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).max(10).default(1),
  SHOPIFY_API_KEY: z.string().min(1, "is the app's client id"),
  SHOPIFY_API_SECRET: z.string().min(1, "is the app's client secret"),
  /** Where Shopify and shoppers' mails reach us, without a trailing slash. */
  SHOPIFY_APP_URL: url(
    ["https:", "http:"],
    "https://app.example.com",
  ).transform((value) => value.replace(/\/+$/, "")),
  /** The handle in `https://admin.shopify.com/store/x/apps/<handle>`. */
  SHOPIFY_APP_HANDLE: z
    .string()
    .regex(/^[a-z0-9-]+$/, "should be lower case letters, digits and dashes")
    .default("second-thought"),
  /** Comma-separated, as in shopify.app.toml. */
  SCOPES: z.string().min(1, "should name the scopes of shopify.app.toml"),
  ENCRYPTION_KEYS: encryptionKeys,
  SMTP_URL: url(["smtp:", "smtps:"], "smtps://user:password@host:465"),
  /** Address our mails come from; the shop's name is put before it. */
  MAIL_FROM: z.email("should be one plain e-mail address"),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"])
    .default("info"),
  /** Where the admin loads App Bridge from; Shopify's own address when left out. */
  APP_BRIDGE_URL: url(
    ["https:", "http:"],
    "https://cdn.example.com/app-bridge.js",
  ).optional(),
});

export type Env = z.infer<typeof envSchema>;

/**
 * Reads the configuration out of `source` (normally `process.env`); an empty variable counts as a missing one.
 * Throws an Error whose message lists every fault, without repeating a value: some of them are secrets.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== ""),
  );
  const result = envSchema.safeParse(given);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => {
    const name = String(path[0]);
    return given[name] === undefined
      ? `${name} is missing`
      : `${name}: ${message}`;
  });
  throw new Error(
    `The configuration is not complete (see .env.example):\n${faults.map((fault) => `  - ${fault}`).join("\n")}`,
  );
}

export const env = parseEnv(process.env);
