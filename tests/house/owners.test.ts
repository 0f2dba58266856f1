import { expect, test } from "vitest";
import { listFiles, readText } from "#tests/support/tree.ts";

/** Model name -> the module that owns it, out of the `/// owner:` lines of prisma/schema.prisma. */
function readOwners(): Map<string, string> {
  const owners = new Map<string, string>();
  let owner: string | undefined;
  for (const line of readText("prisma/schema.prisma").split("\n")) {
    owner = /^\/\/\/ owner: ([\w-]+)/.exec(line)?.[1] ?? owner;
    const model = /^model (\w+)/.exec(line)?.[1];
    if (!model) continue;
    expect(owner, `model ${model} names its owner`).toBeDefined();
    owners.set(model, owner ?? "");
    owner = undefined;
  }
  return owners;
}

const WRITES =
  "create|createMany|createManyAndReturn|update|updateMany|updateManyAndReturn|upsert|delete|deleteMany";

/** Writes of `text`, through Prisma's client or in SQL: the names of the models. */
function findWrites(text: string): string[] {
  const client = [
    ...text.matchAll(
      new RegExp(
        `\\b(?:db|tx|database|client)\\s*\\.(\\w+)\\s*\\.(?:${WRITES})\\(`,
        "g",
      ),
    ),
  ];
  const sql = [
    ...text.matchAll(
      /\b(?:insert\s+into|update|delete\s+from|merge\s+into)\s+"(\w+)"/gi,
    ),
  ];
  const names = [...client, ...sql].map(([, name = ""]) => name);
  return names.map((name) => name.charAt(0).toUpperCase() + name.slice(1));
}

// Erasing reaches every table, that is its purpose; the hot edges write their one statement themselves.
const MAY_WRITE: Record<string, string[]> = {
  "app/edges/webhooks.server.ts": ["WebhookDelivery"],
  "app/edges/beacon.server.ts": ["Beacon"],
  "app/edges/pixel.server.ts": ["PixelStep"],
  "app/modules/events/work-beacons.server.ts": ["Exposure", "Shop"],
};

test("only the module that owns a table writes it", () => {
  const owners = readOwners();
  expect(owners.size).toBeGreaterThan(10);
  const trespasses = listFiles(/^app\/(modules|edges|routes)\/.*\.tsx?$/)
    .filter((file) => !/\.test\.tsx?$/.test(file))
    .flatMap((file) => {
      const module = /^app\/modules\/([^/]+)\//.exec(file)?.[1];
      return findWrites(readText(file))
        .filter((model) => owners.has(model) && owners.get(model) !== module)
        .filter((model) => !MAY_WRITE[file]?.includes(model))
        .map((model) => `${file} writes ${model} of ${owners.get(model)}`);
    });
  expect(trespasses).toEqual([]);
});

test("a write is seen in either language", () => {
  expect(findWrites("await tx.claim.create({})")).toEqual(["Claim"]);
  expect(findWrites('insert into "Exposure" (shop) values')).toEqual([
    "Exposure",
  ]);
  expect(findWrites('UPDATE "Run" set')).toEqual(["Run"]);
  expect(findWrites("await db.claim.findMany({})")).toEqual([]);
});
