/** Where it went wrong, in the order of an SMTP conversation. */
export type SmtpStage =
  "connect" | "login" | "sender" | "recipient" | "content" | "unknown";

export interface SmtpFailure {
  stage: SmtpStage;
  /** The three digits of the server's answer; null when it gave none. */
  code: number | null;
  /** RFC 3463, "5.1.1"; null when the server gives none. */
  status: string | null;
  /** What was answered, without anybody's address. */
  answer: string;
  /** The whole mail was handed to the connection and no answer came: it may have been accepted. */
  unclear: boolean;
}
