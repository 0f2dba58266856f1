import { expect, onTestFinished, test } from "vitest";
import { db } from "#app/db.server.ts";
import { createMailer } from "#app/mail.server.ts";
import { makeTestPlatform } from "#dev/fake-shopify/platform/test-platform.ts";
import { startInbox } from "#dev/fake-shopify/platform/inbox/smtp.ts";
import { handOverDueMessages } from "./jobs.server.ts";
import { queueMessage } from "./messages.server.ts";
import type { MessageTemplate } from "./messages.server.ts";

const at = (minutes: number) =>
  new Date(Date.parse("2026-11-20T10:00:00Z") + minutes * 60_000);

const template: MessageTemplate = {
  guard: async () => ({ kind: "go" }),
  render: async () => ({
    fromName: "Lumen",
    replyTo: null,
    subject: "Hello",
    html: "<p>Hello</p>",
    text: "Hello",
  }),
  onSettled: async () => {},
};

test("a mail server that takes a mail and dies before it says so: counted, and the second one has the same Message-ID", async () => {
  const { ctx } = await makeTestPlatform();
  const inbox = await startInbox(ctx, { port: 0 });
  const mailer = createMailer({ url: inbox.url });
  onTestFinished(async () => {
    mailer.close();
    await inbox.close();
  });
  const shop = "unclear.myshopify.com";
  await queueMessage(db, {
    shop,
    dedupeKey: "key",
    purpose: "basket-reminder",
    template: "test",
    address: "mia@example.com",
    locale: "en",
    content: {},
    basis: "subscribed-at-checkout",
    basisAt: at(0),
    dueAt: at(0),
    now: at(0),
  });
  const handOver = (minutes: number) =>
    handOverDueMessages({
      workerId: "worker-1",
      now: at(minutes),
      wallClock: () => at(minutes),
      limit: 10,
      templates: { test: template },
      mailer,
    });
  const message = () => db.message.findFirstOrThrow({ where: { shop } });

  ctx.world.faults.mail.mode = "drop-after-data";
  expect(await handOver(1)).toMatchObject({ retried: 1, sent: 0 });
  expect(await message()).toMatchObject({ state: "queued", unclear: 1 });

  // A refusal before the mail was handed over leaves no doubt.
  ctx.world.faults.mail.mode = "refusing";
  expect(await handOver(3)).toMatchObject({ retried: 1 });
  expect(await message()).toMatchObject({ state: "queued", unclear: 1 });

  ctx.world.faults.mail.mode = "ok";
  expect(await handOver(9)).toMatchObject({ sent: 1 });
  const ids = ctx.world.inbox.map(({ raw }) =>
    /^message-id: (.*)$/im.exec(raw)?.[1]?.trim(),
  );
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
});
