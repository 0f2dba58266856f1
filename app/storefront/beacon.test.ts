import { expect, test } from "vitest";
import { makeConfig } from "../shared/campaign.fixture.ts";
import type { BeaconBody } from "../shared/events.ts";
import { makeBeacon } from "./beacon.ts";
import type { Page } from "./page.ts";

function play(productId = "") {
  const sent: BeaconBody[] = [];
  let time = 1000;
  let ids = 0;
  const page = {
    config: makeConfig({ revision: 7, campaigns: [] }),
    facts: {
      kind: "product",
      ...(productId && { product: { id: productId } }),
    },
  } as unknown as Page;
  const beacon = makeBeacon({
    page,
    who: { visit: { id: "visit", arms: {} }, shopper: undefined },
    makeId: () => `id-${++ids}`,
    now: () => time,
    send: (body) => sent.push(JSON.parse(body) as BeaconBody),
  });
  return { beacon, sent, wait: (ms: number) => void (time += ms) };
}

test("what happened leaves once, with its age at that moment", () => {
  const { beacon, sent, wait } = play("81234");
  beacon.add({ kind: "page-view" });
  wait(2500.4);
  beacon.add({ kind: "exposure", campaignId: "c", arm: "holdout" });
  beacon.flush();
  beacon.flush();
  expect(sent).toEqual([
    {
      v: 1,
      revision: 7,
      visitId: "visit",
      events: [
        {
          id: "id-1",
          kind: "page-view",
          page: "product",
          productId: "81234",
          ago: 2500,
        },
        {
          id: "id-2",
          kind: "exposure",
          page: "product",
          productId: "81234",
          campaignId: "c",
          arm: "holdout",
          ago: 0,
        },
      ],
    },
  ]);
});

test("what is older than the server takes does not drag the rest along", () => {
  const { beacon, sent, wait } = play();
  beacon.add({ kind: "page-view" });
  wait(86_400_000);
  beacon.flush();
  expect(sent).toEqual([]);
  beacon.add({ kind: "exposure", campaignId: "c", arm: "treatment" });
  beacon.flush();
  expect(sent[0]!.events.map(({ kind }) => kind)).toEqual(["exposure"]);
});

test("before a beacon leaves, whoever has more is asked for it", () => {
  const { beacon, sent } = play();
  beacon.collect = () => beacon.add({ kind: "signals", data: [["act", 5]] });
  beacon.add({ kind: "page-view" });
  beacon.flush();
  expect(sent[0]!.events.map(({ kind, data }) => [kind, data])).toEqual([
    ["page-view", undefined],
    ["signals", [["act", 5]]],
  ]);
});
