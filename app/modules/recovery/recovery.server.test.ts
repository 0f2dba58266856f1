import type { Order } from "@prisma/client";
import fc from "fast-check";
import { expect, test } from "vitest";
import { db, transaction } from "#app/db.server.ts";
import {
  discardParked,
  unsubscribe,
} from "#app/modules/messages/messages.server.ts";
import { at, setUpRecovery } from "#tests/support/recovery.ts";
import { previewReminder } from "./jobs.server.ts";
import {
  countRuns,
  mailSettled,
  onOrder,
  restoreBasket,
  startDueRuns,
} from "./recovery.server.ts";

test("the shopper who comes back: one mail an hour later, with her basket, and the order is credited", async () => {
  const { shop, server, checkout, subscribe, order, work, run, message } =
    await setUpRecovery();
  await subscribe(await checkout("mia", 0));
  await checkout("mia", 10);
  await work(69);
  expect(server.mails).toEqual([]);
  await work(70);
  await work(71);
  expect(server.mails).toHaveLength(1);
  const [mail] = server.mails;
  // Also when Shopify does not answer, as here: mails without it are against the law in some countries.
  expect(mail?.text).toContain("Lange Str. 1\n10115 Berlin");
  expect(mail).toMatchObject({
    subject: "Ihr Warenkorb bei Lumen Living ist noch da",
    from: { name: "Lumen Living" },
    replyTo: [{ address: `owner@${shop}` }],
  });
  for (const part of [mail?.html, mail?.text]) {
    expect(part).toContain("Arc Table Lamp");
    expect(part?.replaceAll("\u00a0", " ")).toContain("116,10 €");
    expect(part).toContain("THINK-1");
    expect(part).toContain("https://second-thought.test/email/restore/");
    expect(part).toContain("https://second-thought.test/email/unsubscribe/");
  }
  expect(await message()).toMatchObject({
    basis: "subscribed-at-checkout",
    basisAt: at(0),
  });

  const { id: messageId } = await message();
  const follow = (minutes: number) =>
    restoreBasket({ shop, messageId, now: at(minutes) });
  expect(await follow(80)).toBe(`https://${shop}/checkouts/mia/recover?key=k`);
  await order("1", 90, { checkoutToken: "mia" });
  await order("1", 90, { checkoutToken: "mia" });
  expect(await follow(95)).toBe(`https://${shop}`);
  expect(await message()).toMatchObject({ clickedAt: at(80) });
  expect(await run("mia")).toMatchObject({
    state: "recovered",
    orderId: "1",
    orderMinor: 11610n,
    updatedAt: at(90),
  });
  await checkout("mia", 95, { completedAt: at(90) });
  await work(3000);
  expect(server.mails).toHaveLength(1);
  expect(await countRuns({ shop, from: at(-1), to: at(1) })).toEqual({
    mailed: 1,
    recovered: 1,
    recoveredMinor: 11610n,
  });
});

test("the shopper who buys at once never gets a mail, by whatever the order is joined", async () => {
  const { server, checkout, subscribe, order, work, run } =
    await setUpRecovery();
  const joins: Partial<Order>[] = [
    { checkoutToken: "a0" },
    { cartToken: "cart-a1" },
    { email: "a2@example.com" },
    { phone: "+491" },
    { customerId: "77" },
  ];
  for (const [n, join] of joins.entries()) {
    const contact = {
      phone: n === 3 ? "+491" : null,
      customerId: n === 4 ? "77" : null,
    };
    await subscribe(await checkout(`a${n}`, 0, contact));
    await order(`${n}`, 5, join);
  }
  await work(120);
  expect(server.mails).toEqual([]);
  for (const n of joins.keys())
    expect(await run(`a${n}`)).toMatchObject({
      state: "stopped",
      stateReason: "ordered",
      orderId: null,
    });
});

test("the one who unsubscribes never gets another; the one without consent gets none", async () => {
  const { shop, server, checkout, subscribe, work, run, message } =
    await setUpRecovery();
  await subscribe(await checkout("dora", 0));
  await checkout("eve", 0);
  await work(60);
  expect(server.mails.map((mail) => mail.envelopeTo[0])).toEqual([
    "dora@example.com",
  ]);
  expect(await run("eve")).toMatchObject({
    state: "stopped",
    stateReason: "no-consent",
  });

  const { id } = await message();
  await unsubscribe({
    shop,
    id,
    everything: false,
    source: "one-click",
    now: at(100),
  });
  await checkout("dora-again", 5000, {
    email: "dora@example.com",
    createdAt: at(4990),
  });
  await subscribe("dora@example.com");
  await work(6000);
  expect(server.mails).toHaveLength(1);
  expect(await run("dora-again")).toMatchObject({
    state: "stopped",
    stateReason: "suppressed",
  });
});

