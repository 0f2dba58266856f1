import { expect, test } from "vitest";
import { db } from "#app/db.server.ts";
import { makeToken } from "#app/links.server.ts";
import type { LinkKind } from "#app/links.server.ts";
import { listSuppressions } from "#app/modules/shoppers/shoppers.server.ts";
import { at, setUpRecovery } from "#tests/support/recovery.ts";
import { loader as restore } from "./email.restore.$token.ts";
import { action, loader as ask } from "./email.unsubscribe.$token.ts";

async function mailed() {
  const shop = await setUpRecovery();
  const address = await shop.checkout("mia", 0);
  await shop.subscribe(address);
  await shop.work(60);
  const { id } = await shop.message();
  const call = (
    handler: typeof ask | typeof action | typeof restore,
    kind: LinkKind,
    {
      token = makeToken(kind, { shop: shop.shop, messageId: id }),
      ...init
    }: RequestInit & { token?: string } = {},
  ) =>
    handler({
      request: new Request(
        `https://second-thought.test/email/${kind}/${token}`,
        init,
      ),
      params: { token },
      context: {},
    }) as Promise<Response>;
  const stopped = async () =>
    (await listSuppressions(db, { shop: shop.shop, address })).map(
      ({ purpose }) => purpose,
    );
  return { ...shop, id, call, stopped };
}

const form = (fields: Record<string, string>) => ({
  method: "POST",
  body: new URLSearchParams(fields),
});

test("opening the link only asks; the button stops, and the page then says so", async () => {
  const { call, stopped } = await mailed();
  const page = await call(ask, "unsubscribe");
  expect(page.status).toBe(200);
  expect(await page.text()).toContain("Möchten Sie diese E-Mails abbestellen?");
  expect(page.headers.get("set-cookie")).toBeNull();
  expect(page.headers.get("x-robots-tag")).toContain("noindex");
  expect(page.headers.get("content-security-policy")).toMatch(
    /^default-src 'none'/,
  );
  expect(await stopped()).toEqual([]);

  const answer = await call(action, "unsubscribe", form({}));
  expect(answer.status).toBe(303);
  expect(answer.headers.get("location")).toMatch(/^\/email\/unsubscribe\//);
  expect(await stopped()).toEqual(["basket-reminder"]);
  expect(await (await call(ask, "unsubscribe")).text()).toContain("Erledigt");

  await call(action, "unsubscribe", form({ everything: "yes" }));
  await call(action, "unsubscribe", form({ everything: "yes" }));
  expect((await stopped()).sort()).toEqual(["all", "basket-reminder"]);
});

test("one click of a mailbox provider: no page, no redirect, both kinds of form, any number of times", async () => {
  const { call, stopped } = await mailed();
  const multipart = new FormData();
  multipart.set("List-Unsubscribe", "One-Click");
  for (const body of [
    new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
    multipart,
  ]) {
    const answer = await call(action, "unsubscribe", { method: "POST", body });
    expect(answer.status).toBe(200);
  }
  expect(await stopped()).toEqual(["basket-reminder"]);
});

test("a body that is no form still unsubscribes; one that is too long is refused", async () => {
  const { call, stopped } = await mailed();
  // In chunks, so that no header tells how long it will be.
  const chunk = new TextEncoder().encode("x".repeat(6_000));
  const long = await call(action, "unsubscribe", {
    method: "POST",
    body: new ReadableStream({ pull: (stream) => stream.enqueue(chunk) }),
    duplex: "half",
  } as RequestInit);
  expect(long.status).toBe(413);
  expect(await stopped()).toEqual([]);
  const odd = await call(action, "unsubscribe", {
    method: "POST",
    body: "{",
    headers: { "content-type": "application/json" },
  });
  expect(odd.status).toBe(303);
  expect(await stopped()).toEqual(["basket-reminder"]);
});

test("works after the shop has left and after its data are gone", async () => {
  const { call, shop, stopped } = await mailed();
  await db.shop.update({ where: { shop }, data: { uninstalledAt: at(100) } });
  expect((await call(action, "unsubscribe", form({}))).status).toBe(303);
  expect(await stopped()).toEqual(["basket-reminder"]);
  await db.message.deleteMany({ where: { shop } });
  await db.shop.delete({ where: { shop } });
  const page = await call(ask, "unsubscribe");
  expect(page.status).toBe(200);
  expect(await page.text()).toContain("Done");
  expect((await call(action, "unsubscribe", form({}))).status).toBe(303);
  expect((await call(restore, "restore")).headers.get("location")).toBe(
    `https://${shop}`,
  );
});

test("a link that was made up, cut off or made for something else: a kind page, 400, nothing stored", async () => {
  const { call, stopped, shop, id, message } = await mailed();
  const foreign = makeToken("restore", { shop, messageId: id });
  for (const token of ["", "nonsense", foreign, foreign.slice(0, -2)]) {
    const page = await call(ask, "unsubscribe", {
      token,
      headers: { "accept-language": "fr" },
    });
    expect(page.status).toBe(400);
    expect(await page.text()).toContain("Ce lien ne fonctionne pas");
    expect(
      (await call(action, "unsubscribe", { token, ...form({}) })).status,
    ).toBe(400);
  }
  expect((await call(restore, "restore", { token: "nonsense" })).status).toBe(
    400,
  );
  expect(await stopped()).toEqual([]);
  expect((await message()).clickedAt).toBeNull();
});

test("back to the basket", async () => {
  const { call, shop, message } = await mailed();
  const answer = await call(restore, "restore");
  expect(answer.status).toBe(302);
  expect(answer.headers.get("location")).toBe(
    `https://${shop}/checkouts/mia/recover?key=k`,
  );
  expect((await message()).clickedAt).not.toBeNull();
});
