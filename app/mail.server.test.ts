import net from "node:net";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { startTestMail } from "#tests/support/mail.ts";
import { createMailer, mailDomain } from "./mail.server.ts";
import type { Mail } from "./mail.server.ts";

const mail: Mail = {
  messageId: "019a.shop-1@second-thought.test",
  fromName: 'Lumen "Living"',
  to: "mia@example.com",
  replyTo: "owner@example.com",
  subject: "Ihr Warenkorb, Grüße",
  html: "<p>Grüße</p>",
  text: "Grüße",
  unsubscribeUrl: "https://second-thought.test/email/unsubscribe/abc",
  feedbackId: "abandoned-checkout:shop-1:basket-reminder:second-thought",
};

function mailerFor(url: string, sendMs?: number) {
  const mailer = createMailer({ url, sendMs });
  onTestFinished(() => mailer.close());
  return mailer;
}

/** A mail server of a few words: `answers` by the first four letters of a command; "hang up" closes, silence waits. */
async function startTerse(answers: Record<string, string>): Promise<string> {
  const server = net.createServer((socket) => {
    let inData = false;
    socket.on("error", () => {});
    socket.write("220 terse\r\n");
    socket.on("data", (chunk) => {
      const text = chunk.toString();
      const verb = inData ? "BODY" : text.slice(0, 4).toUpperCase();
      if (inData && !text.includes("\r\n.\r\n")) return;
      const answer = answers[verb] ?? (verb === "DATA" ? "354 go" : "250 ok");
      inData = verb === "DATA" && answer.startsWith("354");
      if (answer === "hang up") socket.destroy();
      else if (answer !== "silence") socket.write(`${answer}\r\n`);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("a mail arrives with both parts and the headers that mailbox providers ask for", async () => {
  const server = await startTestMail();
  expect(await mailerFor(server.url).send(mail)).toEqual({ sent: true });
  const [got] = server.mails;
  const header = (key: string) =>
    got?.headers.find((line) => line.key === key)?.value;
  expect(got).toMatchObject({
    from: { name: 'Lumen "Living"', address: "hello@second-thought.test" },
    envelopeTo: ["mia@example.com"],
    messageId: "<019a.shop-1@second-thought.test>",
    subject: "Ihr Warenkorb, Grüße",
    replyTo: [{ address: "owner@example.com" }],
  });
  expect(got?.html).toContain("Grüße");
  expect(got?.text).toContain("Grüße");
  expect(header("list-unsubscribe")).toBe(
    "<https://second-thought.test/email/unsubscribe/abc>",
  );
  expect(header("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
  expect(header("feedback-id")).toBe(mail.feedbackId);
  expect(mailDomain()).toBe("second-thought.test");
});

test("a name cannot smuggle in a header", async () => {
  const server = await startTestMail();
  const fromName = "Shop\r\nBcc: eve@example.com";
  await mailerFor(server.url).send({ ...mail, fromName, subject: fromName });
  expect(server.mails[0]?.envelopeTo).toEqual(["mia@example.com"]);
  expect(server.mails[0]?.bcc).toBeUndefined();
});

test.each([
  [
    "MAIL",
    "530 5.7.0 log in first",
    { stage: "sender", code: 530, status: "5.7.0" },
  ],
  [
    "RCPT",
    "550 5.1.1 <mia@example.com> unknown",
    {
      stage: "recipient",
      code: 550,
      status: "5.1.1",
      answer: "550 5.1.1 <address> unknown",
    },
  ],
  [
    "RCPT",
    "451 4.7.1 later",
    { stage: "recipient", code: 451, status: "4.7.1" },
  ],
  ["BODY", "554 5.6.0 spam", { stage: "content", code: 554, status: "5.6.0" }],
  ["DATA", "hang up", { stage: "connect", code: null }],
])("%s answered with %s is a clear failure", async (verb, answer, expected) => {
  const url = await startTerse({ [verb]: answer });
  expect(await mailerFor(url).send(mail)).toEqual({
    sent: false,
    failure: expect.objectContaining({ ...expected, unclear: false }),
  });
});

test("nobody listening is a clear failure", async () => {
  expect(await mailerFor("smtp://127.0.0.1:1").send(mail)).toEqual({
    sent: false,
    failure: expect.objectContaining({ stage: "connect", unclear: false }),
  });
});

test.each(["hang up", "silence"])(
  "%s after the whole mail leaves us in doubt, and it is not repeated",
  async (answer) => {
    const url = await startTerse({ BODY: answer });
    const result = await mailerFor(url, 6000).send(mail);
    expect(result).toMatchObject({ sent: false, failure: { unclear: true } });
  },
);

test("a server that never greets does not hold a worker for ever", async () => {
  const url = await startTerse({ EHLO: "silence", HELO: "silence" });
  const result = await mailerFor(url, 800).send(mail);
  expect(result).toMatchObject({ sent: false });
});
