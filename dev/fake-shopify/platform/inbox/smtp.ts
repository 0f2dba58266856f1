/** The mail server everybody in the local world writes to. What arrives is kept as it came. */
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import type { LocalShopify } from "../../context.ts";
import { newId, toIso } from "../../world/world.ts";

const MOST_MAILS = 1000;
const MOST_BYTES = 20_000_000;

export interface RunningInbox {
  url: string;
  port: number;
  close: () => Promise<void>;
}

const refusal = (code: number, message: string) =>
  Object.assign(new Error(message), { responseCode: code });

export async function startInbox(
  ctx: LocalShopify,
  { port }: { port: number },
): Promise<RunningInbox> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    size: MOST_BYTES,
    onMailFrom(_address, _session, done) {
      const { mode } = ctx.world.faults.mail;
      done(
        mode === "refusing"
          ? refusal(550, "5.7.1 This mailbox takes no mail today")
          : undefined,
      );
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mode } = ctx.world.faults.mail;
        if (mode === "temporary")
          return done(refusal(451, "4.3.2 Please try again later"));
        const { mailFrom, rcptTo } = session.envelope;
        ctx.world.inbox.push({
          id: newId(ctx.world),
          receivedAt: toIso(ctx.clock.now()),
          from: mailFrom ? mailFrom.address : "",
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString("latin1"),
        });
        ctx.world.inbox.splice(
          0,
          Math.max(0, ctx.world.inbox.length - MOST_MAILS),
        );
        ctx.save();
        if (mode !== "drop-after-data") return done();
        // The mail is taken, the sender never learns it: the case in which SMTP cannot say what happened.
        for (const connection of server.connections)
          (
            connection as unknown as { _socket: { destroy(): void } }
          )._socket.destroy();
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve());
  });
  server.removeAllListeners("error");
  server.on("error", (error) =>
    ctx.log.warn({ err: error }, "the local mail server complained"),
  );
  const at = (server.server.address() as AddressInfo).port;
  return {
    url: `smtp://127.0.0.1:${at}`,
    port: at,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