test("a basket that cannot be read keeps nobody else's mail back, and is given up in the end", async () => {
  const { shop, server, checkout, subscribe, work, run } =
    await setUpRecovery();
  for (const token of ["broken", "mia"])
    await subscribe(await checkout(token, token === "mia" ? 5 : 0));
  const where = { shop_token: { shop, token: "broken" } };
  await db.checkout.update({ where, data: { lines: [{ title: 7 }] } });
  await work(70);
  expect(server.mails).toHaveLength(1);
  expect(await run("broken")).toMatchObject({
    state: "waiting",
    dueAt: at(80),
  });
  await work(11 * 24 * 60);
  expect(await run("broken")).toMatchObject({ state: "stopped" });
});

test("consent given later to the same checkout is heard", async () => {
  const { server, checkout, subscribe, work } = await setUpRecovery();
  const email = await checkout("eve", 0);
  await work(60);
  await subscribe(email);
  await checkout("eve", 90);
  await work(150);
  expect(server.mails).toHaveLength(1);
});

test("an order that comes while the mail waits for its server stops it", async () => {
  const { server, checkout, subscribe, order, work, run, message } =
    await setUpRecovery();
  await subscribe(await checkout("mia", 0));
  server.answer({ code: 451, message: "later" });
  await work(60);
  expect(await message()).toMatchObject({ state: "queued", attempts: 1 });
  await order("1", 62, { email: "mia@example.com" });
  server.answer();
  await work(70);
  expect(server.mails).toEqual([]);
  expect(await message()).toMatchObject({
    state: "dropped",
    stateReason: "The shopper has ordered.",
  });
  expect(await run("mia")).toMatchObject({
    state: "stopped",
    stateReason: "ordered",
  });
});

test("the last look sees an order that never reached the run", async () => {
  const { shop, server, checkout, subscribe, work, run } =
    await setUpRecovery();
  await subscribe(await checkout("mia", 0));
  await startDueRuns({ now: at(60) });
  expect(await run("mia")).toMatchObject({ state: "queued" });
  await db.order.create({
    data: {
      shop,
      id: "1",
      name: "#1",
      currency: "EUR",
      totalMinor: 1n,
      cartToken: "cart-mia",
      placedAt: at(59),
      updatedAt: at(59),
    },
  });
  await work(61);
  expect(server.mails).toEqual([]);
  expect(await run("mia")).toMatchObject({
    state: "stopped",
    stateReason: "ordered",
  });
});

test("an order being recorded at the moment of the hand-over is waited for", async () => {
  const { shop, server, checkout, subscribe, work } = await setUpRecovery();
  await subscribe(await checkout("mia", 0));
  await startDueRuns({ now: at(60) });
  let recorded = () => {};
  const started = new Promise<void>((resolve) => (recorded = resolve));
  let finish = () => {};
  const held = new Promise<void>((resolve) => (finish = resolve));
  const recording = transaction(async (tx) => {
    const order = await tx.order.create({
      data: {
        shop,
        id: "1",
        name: "#1",
        currency: "EUR",
        totalMinor: 1n,
        checkoutToken: "mia",
        placedAt: at(60),
        updatedAt: at(60),
      },
    });
    await onOrder(tx, order, { now: at(60) });
    recorded();
    await held;
  });
  await started;
  const handing = work(61);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(server.mails).toEqual([]);
  finish();
  await recording;
  expect(await handing).toMatchObject({ sent: 0, dropped: 1 });
  expect(server.mails).toEqual([]);
});

test("a parked mail that the merchant gives up ends its basket's run", async () => {
  const { shop, checkout, subscribe, work, run, message } =
    await setUpRecovery();
  await subscribe(await checkout("mia", 0));
  await work(60);
  await db.message.updateMany({ data: { state: "parked", sentAt: null } });
  await db.run.updateMany({ data: { state: "queued" } });
  const { id } = await message();
  const given = { shop, id, onSettled: mailSettled, now: at(70) };
  await discardParked(given);
  expect(await message()).toMatchObject({ state: "dropped" });
  expect(await run("mia")).toMatchObject({
    state: "stopped",
    stateReason: "not-sent",
  });
  await expect(discardParked(given)).rejects.toMatchObject({
    code: "not-parked",
  });
});

test("she is at it again while the mail waits: the mail waits too", async () => {
  const { server, checkout, subscribe, work } = await setUpRecovery();
  await subscribe(await checkout("mia", 0));
  await startDueRuns({ now: at(60) });
  await checkout("mia", 61);
  await work(62);
  expect(server.mails).toEqual([]);
  await work(121);
  expect(server.mails).toHaveLength(1);
});

