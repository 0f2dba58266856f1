import type { AddressInfo } from "node:net";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";
import { onTestFinished } from "vitest";

export interface TestMail {
  /** For SMTP_URL or a transport of the test's own. */
  url: string;
  /** What arrived, oldest first, with the envelope it came in. */
  mails: (Email & { envelopeFrom: string; envelopeTo: string[] })[];
  /** What the server says from now on instead of "250": `{ code: 451, message: "later" }`; nothing = accept. */
  answer(refusal?: { code: number; message: string }): void;
}

/** A real mail server that keeps what it is given; it ends with the test. */
export async function startTestMail(): Promise<TestMail> {
  const mails: TestMail["mails"] = [];
  let refusal: { code: number; message: string } | undefined;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        if (refusal) {
          const { code, message } = refusal;
          done(Object.assign(new Error(message), { responseCode: code }));
          return;
        }
        const { mailFrom, rcptTo } = session.envelope;
        PostalMime.parse(Buffer.concat(chunks)).then(
          (mail) => {
            const envelopeFrom = mailFrom ? mailFrom.address : "";
            mails.push({
              ...mail,
              envelopeFrom,
              envelopeTo: rcptTo.map(({ address }) => address),
            });
            done();
          },
          (error: Error) => done(error),
        );
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(
    () => new Promise<void>((resolve) => server.close(() => resolve())),
  );
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    answer: (next) => (refusal = next),
  };
}
