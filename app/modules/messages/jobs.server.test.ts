import type { Message } from "@prisma/client";
import { expect, onTestFinished, test } from "vitest";
import { db } from "#app/db.server.ts";
import { createMailer } from "#app/mail.server.ts";
import { listSuppressions } from "#app/modules/shoppers/shoppers.server.ts";
import { startTestMail } from "#tests/support/mail.ts";
import { handOverDueMessages } from "./jobs.server.ts";
import {
  countMessages,
  discardParked,
  eraseCustomer,
  exportCustomer,
  findMessage,
  listMessages,
  listParked,
  queueMessage,
  retryParked,
  unsubscribe,
} from "./messages.server.ts";
import type { MessageTemplate, Verdict } from "./messages.server.ts";

const MINUTE = 60_000;
const START = new Date("2026-11-20T10:00:00Z").getTime();
const at = (minutes: number) => new Date(START + minutes * MINUTE);

let count = 0;

/** A shop, a mail server, a template whose answers the test chooses, and one message due at once. */
async function setUp({ verdict }: { verdict?: Verdict } = {}) {
  await db.message.deleteMany(); // the hand-over takes every shop's
  const server = await startTestMail();
  const mailer = createMailer({ url: server.url });
  onTestFinished(() => mailer.close());
  const shop = `shop-${++count}.myshopify.com`;
  const settled: string[] = [];
  const template: MessageTemplate = {
    guard: async () => verdict ?? { kind: "go" },
    render: async ({ message }) => ({
      fromName: "Lumen Living",
      replyTo: null,
      subject: `For ${message.address}`,
      html: "<p>Hello</p>",
      text: "Hello",
    }),
    onSettled: async (_tx, { outcome }) => void settled.push(outcome),
  };
  const queue = (more: { dedupeKey?: string; address?: string } = {}) =>
    queueMessage(db, {
      shop,
      dedupeKey: "key",
      purpose: "basket-reminder",
      template: "test",
      address: "Mia@example.com",
      locale: "en",
      content: { hello: "Mia" },
      basis: "subscribed-at-checkout",
      basisAt: at(-60),
      dueAt: at(0),
      now: at(0),
      ...more,
    });
  const handOver = (
    minutes: number,
    more: Partial<Parameters<typeof handOverDueMessages>[0]> = {},
  ) =>
    handOverDueMessages({
      workerId: "worker-1",
      now: at(minutes),
      wallClock: () => at(minutes),
      limit: 100,
      templates: { test: template },
      mailer,
      ...more,
    });
  const only = async (): Promise<Message> =>
    db.message.findFirstOrThrow({ where: { shop } });
  return { shop, server, template, settled, queue, handOver, only };
}

test("a message is sent once, however often it is asked for and handed over", async () => {
  const { shop, server, queue, handOver, settled, only } = await setUp();
  const first = await queue();
  expect(first.isNew).toBe(true);
  expect(await queue()).toEqual({ id: first.id, isNew: false });
  expect(await handOver(-1)).toMatchObject({ sent: 0 });
  expect(await handOver(1)).toMatchObject({ sent: 1 });
  expect(await handOver(2)).toMatchObject({ sent: 0 });
  expect(server.mails).toHaveLength(1);
  expect(server.mails[0]).toMatchObject({
    envelopeTo: ["mia@example.com"],
    messageId: `<${first.id}.${shop.split(".")[0]}@second-thought.test>`,
  });
  expect(await only()).toMatchObject({
    state: "sent",
    sentAt: at(1),
    attempts: 1,
    unclear: 0,
  });
  expect(settled).toEqual(["sent"]);
  expect(await countMessages({ shop, from: at(0), to: at(2) })).toEqual({
    sent: 1,
    clicked: 0,
    parked: 0,
    waiting: 0,
  });
});

test("two workers at once send each message once", async () => {
  const { server, queue, handOver } = await setUp();
  for (let n = 0; n < 30; n++)
    await queue({ dedupeKey: `key-${n}`, address: `mia-${n}@example.com` });
  const results = await Promise.all([
    handOver(1, { workerId: "worker-1" }),
    handOver(1, { workerId: "worker-2" }),
  ]);
  expect(results.reduce((sum, { sent }) => sum + sent, 0)).toBe(30);
  expect(new Set(server.mails.map((mail) => mail.to?.[0]?.address)).size).toBe(
    30,
  );
  expect(server.mails).toHaveLength(30);
});

