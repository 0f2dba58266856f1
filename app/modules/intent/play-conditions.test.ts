/** Every condition in the player: for each visit of audience.fixture.ts it must judge every audience as the browser does. */
import { describe, expect, test } from "vitest";
import {
  arbitrate,
  type Decision,
  type Refused,
} from "#app/shared/arbitration.ts";
import {
  AUDIENCE_CAMPAIGN,
  AUDIENCE_CASES,
  AUDIENCE_TIME_ZONE,
  type AudienceVisit,
  factsOfVisit,
} from "#app/shared/audience.fixture.ts";
import { meets, SET_FACTS, type SetFact } from "#app/shared/audience.ts";
import {
  makeCampaign,
  makeConfig,
  makeFacts,
} from "#app/shared/campaign.fixture.ts";
import type { Signal } from "#app/shared/signals.ts";
import { answerKey, type Answers, playVisit } from "./play-visit.ts";
import { NOTHING_SUPPOSED, type Supposed } from "./supposed.ts";

// The mind makes segments of what she does; which of them a visit has is told in its own tests.
const CASES = AUDIENCE_CASES.filter(({ name }) => name !== "segments");
const idOf = (name: string, at: number) =>
  name === "traffic"
    ? AUDIENCE_CAMPAIGN
    : `0193a1f0-0000-7000-8000-0000000001${String(at).padStart(2, "0")}`;

/** Their moment never comes, so that nothing shows: whose audience is met waits for it. */
const config = makeConfig({
  timeZone: AUDIENCE_TIME_ZONE,
  campaigns: CASES.map(({ name, audience }, at) =>
    makeCampaign({
      id: idOf(name, at),
      audience,
      moment: { kind: "after-purchase", afterSeconds: 0 },
    }),
  ),
});

/** Told by signals; all the others are supposed. */
const TOLD: SetFact[] = ["product", "product-type", "cart-product"];

function play(visit: AudienceVisit): Decision {
  const { page, cart, device } = visit;
  const { sets, numbers, flags } = factsOfVisit(visit);
  const signals: Signal[] = [];
  for (const { product } of cart.lines)
    signals.push({
      kind: "cart",
      change: "quantity",
      count: cart.count,
      totalMinor: numbers["cart-value"]!,
      productId: product,
      at: 0,
    });
  signals.push({
    kind: "page",
    page: page.kind,
    ...(page.product && {
      productId: page.product.id,
      productType: page.product.type,
      priceMinor: numbers.price!,
    }),
    at: 0,
  });
  const text = (fact: SetFact) => sets[fact]?.join(", ") ?? "";
  const supposed: Supposed = {
    sets: Object.fromEntries(
      SET_FACTS.filter((fact) => !TOLD.includes(fact)).map((fact) => [
        fact,
        text(fact).toUpperCase(),
      ]),
    ),
    numbers: Object.fromEntries(
      (["cart-lines", "visits", "order-count"] as const).map((fact) => [
        fact,
        String(numbers[fact] ?? ""),
      ]),
    ),
    flags: Object.fromEntries(
      Object.entries(flags).filter(([fact]) => fact !== "returning"),
    ),
  };
  const steps = playVisit({
    signals,
    returning: (device.visits ?? 0) > 1,
    config,
    startedAt: Date.parse(visit.at),
    supposed,
    bucketId: visit.shopperId ?? "somebody",
  });
  return steps.at(-1)!.decision;
}

const expected = (visit: AudienceVisit): Refused[] =>
  arbitrate(config, makeFacts({ moments: [], audience: factsOfVisit(visit) }))
    .refusals;

describe("each condition has one visit where it is true and one where it is false, equal in browser and player", () => {
  test.each(CASES.map((one, at) => [one.name, one, at] as const))(
    "%s",
    (name, { audience, yes, no }, at) => {
      for (const visit of [yes, no]) {
        const { refusals } = play(visit);
        expect(refusals).toEqual(expected(visit));
        const own = refusals.find(
          ({ campaignId }) => campaignId === idOf(name, at),
        );
        const path = meets(audience, factsOfVisit(visit), idOf(name, at));
        expect(own?.reason === "no-moment").toBe(path === undefined);
        expect(path === undefined).toBe(visit === yes);
      }
    },
  );
});

const leaving = (at: number): Signal => ({
  kind: "exit",
  how: "pointer-left",
  at,
});
const HESITATES: Signal[] = [
  { kind: "page", page: "product", productId: "1", priceMinor: 9900, at: 0 },
  {
    kind: "cart",
    change: "add",
    count: 1,
    totalMinor: 9900,
    productId: "1",
    at: 60_000,
  },
  { kind: "page", page: "cart", at: 70_000 },
  leaving(90_000),
  { kind: "page", page: "cart", at: 100_000 },
  leaving(120_000),
];

const PAIR = makeConfig({
  interruptions: { perVisit: 5, gapSeconds: 0 },
  campaigns: ["a", "b"].map((id, i) => makeCampaign({ id, priority: 2 - i })),
});

function decide(answers: Answers, supposed = NOTHING_SUPPOSED) {
  const steps = playVisit({
    signals: HESITATES,
    returning: false,
    config: PAIR,
    startedAt: Date.parse("2026-11-21T15:00:00Z"),
    supposed,
    answers,
    bucketId: "made-up",
  });
  return [3, 5].map((at) => {
    const { winner, refusals } = steps[at]!.decision;
    return winner?.id ?? refusals.map(({ reason }) => reason);
  });
}

describe("an answer to an offer", () => {
  test("nobody answers: the next campaign has its turn, until the budget is spent", () => {
    expect(decide({})).toEqual(["a", "b"]);
  });

  test.each(["accepted", "not-now", "fewer"] as const)(
    "%s keeps everything else away",
    (choice) => {
      expect(decide({ [answerKey(3, "a")]: choice })).toEqual([
        "a",
        [choice, choice],
      ]);
    },
  );

  test("belongs to the campaign that showed at that step", () => {
    expect(decide({ [answerKey(3, "b")]: "not-now" })).toEqual(["a", "b"]);
    expect(decide({ [answerKey(2, "a")]: "not-now" })).toEqual(["a", "b"]);
  });

  test("without consent every page begins anew, but her own wish holds", () => {
    const anonymous: Supposed = {
      ...NOTHING_SUPPOSED,
      flags: { "analytics-consent": false },
    };
    expect(decide({}, anonymous)).toEqual(["a", "a"]);
    expect(decide({ [answerKey(3, "a")]: "not-now" }, anonymous)).toEqual([
      "a",
      ["not-now", "not-now"],
    ]);
  });

  test("a code of her own keeps codes away", () => {
    expect(decide({}, { ...NOTHING_SUPPOSED, hasCode: true })).toEqual([
      ["code-of-her-own", "code-of-her-own"],
      ["code-of-her-own", "code-of-her-own"],
    ]);
  });
});
