import { render } from "@react-email/components";
import { AbandonedCheckoutMail } from "./abandoned-checkout-mail.tsx";
import { textOfReminder, viewReminder } from "./reminder-view.ts";
import type { ReminderInput } from "./reminder-view.ts";

/** Gmail cuts a mail off at about 102 KB, quoted-printable included; the footer with the way out must not be lost. */
export const MAX_HTML_BYTES = 60_000;

export async function renderReminder(
  input: ReminderInput,
): Promise<{ subject: string; html: string; text: string }> {
  const view = viewReminder(input);
  const html = await render(<AbandonedCheckoutMail view={view} />);
  return { subject: view.subject, html, text: textOfReminder(view) };
}
