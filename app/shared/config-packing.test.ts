import fc from "fast-check";
import { expect, test } from "vitest";
import { makeCampaign, makeConfig } from "./campaign.fixture.ts";
import { packConfig, unpackCampaigns } from "./config-packing.ts";

const { treatment } = makeCampaign();
const texts = fc.constantFrom("Yes", "No", "Perhaps");
const campaigns = fc.array(
  fc
    .record({
      heading: texts,
      body: texts,
      accept: texts,
      decline: texts,
      cooldownHours: fc.nat(2),
      holdout: fc.constantFrom(0.05, 0.1),
    })
    .map(({ cooldownHours, holdout, ...said }) =>
      makeCampaign({
        treatment: { ...treatment, texts: said },
        limits: { cooldownHours },
        experiment: { holdout },
      }),
    ),
  { maxLength: 6 },
);
const travel = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test("what was packed is whole again, and never longer but by what holds the common parts", () => {
  fc.assert(
    fc.property(campaigns, (all) => {
      const config = makeConfig({ campaigns: all });
      const packed = packConfig(config);
      expect(unpackCampaigns(travel(packed))).toEqual(all);
      expect(JSON.stringify(packed.campaigns).length).toBeLessThanOrEqual(
        JSON.stringify(all).length,
      );
    }),
  );
});

test("what two say alike stands there once, and one campaign stays as it is", () => {
  const config = makeConfig({
    campaigns: [makeCampaign({ id: "a" }), makeCampaign({ id: "b" })],
  });
  const packed = packConfig(config);
  expect(packed.common).toEqual({
    limits: { cooldownHours: 72 },
    experiment: { seed: "seed-1", holdout: 0.1 },
    texts: treatment.texts,
  });
  expect(JSON.stringify(packed).split(treatment.texts.body)).toHaveLength(2);
  const alone = makeConfig();
  expect(packConfig(alone)).toBe(alone);
});

test("a document that was written before there was packing is read as it is", () => {
  const { campaigns } = makeConfig();
  expect(unpackCampaigns({ campaigns })).toEqual(campaigns);
});

test("no JSON makes it throw", () => {
  const configs = fc.record({
    campaigns: fc.jsonValue(),
    common: fc.jsonValue(),
  });
  fc.assert(
    fc.property(
      fc.oneof(fc.jsonValue(), configs),
      (value) => void unpackCampaigns(value),
    ),
  );
});
