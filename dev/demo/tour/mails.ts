import type { Control, Mail } from "#dev/demo/control.ts";
import { waitFor } from "#dev/demo/tour/wait-for.ts";

export async function waitForMail(control: Control, to: string): Promise<Mail> {
  return waitFor(
    `a mail to ${to}`,
    async () => (await control.mails(to)).at(-1) ?? null,
  );
}

export async function expectMails(
  control: Control,
  to: string,
  count: number,
): Promise<void> {
  const mails = await control.mails(to);
  if (mails.length !== count)
    throw new Error(`${to} has ${mails.length} mails instead of ${count}.`);
}

export function headerOf(mail: Mail, name: string): string | undefined {
  return mail.headers.find((header) => header.name.toLowerCase() === name)
    ?.value;
}

/** The first link of the mail's HTML whose path is `/email/<kind>/…`. */
export function linkOf(mail: Mail | undefined, kind: string): string {
  const link = new RegExp(`https?://[^"\\s]*/email/${kind}/[^"\\s]+`).exec(
    mail?.html ?? "",
  )?.[0];
  if (!link) throw new Error(`The mail has no link to ${kind}.`);
  return link.replaceAll("&amp;", "&");
}
