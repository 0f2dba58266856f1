import type { Control, Mail } from "../../dev/demo/control.ts";
import { waitFor } from "../../dev/demo/tour/wait-for.ts";

export interface Inbox {
  /** Waits for a mail to this address that was not there before `after` mails. */
  waitForMail(to: string, options?: { after?: number }): Promise<Mail>;
  count(to: string): Promise<number>;
}

export function openInbox(control: Control): Inbox {
  return {
    count: async (to) => (await control.mails(to)).length,
    waitForMail: (to, { after = 0 } = {}) =>
      waitFor(`a mail to ${to}`, async () => (await control.mails(to))[after]),
  };
}

/** The first link of the mail whose path is `/email/<kind>/…`. Throws when there is none. */
export function linkOf(mail: Mail, kind: "restore" | "unsubscribe"): string {
  const link = new RegExp(`https?://[^"\\s]*/email/${kind}/[^"\\s]+`).exec(
    mail.html ?? "",
  )?.[0];
  if (!link) throw new Error(`The mail has no link to ${kind}.`);
  return link.replaceAll("&amp;", "&");
}

export function headerOf(mail: Mail, name: string): string | undefined {
  return mail.headers.find((header) => header.name.toLowerCase() === name)
    ?.value;
}