test("one mail per address and day, also when two workers take them side by side", async () => {
  const { server, queue, handOver } = await setUp();
  await queue({ dedupeKey: "basket-1" });
  await queue({ dedupeKey: "basket-2" });
  await Promise.all([handOver(1), handOver(1, { workerId: "worker-2" })]);
  await handOver(3);
  expect(server.mails).toHaveLength(1);
  await handOver(23 * 60);
  expect(server.mails).toHaveLength(1);
  expect(await handOver(24 * 60 + 2)).toMatchObject({ sent: 1 });
});

test("its owner may drop it or put it off", async () => {
  const dropped = await setUp({
    verdict: { kind: "drop", reason: "She has ordered." },
  });
  await dropped.queue();
  expect(await dropped.handOver(1)).toMatchObject({ dropped: 1 });
  expect(await dropped.only()).toMatchObject({
    state: "dropped",
    stateReason: "She has ordered.",
  });
  expect(dropped.settled).toEqual(["dropped"]);

  const later = await setUp({ verdict: { kind: "wait", until: at(90) } });
  await later.queue();
  expect(await later.handOver(1)).toMatchObject({ waiting: 1 });
  expect(await later.only()).toMatchObject({
    state: "queued",
    dueAt: at(90),
    attempts: 0,
  });
  expect(later.server.mails).toEqual([]);
});

test("a mail server that is down for an hour costs nothing but time", async () => {
  const { server, queue, handOver, only } = await setUp();
  const broken = createMailer({ url: "smtp://127.0.0.1:1" });
  onTestFinished(() => broken.close());
  await queue();
  for (let minute = 1; minute <= 60; minute++)
    await handOver(minute, { mailer: broken });
  const waiting = await only();
  expect(waiting).toMatchObject({ state: "queued", unclear: 0 });
  expect(waiting.stateReason).toMatch(/could not be reached/);
  expect(waiting.attempts).toBe(4); // after 0, 1, 5, 15 minutes; the next after an hour
  for (let minute = 61; minute <= 90; minute++) await handOver(minute);
  expect(server.mails).toHaveLength(1);
  expect(await only()).toMatchObject({ state: "sent", stateReason: null });
});

test("one unreachable server is tried once, not once per waiting message", async () => {
  const { queue, handOver } = await setUp();
  const broken = createMailer({ url: "smtp://127.0.0.1:1" });
  onTestFinished(() => broken.close());
  for (let n = 0; n < 20; n++)
    await queue({ dedupeKey: `key-${n}`, address: `mia-${n}@example.com` });
  const result = await handOver(1, { mailer: broken });
  expect(result.stopped).toBe(true);
  expect(result.retried).toBeLessThanOrEqual(4); // one per lane
});

test("refused again and again it is parked with a reason, and the merchant may try again or discard", async () => {
  const { shop, server, queue, handOver, only } = await setUp();
  server.answer({
    code: 554,
    message: "5.6.0 quota of mia@example.com used up",
  });
  const { id } = await queue();
  for (let hour = 0; hour < 30; hour++) await handOver(hour * 60 + 1);
  const parked = await only();
  expect(parked).toMatchObject({ state: "parked", attempts: 8 });
  expect(parked.stateReason).toMatch(
    /refused the message: .*quota of <address>.*Tried 8 times/,
  );
  expect(await listParked({ shop })).toHaveLength(1);
  expect(await listParked({ shop: "other.myshopify.com" })).toEqual([]);
  await expect(
    retryParked({ shop: "other.myshopify.com", id, now: at(1) }),
  ).rejects.toMatchObject({ code: "not-parked" });

  server.answer();
  await retryParked({ shop, id, now: at(2000) });
  expect(await handOver(2001)).toMatchObject({ sent: 1 });
  await expect(
    discardParked({ shop, id, onSettled: {}, now: at(0) }),
  ).rejects.toMatchObject({
    code: "not-parked",
  });
  expect(
    (await listMessages({ shop, state: "sent", page: 9 })).messages,
  ).toHaveLength(1);
});

test("an address that does not exist is never written to again", async () => {
  const { shop, queue, handOver, settled, only, template } = await setUp();
  const unknown = {
    send: async () => ({
      sent: false as const,
      failure: {
        stage: "recipient" as const,
        code: 550,
        status: "5.1.1",
        answer: "550 5.1.1 unknown",
        unclear: false,
      },
    }),
    close: () => {},
  };
  await queue();
  expect(
    await handOver(1, { mailer: unknown, templates: { test: template } }),
  ).toMatchObject({ dropped: 1 });
  expect(await only()).toMatchObject({ state: "dropped" });
  expect(settled).toEqual(["dropped"]);
  expect(
    await listSuppressions(db, { shop, address: "mia@example.com" }),
  ).toMatchObject([{ purpose: "all", reason: "bounced" }]);
});

