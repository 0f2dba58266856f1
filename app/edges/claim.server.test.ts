import { createHmac, randomUUID } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "#app/db.server.ts";
import { receiveClaim } from "#app/edges/claim.server.ts";
import { CLAIM_LANGUAGES, claimMessage } from "#app/edges/claim-messages.ts";
import { createShop } from "#tests/support/shop.ts";

let origin: string;
let shop: string;
let server: http.Server;

beforeAll(async () => {
  server = http.createServer((req, res) => {
    void receiveClaim(req, res).then(
      (answered) => answered || res.writeHead(418).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  shop = (await createShop()).shop;
});

afterAll(() => void server.close());

function signed(
  query: Record<string, string>,
  secret = "test-client-secret",
): string {
  const text = Object.entries(query)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join("");
  const signature = createHmac("sha256", secret).update(text).digest("hex");
  return new URLSearchParams({ ...query, signature }).toString();
}

const query = (of = shop) => ({
  shop: of,
  logged_in_customer_id: "",
  path_prefix: "/apps/second-thought",
  timestamp: String(Math.floor(Date.now() / 1000)),
});

async function post(
  body: unknown,
  search = signed(query()),
  from: string = randomUUID(),
) {
  const response = await fetch(`${origin}/proxy/claim?${search}`, {
    method: "POST",
    headers: { "x-forwarded-for": from },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
}

/** A running campaign with codes that Shopify has: what the worker keeps ready. */
async function createOffer({
  codes = 5,
  terms = "v1|percent:10|stacks:0|from:0",
} = {}): Promise<string> {
  const [id, discountId, at] = [randomUUID(), randomUUID(), new Date()];
  const endsAt = new Date(at.getTime() + 2 * 3_600_000);
  const definition = {
    treatment: { validFor: "hour" },
    limits: { claimsPerDay: null },
    schedule: {},
  };
  await db.campaign.create({
    data: {
      shop,
      id,
      name: "x",
      status: "active",
      definition,
      createdAt: at,
      updatedAt: at,
    },
  });
  await db.discount.create({
    data: {
      shop,
      id: discountId,
      campaignId: id,
      endsAt,
      terms,
      title: "x",
      createdAt: at,
    },
  });
  await db.discountCode.createMany({
    data: Array.from({ length: codes }, () => ({
      shop,
      code: randomUUID(),
      discountId,
      campaignId: id,
      endsAt,
      state: "ready",
      createdAt: at,
    })),
  });
  return id;
}

const claimOf = (campaignId: string, visitId: string = randomUUID()) => ({
  campaignId,
  visitId,
  locale: "de",
});

test("an accepted offer gets its code, the end Shopify enforces and the server's time", async () => {
  const campaignId = await createOffer();
  const visitId = randomUUID();
  const { status, body, headers } = await post(claimOf(campaignId, visitId));
  expect(status).toBe(200);
  expect(Object.keys(body).sort()).toEqual([
    "code",
    "endsAt",
    "incentive",
    "kind",
    "now",
  ]);
  expect(body["kind"]).toBe("code");
  expect(body["incentive"]).toEqual({ kind: "percent", percent: 10 });
  expect(Math.abs(Date.parse(String(body["now"])) - Date.now())).toBeLessThan(
    5_000,
  );
  expect(headers.get("cache-control")).toBe("no-store");
  const again = await post(claimOf(campaignId, visitId.toUpperCase()));
  expect(again.body["code"]).toBe(body["code"]);
});

test("an amount is told in minor units", async () => {
  const campaignId = await createOffer({
    terms: "v1|amount:500|stacks:0|from:2000",
  });
  const { body } = await post(claimOf(campaignId));
  expect(body).toMatchObject({
    incentive: { kind: "amount", amountMinor: 500 },
  });
});

test.each([
  ["a wrong signature", () => signed(query(), "another secret")],
  ["no signature", () => new URLSearchParams(query()).toString()],
  ["an old one", () => signed({ ...query(), timestamp: "1317327555" })],
  ["no shop", () => signed({ timestamp: query().timestamp })],
])("%s is refused and stores nothing", async (_, search) => {
  const campaignId = await createOffer();
  const { status, body } = await post(claimOf(campaignId), search());
  expect(status).toBe(400);
  expect(body).toMatchObject({ error: { code: "bad-signature" } });
  expect(await db.claim.count({ where: { campaignId } })).toBe(0);
});

test("a signed body that is no claim is refused, in the shopper's language", async () => {
  expect(await post("{")).toMatchObject({ status: 400 });
  for (const body of [
    [],
    null,
    {},
    { campaignId: "x", visitId: "y" },
    { ...claimOf(randomUUID()), shopperId: 7 },
  ]) {
    expect(await post(body)).toMatchObject({
      status: 400,
      body: { error: { code: "bad-claim" } },
    });
  }
  const { body } = await post({ locale: "pt-BR" });
  expect(body).toMatchObject({
    error: { message: claimMessage("bad-claim", "pt") },
  });
  expect((await post("x".repeat(5_000))).status).toBe(413);
});

test("an unknown campaign and another shop's are the same to a shopper", async () => {
  const campaignId = await createOffer();
  const other = (await createShop()).shop;
  const expected = {
    status: 404,
    body: {
      error: {
        code: "campaign-unknown",
        message: "Dieses Angebot gibt es nicht mehr.",
      },
    },
  };
  expect(await post(claimOf(randomUUID()))).toMatchObject(expected);
  expect(await post(claimOf(campaignId), signed(query(other)))).toMatchObject(
    expected,
  );
  await db.shop.update({
    where: { shop: other },
    data: { uninstalledAt: new Date() },
  });
  expect(await post(claimOf(campaignId), signed(query(other)))).toMatchObject(
    expected,
  );
});

test("a visit that hammers is slowed down, others behind the same address are not", async () => {
  const campaignId = await createOffer({ codes: 60 });
  const visitId = randomUUID();
  const mine = [];
  for (let i = 0; i < 8; i++)
    mine.push(await post(claimOf(campaignId, visitId)));
  expect(mine.map(({ status }) => status).slice(-2)).toEqual([429, 429]);
  expect(mine.at(-1)?.headers.get("retry-after")).toBe("3");
  expect((await post(claimOf(campaignId))).status).toBe(200);
});

test("a thousand claims with made-up visits get a few codes; whoever was shown the offer still gets hers, beside them", async () => {
  const campaignId = await createOffer({ codes: 200 });
  const network = "203.0.113.9";
  const shown = Array.from({ length: 20 }, () => randomUUID());
  const exposedAt = new Date();
  await db.exposure.createMany({
    data: shown.map((visitId) => ({
      shop,
      campaignId,
      visitId,
      arm: "treatment",
      exposedAt,
    })),
  });
  const search = signed(query());
  const hostile = await Promise.all(
    Array.from({ length: 200 }, () =>
      post(claimOf(campaignId), search, network),
    ),
  );
  const given = hostile.filter(({ status }) => status === 200);
  expect(given.length).toBeLessThanOrEqual(31);
  const known = await Promise.all(
    shown.map((visitId) => post(claimOf(campaignId, visitId), search, network)),
  );
  expect(known.map(({ status }) => status)).toEqual(shown.map(() => 200));
  const customer = signed({ ...query(), logged_in_customer_id: "77" });
  expect((await post(claimOf(campaignId), customer, network)).status).toBe(200);
  // Made-up addresses before the true one change nothing.
  for (const made of ["1.1.1.1", "2.2.2.2"])
    expect(
      (await post(claimOf(campaignId), search, `${made}, ${network}, 10.0.0.1`))
        .status,
    ).toBe(429);
  expect((await post(claimOf(campaignId), search, "198.51.100.1")).status).toBe(
    200,
  );
});

test("a signed-in customer has one code, whatever visits she makes up", async () => {
  const campaignId = await createOffer({ codes: 20 });
  const customer = signed({ ...query(), logged_in_customer_id: "99" });
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => post(claimOf(campaignId), customer)),
  );
  expect(new Set(answers.map(({ body }) => body["code"])).size).toBe(1);
  expect(await db.claim.count({ where: { campaignId } })).toBe(1);
});

test("other paths and methods are left alone or told", async () => {
  expect(
    (await fetch(`${origin}/proxy/claims`, { method: "POST" })).status,
  ).toBe(418);
  expect((await fetch(`${origin}/proxy/claim`)).status).toBe(405);
});

test("every refusal has its words in nine languages, of its own", () => {
  expect(CLAIM_LANGUAGES).toHaveLength(9);
  for (const code of [
    "bad-claim",
    "campaign-unknown",
    "campaign-ended",
    "offer-spent",
    "offer-unavailable",
    "already-had",
    "too-many",
    "try-again",
  ] as const) {
    expect(
      new Set(CLAIM_LANGUAGES.map((language) => claimMessage(code, language)))
        .size,
    ).toBe(9);
  }
  expect(claimMessage("try-again", "sv")).toBe(claimMessage("try-again", "en"));
  expect(claimMessage("try-again", "constructor")).toBe(
    claimMessage("try-again", undefined),
  );
});
