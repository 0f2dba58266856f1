import { beforeEach, describe, expect, test } from "vitest";
import { db, pool, transaction } from "#app/db.server.ts";
import {
  recordCheckout,
  recordOrder,
} from "#app/modules/events/events.server.ts";
import { readText } from "#tests/support/tree.ts";
import { listShopTables } from "./erase-tables.server.ts";
import {
  getExport,
  listPrivacyRequests,
  purgeExports,
  receiveDataRequest,
  redactCustomer,
  redactShop,
} from "./privacy.server.ts";

const shop = "privacy.myshopify.com";
const other = "other.myshopify.com";
const now = new Date("2026-11-21T12:00:00Z");
const person = {
  id: 7000000000001,
  email: "Mia@Example.com",
  phone: "+4915112345",
};
const MARKS = /mia@example\.com|4915112345|7000000000001|mia-secret/i;

/** Model -> its fields marked `/// personal`, at the end of the line or on the one before. */
function readPersonalFields(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  let model = "";
  let marked = false;
  for (const line of readText("prisma/schema.prisma").split("\n")) {
    model = /^model (\w+)/.exec(line)?.[1] ?? model;
    const field = /^\s+(\w+)\s+\w/.exec(line)?.[1];
    if (field && (marked || /\/\/\/ personal/.test(line)))
      found.set(model, [...(found.get(model) ?? []), field]);
    if (field || !line.trim()) marked = false;
    if (/^\s*\/\/\/ personal/.test(line)) marked = true;
  }
  return found;
}

/** A row of each model with personal data, as the product itself would write it for this person. */
const write: Record<string, (of: string) => Promise<unknown>> = {
  WebhookDelivery: (of) =>
    db.webhookDelivery.create({
      data: {
        shop: of,
        deliveryId: "d1",
        topic: "orders/create",
        payload: { customer: person },
        receivedAt: now,
        doneAt: now,
      },
    }),
  Checkout: (of) =>
    transaction((tx) =>
      recordCheckout(tx, {
        shop: of,
        payload: {
          token: "c1",
          email: person.email,
          phone: person.phone,
          customer: person,
          currency: "EUR",
          total_price: "10",
          created_at: now.toISOString(),
          updated_at: now.toISOString(),
          line_items: [
            {
              title: "Mug",
              quantity: 1,
              price: "10",
              properties: { Engraving: "mia-secret" },
            },
          ],
          abandoned_checkout_url: "https://shop.example/recover?mia-secret",
        },
      }),
    ),
  Order: (of) =>
    transaction((tx) =>
      recordOrder(tx, {
        shop: of,
        payload: {
          id: 1,
          email: person.email,
          phone: person.phone,
          customer: person,
          currency: "EUR",
          total_price: "10",
          created_at: now.toISOString(),
          updated_at: now.toISOString(),
        },
      }),
    ),
  Consent: (of) =>
    db.consent.create({
      data: {
        shop: of,
        address: "mia@example.com",
        purpose: "marketing",
        granted: true,
        basis: "x",
        source: "y",
        at: now,
      },
    }),
  Message: (of) =>
    db.message.create({
      data: {
        shop: of,
        id: crypto.randomUUID(),
        dedupeKey: "k",
        purpose: "basket-reminder",
        template: "t",
        address: "mia@example.com",
        locale: "en",
        content: { name: "mia-secret" },
        basis: "b",
        basisAt: now,
        state: "queued",
        dueAt: now,
        createdAt: now,
      },
    }),
  PrivacyRequest: (of) =>
    receive(receiveDataRequest, { shop: of, deliveryId: "request" }),
};

function receive(
  handler: typeof redactCustomer,
  {
    shop: of = shop,
    deliveryId = "redact",
    payload = { customer: person } as object,
  } = {},
) {
  return transaction((tx) =>
    handler(tx, { shop: of, deliveryId, receivedAt: now, payload }, { now }),
  );
}

async function readTable(table: string, of: string): Promise<string> {
  const { rows } = await pool.query<{ row: string }>(
    `select to_jsonb(t)::text as row from "${table}" t where shop = $1`,
    [of],
  );
  return rows.map(({ row }) => row).join("\n");
}

beforeEach(async () => {
  for (const table of listShopTables())
    await pool.query(`delete from "${table}"`);
});

