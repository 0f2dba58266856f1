/** The platform's half of the local Shopify: server, webhooks out, mail in. */
import type http from "node:http";
import type { AddressInfo } from "node:net";
import type { LocalShopify } from "../context.ts";
import { settleOpenCreations } from "./graphql/resolvers/discounts/codes.ts";
import { startInbox } from "./inbox/smtp.ts";
import { redactDeparted } from "./oauth/installation.ts";
import { createPlatformServer } from "./server.ts";
import { startWebhookSender } from "./webhooks/sender.ts";

export interface RunningPlatform {
  smtpUrl: string;
  close: () => Promise<void>;
}

/** Sets `ctx.urls.platform` and `ctx.emitWebhook`. Port 0 takes any free one. */
export async function startPlatform(
  ctx: LocalShopify,
  ports: { platform: number; smtp: number },
): Promise<RunningPlatform> {
  settleOpenCreations(ctx);
  const sender = startWebhookSender(ctx);
  const server = createPlatformServer(ctx, sender);
  const port = await listen(server, ports.platform);
  ctx.urls.platform = `http://localhost:${port}`;
  const inbox = await startInbox(ctx, { port: ports.smtp }).catch(
    async (error: unknown) => {
      await sender.close();
      server.close();
      throw error;
    },
  );
  const redaction = setInterval(() => redactDeparted(ctx), 1000).unref();
  return {
    smtpUrl: inbox.url,
    async close() {
      clearInterval(redaction);
      await sender.close();
      await inbox.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Binds 127.0.0.1 and says so when the port is taken. */
function listen(server: http.Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () =>
      resolve((server.address() as AddressInfo).port),
    );
  });
}
