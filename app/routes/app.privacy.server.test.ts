import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { db, transaction } from "#app/db.server.ts";
import {
  purgeExports,
  receiveDataRequest,
  redactCustomer,
} from "#app/modules/privacy/privacy.server.ts";
import { adminRequest, refusalOf } from "#tests/support/admin-request.ts";
import { startTestShopify } from "#tests/support/test-shopify.ts";
import { loader as fetchExport } from "./app.privacy.$id.ts";
import { loader } from "./app.privacy.tsx";

const shop = "fern-field.myshopify.com";
const other = "other-shop.myshopify.com";
const at = new Date("2026-11-20T23:30:00Z");
const mia = { id: 7001, email: "mia@example.com", phone: null };

beforeAll(async () => {
  const shopify = await startTestShopify();
  for (const each of [shop, other]) await shopify.installApp(each);
});

beforeEach(async () => {
  await db.privacyRequest.deleteMany();
});

const deliver = (work: typeof redactCustomer, now = at) =>
  transaction((tx) =>
    work(
      tx,
      {
        shop,
        deliveryId: randomUUID(),
        receivedAt: now,
        payload: { customer: mia },
      },
      { now },
    ),
  );

const list = async (of = shop) =>
  (await loader(adminRequest(of, "/app/privacy"))).requests;
const open = (id: string, of = shop) =>
  fetchExport(adminRequest(of, `/app/privacy/${id}`, { params: { id } }));

test("a customer's data: listed on the shop's clock, fetched as a file, of this shop only", async () => {
  await deliver(receiveDataRequest);
  const [row] = await list();
  expect(row).toMatchObject({
    title: "A customer asked for their data",
    file: { name: "customer-data-2026-11-20.json", until: "Dec 20, 2026" },
  });
  expect(row?.receivedAt).toMatch(/^Nov 20, 2026, 6:30\sPM$/);
  const answer = await open(row!.id);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.headers.get("content-disposition")).toBe("attachment");
  const data = (await answer.json()) as { addresses: unknown[] };
  expect(data.addresses).toMatchObject([{ email: mia.email }]);

  expect(await list(other)).toEqual([]);
  expect((await refusalOf(open(row!.id, other))).status).toBe(404);
});

test("erased: what was erased is said, the file of before is gone, and the page names nobody", async () => {
  await deliver(receiveDataRequest);
  await deliver(redactCustomer, new Date(at.getTime() + 1000));
  const [erased, asked] = await list();
  expect(erased).toMatchObject({
    title: "A customer’s data were erased",
    file: null,
  });
  expect(erased?.done).toContain("their consents");
  expect(asked).toMatchObject({ file: "gone" });
  expect((await refusalOf(open(asked!.id))).status).toBe(404);
  expect(JSON.stringify([erased, asked])).not.toMatch(/mia|7001/);
});

test("after 30 days the file is gone", async () => {
  await deliver(receiveDataRequest);
  await purgeExports({ now: new Date("2026-12-20T23:30:01Z") });
  expect(await list()).toMatchObject([{ file: "gone" }]);
});

test.each(["nonsense", randomUUID()])("no such export: %s", async (id) => {
  expect((await refusalOf(open(id))).status).toBe(404);
});
