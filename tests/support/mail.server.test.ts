import nodemailer from "nodemailer";
import { expect, test } from "vitest";
import { startTestMail } from "#tests/support/mail.ts";

test("the test's mail server keeps what arrives and refuses when told to", async () => {
  const server = await startTestMail();
  const transport = nodemailer.createTransport(server.url);
  const mail = {
    from: "shop@example.com",
    to: "ann@example.com",
    subject: "Grüße",
    text: "Your basket",
  };
  await transport.sendMail(mail);
  expect(server.mails).toMatchObject([
    {
      subject: "Grüße",
      envelopeFrom: "shop@example.com",
      envelopeTo: ["ann@example.com"],
    },
  ]);
  expect(server.mails[0]?.text).toContain("Your basket");

  server.answer({ code: 451, message: "try later" });
  await expect(transport.sendMail(mail)).rejects.toMatchObject({
    responseCode: 451,
  });
  expect(server.mails).toHaveLength(1);
});
