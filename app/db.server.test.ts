import { expect, test } from "vitest";
import { db, transaction } from "#app/db.server.ts";
import { createShop } from "#tests/support/shop.ts";

test("two transactions that wait for each other both get through in the end", async () => {
  const [a, b] = [(await createShop()).shop, (await createShop()).shop];
  let both: () => void = () => {};
  const met = new Promise<void>((resolve) => (both = resolve));
  let here = 0;
  const rename = (first: string, second: string, name: string) =>
    transaction(async (tx) => {
      await tx.$executeRaw`update "Shop" set name = ${name} where shop = ${first}`;
      here += 1;
      if (here === 2) both();
      await met;
      if (name === "raw")
        await tx.$executeRaw`update "Shop" set name = ${name} where shop = ${second}`;
      else await tx.shop.update({ where: { shop: second }, data: { name } });
    });
  await Promise.all([rename(a, b, "raw"), rename(b, a, "client")]);
  const names = await db.shop.findMany({ select: { name: true } });
  expect(new Set(names.map(({ name }) => name)).size).toBe(1);
});