test("a worker killed between hand-over and its end: taken over after a minute, same Message-ID, counted", async () => {
  const { server, queue, handOver, only, template } = await setUp();
  const { id } = await queue();
  // It dies after the mail server has taken the mail, before it can say so.
  const killed = handOver(1, {
    templates: {
      test: {
        ...template,
        onSettled: () => Promise.reject(new Error("killed")),
      },
    },
  });
  await expect(killed).rejects.toThrow("killed");
  expect(await only()).toMatchObject({ state: "handing-over" });
  expect(await handOver(1.5, { workerId: "worker-2" })).toMatchObject({
    sent: 0,
  });
  expect(await handOver(2, { workerId: "worker-2" })).toMatchObject({
    sent: 1,
  });
  expect(await only()).toMatchObject({
    state: "sent",
    unclear: 1,
    attempts: 2,
  });
  expect(server.mails).toHaveLength(2);
  expect(new Set(server.mails.map((mail) => mail.messageId)).size).toBe(1);
  expect(server.mails[0]?.messageId).toContain(id);
});

test("the demo's clock may jump during a send without a second mail", async () => {
  const { server, queue, handOver } = await setUp();
  await queue();
  const real = () => new Date("2026-11-20T10:00:30Z");
  await Promise.all([
    handOver(1, { wallClock: real }),
    handOver(600, { wallClock: real, workerId: "worker-2" }),
  ]);
  await handOver(700, { wallClock: real });
  expect(server.mails).toHaveLength(1);
});

test("a rule that throws holds nobody else up", async () => {
  const { server, queue, handOver, template } = await setUp();
  await queue({ dedupeKey: "bad", address: "bad@example.com" });
  await queue({ dedupeKey: "good", address: "good@example.com" });
  const picky: MessageTemplate = {
    ...template,
    guard: async (_tx, { message }) => {
      if (message.address === "bad@example.com") throw new Error("a bug");
      return { kind: "go" };
    },
  };
  expect(await handOver(1, { templates: { test: picky } })).toMatchObject({
    sent: 1,
    retried: 1,
  });
  expect(server.mails).toHaveLength(1);
  for (let hour = 1; hour < 40; hour++)
    await handOver(hour * 60, { templates: { test: picky } });
  const bad = await db.message.findFirst({
    where: { address: "bad@example.com" },
  });
  expect(bad).toMatchObject({ state: "parked", attempts: 8 });
});

test("unsubscribing is for good and can be said twice; erasure leaves no address behind", async () => {
  const { shop, queue } = await setUp();
  const { id } = await queue();
  expect(
    await exportCustomer(db, { shop, email: "MIA@example.com" }),
  ).toHaveLength(1);
  const word = { shop, id, everything: false, source: "page" as const };
  await unsubscribe({ ...word, now: at(1) });
  await unsubscribe({ ...word, now: at(2) });
  await unsubscribe({ ...word, everything: true, now: at(3) });
  const held = await listSuppressions(db, { shop, address: "mia@example.com" });
  expect(held.map(({ purpose }) => purpose).sort()).toEqual([
    "all",
    "basket-reminder",
  ]);

  await eraseCustomer(db, { shop, email: "mia@example.com" });
  const erased = await findMessage({ shop, id });
  expect(erased).toMatchObject({
    state: "dropped",
    address: null,
    content: {},
  });
  await unsubscribe({ ...word, now: at(4) });
  await unsubscribe({
    ...word,
    id: "019a0000-0000-7000-8000-000000000000",
    now: at(4),
  });
});

test("what took so long to draw that another worker may have it is not sent by this one", async () => {
  const { server, queue, handOver, template, only } = await setUp();
  await queue();
  let seconds = 0;
  const { render } = template;
  template.render = (facts) => {
    seconds = 61;
    return render(facts);
  };
  const clock = { wallClock: () => new Date(START + seconds * 1000) };
  expect(await handOver(0, clock)).toMatchObject({ sent: 0, retried: 1 });
  expect(server.mails).toEqual([]);
  expect(await only()).toMatchObject({ state: "queued", unclear: 0 });
  expect(await handOver(2, clock)).toMatchObject({ sent: 1 });
});
