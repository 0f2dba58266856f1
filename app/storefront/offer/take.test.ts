import { expect, test } from "vitest";
import type { Incentive } from "../../shared/storefront-config.ts";
import type { CartAnswer } from "../senses/cart.ts";
import type { ClaimResult } from "./claim.ts";
import { take, type TakeOptions } from "./take.ts";

const now = new Date("2026-11-21T12:00:00Z");
const GIFT: Incentive = { kind: "gift", variantId: "9", title: "Scarf" };
const SET: Incentive = {
  kind: "bundle",
  percent: 0,
  items: [
    { productId: "11", variantId: "101", title: "Jumper" },
    { productId: "12", variantId: "9", title: "Comb" },
  ],
};
const CARE: Incentive = { kind: "promise", promise: "extended-warranty" };
const TEN: Incentive = { kind: "percent", percent: 10 };

/** A cart with one jumper, that takes codes in `good`, and has no more of what is in `gone`. */
function play(
  incentive: Incentive,
  {
    good = ["OURS"],
    gone = [] as string[],
    empty = false,
    claim = { kind: "code", code: "OURS", now } as ClaimResult,
    ...more
  }: Partial<Omit<TakeOptions, "claim">> & {
    good?: string[];
    gone?: string[];
    empty?: boolean;
    claim?: ClaimResult;
  } = {},
) {
  const lines = new Map<string, number>(empty ? [] : [["101", 1]]);
  let codes = "HERS";
  let claims = 0;
  const attributes: Record<string, string> = {};
  const call = (_path: string, change: object = {}) => {
    const { items, updates, discount, ...rest } = change as {
      items?: { id: number }[];
      updates?: Record<string, number>;
      discount?: string;
      attributes?: Record<string, string>;
    };
    if (items?.some(({ id }) => gone.includes(String(id))))
      return Promise.reject(422);
    for (const { id } of items ?? []) lines.set(String(id), 1);
    for (const id of Object.keys(updates ?? {})) lines.delete(id);
    if (discount !== undefined) codes = discount;
    Object.assign(attributes, rest.attributes);
    const answer: CartAnswer = {
      currency: "USD",
      total_price: lines.size * 100,
      items: [...lines].map(([id, quantity]) => ({
        variant_id: Number(id),
        product_id: id === "101" ? 11 : 12,
        quantity,
        final_line_price: 100,
      })),
      discount_codes: codes.split(",").map((code) => ({
        code,
        applicable: [...good, "HERS"].includes(code),
      })),
    };
    return Promise.resolve(answer);
  };
  return {
    state: () => ({ lines: [...lines.keys()], codes, claims, attributes }),
    take: () =>
      take({
        incentive,
        productId: "11",
        call,
        promises: [],
        sections: [],
        path: "/cart",
        claim: () => Promise.resolve((claims++, claim)),
        ...more,
      }),
  };
}

const UNTOUCHED = { lines: ["101"], codes: "HERS", attributes: {} };

test("a gift comes into the basket with its code", async () => {
  const shop = play(GIFT);
  expect(await shop.take()).toMatchObject({ kind: "taken" });
  expect(shop.state()).toMatchObject({
    lines: ["101", "9"],
    codes: "HERS,OURS",
  });
});

test("a gift that is sold out, and one whose code is refused, leave the basket as it was", async () => {
  const soldOut = play(GIFT, { gone: ["9"] });
  expect(await soldOut.take()).toMatchObject({
    word: "sold_out",
    retry: false,
  });
  expect(soldOut.state()).toMatchObject(UNTOUCHED);
  const refused = play(GIFT, { good: [] });
  expect(await refused.take()).toMatchObject({ word: "refused" });
  expect(refused.state()).toMatchObject(UNTOUCHED);
});

test("of a set only what is missing is added, and without a discount nothing is claimed", async () => {
  const shop = play(SET);
  expect(await shop.take()).toMatchObject({ kind: "taken" });
  expect(shop.state()).toMatchObject({ lines: ["101", "9"], claims: 0 });
});

test("a promise is written beside those she has", async () => {
  const claim = { kind: "promise", claimId: "p2", now } as const;
  const shop = play(CARE, { claim, promises: ["p1"] });
  expect(await shop.take()).toMatchObject({ kind: "taken" });
  expect(shop.state().attributes).toEqual({ __second_thought_claim: "p1 p2" });
});

test("a basket that was emptied in another tab: nothing is claimed", async () => {
  const shop = play(TEN, { empty: true });
  expect(await shop.take()).toMatchObject({ word: "changed", retry: false });
  expect(shop.state().claims).toBe(0);
});

test("a discount on the product she looks at waits until it is in the basket", async () => {
  const incentive = { ...TEN, scope: { kind: "hesitated-product" } } as const;
  const shop = play(incentive, { good: [], productId: "77" });
  expect(await shop.take()).toMatchObject({ kind: "taken", waits: true });
  expect(shop.state().codes).toBe("HERS,OURS");
});

test("what the server refuses changes nothing", async () => {
  const claim = { kind: "refused", word: "ended", retry: false } as const;
  const shop = play(GIFT, { claim });
  expect(await shop.take()).toEqual({ ...claim, kind: "failed" });
  expect(shop.state()).toMatchObject(UNTOUCHED);
});