test("nothing is sent for a shop that left or switched reminders off, and its links still work", async () => {
  const { shop, server, checkout, subscribe, work, run, message } =
    await setUpRecovery();
  await subscribe(await checkout("mia", 0, { recoveryUrl: null }));
  await subscribe(await checkout("nora", 0));
  await work(60);
  expect(server.mails).toHaveLength(2);
  await subscribe(await checkout("olga", 61));
  await db.shopSettings.create({
    data: { shop, recoveryEnabled: false, updatedAt: at(61) },
  });
  await work(130);
  expect(await run("olga")).toMatchObject({ stateReason: "recovery-off" });
  await db.shop.update({ where: { shop }, data: { uninstalledAt: at(131) } });
  await checkout("olga", 140);
  await work(230);
  expect(await run("olga")).toMatchObject({ stateReason: "uninstalled" });
  expect(server.mails).toHaveLength(2);

  const mia = await db.message.findFirstOrThrow({
    where: { shop, address: "mia@example.com" },
  });
  const url = new URL(
    await restoreBasket({ shop, messageId: mia.id, now: at(300) }),
  );
  expect(url.pathname).toBe("/cart/11:1");
  expect(url.searchParams.get("discount")).toBe("THINK-1");
  await db.checkout.deleteMany({ where: { shop } });
  expect(
    await restoreBasket({
      shop,
      messageId: (await message()).id,
      now: at(301),
    }),
  ).toBe(`https://${shop}`);
  expect(
    await restoreBasket({
      shop: "gone.myshopify.com",
      messageId: mia.id,
      now: at(301),
    }),
  ).toBe("https://gone.myshopify.com");
});

test("our own code is promised until Shopify's end of it, and not after", async () => {
  const { shop, server, checkout, subscribe, work } = await setUpRecovery();
  const code = (name: string, minutes: number) => ({
    shop,
    code: name,
    discountId: "019a0000-0000-7000-8000-000000000001",
    campaignId: "019a0000-0000-7000-8000-000000000002",
    endsAt: at(minutes),
    state: "claimed",
    createdAt: at(0),
  });
  await db.discountCode.createMany({
    data: [code("RUNS", 24 * 60), code("ENDED", 65)],
  });
  await subscribe(await checkout("mia", 0, { discountCodes: ["RUNS"] }));
  await subscribe(await checkout("nora", 0, { discountCodes: ["ENDED"] }));
  await work(60);
  const text = (to: string) =>
    server.mails
      .find((mail) => mail.envelopeTo[0] === to)
      ?.text?.replaceAll("\u00a0", " ");
  expect(text("mia@example.com")).toMatch(
    /Ihr Code RUNS ist weiterhin eingelöst, bis Samstag, 21\. November um 11:00 MEZ\./,
  );
  expect(text("nora@example.com")).not.toContain("ENDED");
  expect(text("nora@example.com")).toContain("Summe: 129,00 €");
});

test("whatever the order, delay and number of deliveries, and with two workers: never after an order, never twice", async () => {
  const { server, checkout, subscribe, order, work } = await setUpRecovery();
  const step = fc.constantFrom(
    "create",
    "update",
    "order",
    "work",
    "work-late",
  );
  let n = 0;
  let mailed = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 3, maxLength: 9 }),
      async (steps) => {
        const token = `fuzz-${n++}`;
        const email = `${token}@example.com`;
        await subscribe(email);
        const mails = () =>
          server.mails.filter((mail) => mail.envelopeTo[0] === email).length;
        let ordered: number | null = null;
        for (const one of steps) {
          if (one === "create") await checkout(token, 0);
          if (one === "update") await checkout(token, 20);
          if (one === "order") {
            ordered ??= mails();
            await order(token, 30, { email });
          }
          if (one.startsWith("work")) {
            const minutes = one === "work" ? 70 : 85;
            await Promise.all([work(minutes), work(minutes, "worker-2")]);
          }
        }
        expect(mails()).toBeLessThanOrEqual(1);
        if (ordered !== null) expect(mails()).toBe(ordered);
        mailed += mails();
      },
    ),
    { numRuns: 40, endOnFailure: true },
  );
  expect(mailed).toBeGreaterThan(3);
});

test("the admin's preview shows the newest basket, or an example", async () => {
  const { shop, checkout } = await setUpRecovery();
  const preview = () => previewReminder({ shop, locale: "en", now: at(10) });
  expect((await preview()).html).toContain("Example product");
  await checkout("mia", 0);
  const { html, subject, text } = await preview();
  expect(html).toContain("Arc Table Lamp");
  expect(subject).toBe("Your basket at Lumen Living is still here");
  expect(text).not.toContain("/email/");
});