describe("customers/redact", () => {
  test("knows how to fill every model with personal data: a new one has to be thought of here", () => {
    const personal = readPersonalFields();
    expect([...personal.keys()].sort()).toEqual(Object.keys(write).sort());
    expect(personal.get("Checkout")).toEqual(["email", "phone", "customerId"]);
    expect(personal.get("WebhookDelivery")).toEqual(["payload"]);
  });

  test("takes the person out of every table, and out of no other shop's", async () => {
    for (const fill of Object.values(write)) await fill(shop);
    for (const fill of Object.values(write)) await fill(other);
    for (const model of readPersonalFields().keys())
      expect(await readTable(model, shop), model).toMatch(MARKS);
    await receive(redactCustomer);
    for (const table of listShopTables())
      expect(await readTable(table, shop), table).not.toMatch(MARKS);
    for (const model of Object.keys(write))
      expect(await readTable(model, other), model).toMatch(MARKS);
    // The numbers stay, and nothing is sent any more.
    expect(await db.order.count({ where: { shop, totalMinor: 1000n } })).toBe(
      1,
    );
    expect(await db.message.count({ where: { shop, state: "dropped" } })).toBe(
      1,
    );
    expect(
      await db.suppression.count({ where: { shop, reason: "erased" } }),
    ).toBe(1);
  });

  test("somebody else's rows stay", async () => {
    await write.Order?.(shop);
    await receive(redactCustomer, {
      payload: { customer: { id: 1, email: "else@example.com" } },
    });
    expect(await readTable("Order", shop)).toMatch(MARKS);
  });

  test("finds a guest by the orders that Shopify names", async () => {
    await write.Order?.(shop);
    await receive(redactCustomer, {
      payload: { customer: null, orders_to_redact: [1] },
    });
    expect(await readTable("Order", shop)).not.toMatch(MARKS);
  });

  test("twice is once", async () => {
    await receive(redactCustomer);
    await receive(redactCustomer);
    expect(await listPrivacyRequests({ shop })).toHaveLength(1);
  });
});

describe("customers/data_request", () => {
  test("gathers every module's rows, for this shop alone, for 30 days", async () => {
    const { PrivacyRequest, ...others } = write;
    for (const fill of Object.values(others)) await fill(shop);
    await PrivacyRequest?.(shop);
    const [request] = await listPrivacyRequests({ shop });
    expect(request).toMatchObject({
      kind: "data-request",
      doneAt: now,
      hasExport: true,
    });
    const id = request?.id ?? "";
    const data = await getExport({ shop, id });
    expect(data).toMatchObject({
      checkouts: [{ email: "mia@example.com", totalMinor: "1000" }],
      orders: [{ email: "mia@example.com" }],
      addresses: [
        {
          email: "mia@example.com",
          consents: [{ purpose: "marketing" }],
          messages: [{ template: "t" }],
        },
      ],
    });
    await expect(getExport({ shop: other, id })).rejects.toMatchObject({
      code: "unknown-export",
    });
    await purgeExports({ now: new Date(now.getTime() + 31 * 86_400_000) });
    await expect(getExport({ shop, id })).rejects.toMatchObject({
      code: "unknown-export",
    });
  });
});

describe("shop/redact", () => {
  /** Something in every column that must have something, whatever the table. */
  async function insertAnything(table: string, of: string): Promise<void> {
    const { rows } = await pool.query<{ name: string; type: string }>(
      `select column_name as name, udt_name as type from information_schema.columns
        where table_name = $1 and is_nullable = 'NO' and column_name <> 'shop' and column_default is null`,
      [table],
    );
    const samples: Record<string, unknown> = {
      text: crypto.randomUUID(),
      uuid: crypto.randomUUID(),
      int4: 1,
      int8: 1,
      bool: true,
      jsonb: "{}",
      timestamptz: now,
      timestamp: now,
      _text: [],
    };
    const names = ["shop", ...rows.map(({ name }) => name)]
      .map((name) => `"${name}"`)
      .join(", ");
    const marks = rows.map((_, index) => `$${index + 2}`).join(", ");
    await pool.query(
      `insert into "${table}" (${names}) values ($1${marks ? `, ${marks}` : ""})`,
      [of, ...rows.map(({ type }) => samples[type])],
    );
  }

  test("leaves no row of the shop in any table but the note that it was done", async () => {
    const tables = listShopTables();
    const marked = [
      ...readText("prisma/schema.prisma").matchAll(
        /^model (\w+) \{[^}]*?^\s+shop\s/gms,
      ),
    ];
    expect(tables.sort()).toEqual(marked.map(([, name]) => name).sort());
    for (const table of tables)
      for (const of of [shop, other]) await insertAnything(table, of);
    await receive(redactShop, { payload: { shop_domain: shop } });
    for (const table of tables) {
      const left = (await readTable(table, shop)).split("\n").filter(Boolean);
      expect(left, table).toHaveLength(table === "PrivacyRequest" ? 1 : 0);
      expect(await readTable(table, other), table).not.toBe("");
    }
  });

  test("a shop that has come back keeps its rows", async () => {
    await db.session.create({
      data: {
        id: `offline_${shop}`,
        shop,
        state: "",
        accessToken: "x",
        expires: new Date(now.getTime() + 60_000),
      },
    });
    await write.Order?.(shop);
    await receive(redactShop);
    expect(await db.order.count({ where: { shop } })).toBe(1);
  });
});
