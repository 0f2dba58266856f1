import { Transform } from "node:stream";
import nodemailer from "nodemailer";
import { env } from "#app/env.server.ts";
import type { SmtpFailure, SmtpStage } from "#app/smtp.ts";

export interface Mail {
  /** Without angle brackets: "id.shop@domain". */
  messageId: string;
  fromName: string;
  to: string;
  replyTo?: string | null;
  subject: string;
  html: string;
  text: string;
  /** Address that ends this kind of mail with one POST, RFC 8058. */
  unsubscribeUrl: string;
  /** "kind:shop:purpose:app", for the complaint reports of mailbox providers. */
  feedbackId: string;
}

export type SendResult = { sent: true } | { sent: false; failure: SmtpFailure };

export interface Mailer {
  send(mail: Mail): Promise<SendResult>;
  close(): void;
}

/** Under the minute after which another worker takes a message over (docs/architecture.md, Mail). */
const SEND_MS = 40_000;

/** Mails over one pool of connections to `url`. `send` never throws for what a mail server may answer. */
export function createMailer({
  url = env.SMTP_URL,
  from = env.MAIL_FROM,
  sendMs = SEND_MS,
}: { url?: string; from?: string; sendMs?: number } = {}): Mailer {
  const transport = nodemailer.createTransport(poolOptions(url, sendMs));
  // The last byte of the body passing here tells a failure that is certain from one that leaves us in doubt.
  transport.use("stream", (mail, done) => {
    const progress = mail.data as { onWhole?: () => void };
    mail.message.transform(
      () =>
        new Transform({
          transform: (chunk, _encoding, next) => next(null, chunk),
          flush(next) {
            progress.onWhole?.();
            next();
          },
        }),
    );
    done();
  });

  return {
    async send(mail) {
      let whole = false;
      const options = {
        ...compose(mail, from),
        onWhole: () => (whole = true),
      };
      try {
        await within(sendMs, transport.sendMail(options));
        return { sent: true };
      } catch (error) {
        return { sent: false, failure: describe(error, whole) };
      }
    },
    close: () => transport.close(),
  };
}

function poolOptions(url: string, sendMs: number) {
  return {
    url,
    pool: true as const,
    maxConnections: 4,
    // Left on, the pool itself repeats a mail whose connection broke, and nobody counts it.
    maxRequeues: 0,
    connectionTimeout: sendMs / 4,
    greetingTimeout: sendMs / 4,
    socketTimeout: sendMs / 2,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function compose(mail: Mail, from: string) {
  return {
    from: { name: mail.fromName, address: from },
    to: { name: "", address: mail.to },
    ...(mail.replyTo ? { replyTo: mail.replyTo } : {}),
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    messageId: `<${mail.messageId}>`,
    headers: {
      // RFC 8058: both headers, an https address, and one POST that needs no page.
      "List-Unsubscribe": { prepared: true, value: `<${mail.unsubscribeUrl}>` },
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      "Feedback-ID": mail.feedbackId,
    },
  };
}

/** The domain our mails come from: second half of every Message-ID. */
export function mailDomain(from: string = env.MAIL_FROM): string {
  return from.slice(from.indexOf("@") + 1);
}

class TooLong extends Error {}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TooLong("Timeout")), ms);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

interface SmtpError extends Error {
  code?: string;
  command?: string;
  response?: string | false;
  responseCode?: number;
}

function describe(error: unknown, whole: boolean): SmtpFailure {
  const { code, command, response, responseCode, message } = error as SmtpError;
  const answered = typeof response === "string" && response !== "";
  const answer = answered ? response : message;
  return {
    stage: findStage(command, code),
    code: responseCode ?? null,
    status: answered
      ? (/\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(answer)?.[1] ?? null)
      : null,
    answer: withoutAddresses(answer).slice(0, 300),
    unclear: (whole && !answered) || error instanceof TooLong,
  };
}

function findStage(
  command: string | undefined,
  code: string | undefined,
): SmtpStage {
  if (code === "EAUTH" || command?.startsWith("AUTH")) return "login";
  if (command === "MAIL FROM") return "sender";
  if (command === "RCPT TO") return "recipient";
  if (command === "DATA") return "content";
  const early = ["CONN", "EHLO", "HELO", "LHLO", "STARTTLS"];
  if (command && early.includes(command)) return "connect";
  const network = [
    "ECONNECTION",
    "ETIMEDOUT",
    "EDNS",
    "ESOCKET",
    "ETLS",
    "ECONNREFUSED",
  ];
  return code && network.includes(code) ? "connect" : "unknown";
}

/** Servers quote the address they refuse; what we keep and show must not hold it. */
function withoutAddresses(text: string): string {
  return text
    .replace(/<?[^\s<>"',;:]+@[^\s<>"',;:]+>?/g, "<address>")
    .replace(/\s+/g, " ")
    .trim();
}
