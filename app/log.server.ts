import pino from "pino";
import { env } from "#app/env.server.ts";

/**
 * Structured logs: one JSON object per line on stdout. What must never be in them (tokens, secrets, addresses
 * of people, mail and webhook bodies) is taken out here by the name of its field at any depth, and by its look
 * inside longer texts, since error messages quote what they choked on.
 */
const PRIVATE_FIELD =
  /token|secret|password|authorization|cookie|api_?key|signature|hmac|e-?mail|address|phone|first_?name|last_?name|recipient|^(to|from|body|html|text|payload|content|subject)$/i;
const PRIVATE_TEXT =
  /[\w.+%-]+@[\w-]+(\.[\w-]+)+|\bshp[a-z]{2,3}_[A-Za-z0-9_-]+|\beyJ[\w-]+\.[\w-]+\.[\w-]+|(?<=\/email\/(?:restore|unsubscribe)\/)[\w-]+|\b(id_token|hmac|signature|access_token|refresh_token)=[^&\s"]+/g;
const GONE = "[private]";
const MAX_DEPTH = 6;

/** `value` with everything private replaced; also what pino writes, so safe to test by itself. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return value.replace(PRIVATE_TEXT, GONE);
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Error) {
    // Own fields may hold a whole request (SMTP, GraphQL clients): keep what helps to find the fault.
    const { name, message, stack, cause, code } = value as Error & {
      code?: unknown;
    };
    return redact({ name, code, message, stack, cause }, depth);
  }
  if (value === null || typeof value !== "object") return value;
  if (value instanceof Date) return value.toISOString();
  if (depth >= MAX_DEPTH) return "[deeper]";
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => [
      field,
      PRIVATE_FIELD.test(field) && inner != null && typeof inner !== "boolean"
        ? GONE
        : redact(inner, depth + 1),
    ]),
  );
}

export type Log = pino.Logger;

/** Only for `log` and its test; `write` receives whole lines. */
export function createLog(options: {
  level: string;
  write?: (line: string) => void;
}): Log {
  const { level, write } = options;
  return pino(
    {
      level,
      base: {
        process: process.title.includes("worker") ? "worker" : undefined,
      },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: (error: unknown) => error },
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => redact(fields) as Record<string, unknown>,
      },
      hooks: {
        logMethod(args, method) {
          method.apply(this, clean(args) as typeof args);
        },
      },
    },
    write ? { write } : pino.destination({ fd: 1, sync: false }),
  );
}

/** Left alone, pino would take an error's own message, as it is, for the line's. */
function clean([first, ...rest]: unknown[]): unknown[] {
  const fields = first instanceof Error ? { err: first } : first;
  const error = (fields as { err?: unknown } | null)?.err;
  const text =
    rest.length > 0 || !(error instanceof Error) ? rest : [error.message];
  return [fields, ...text].map((arg) =>
    typeof arg === "string" ? redact(arg) : arg,
  );
}

export const log = createLog({ level: env.LOG_LEVEL });

/** A log whose every line names the request (or job) and the shop. */
export function logFor(context: {
  requestId?: string;
  shop?: string;
  job?: string;
}): Log {
  return log.child(redact(context) as typeof context);
}
