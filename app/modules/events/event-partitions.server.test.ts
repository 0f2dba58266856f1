import { beforeEach, expect, test } from "vitest";
import { db } from "#app/db.server.ts";
import {
  dropEventPartitionsBefore,
  ensureEventPartitions,
} from "#app/modules/events/event-partitions.server.ts";

const at = (text: string) => new Date(text);

async function recordEvent(receivedAt: Date): Promise<void> {
  const id = crypto.randomUUID();
  const event = {
    shop: "a.myshopify.com",
    id,
    kind: "page-view",
    visitId: id,
    occurredAt: receivedAt,
    receivedAt,
  };
  await db.event.create({ data: event });
}

async function whereRowsAre(): Promise<string[]> {
  const rows = await db.$queryRaw<
    { name: string }[]
  >`select tableoid::regclass::text as name from "Event" order by 1`;
  return rows.map(({ name }) => name);
}

beforeEach(async () => {
  await dropEventPartitionsBefore(at("2100-01-01T00:00:00Z"));
});

test("days are made once, and again without a fault by another worker at the same time", async () => {
  const week = { from: at("2026-11-21T23:30:00Z"), days: 3 };
  const made = (
    await Promise.all([
      ensureEventPartitions(week),
      ensureEventPartitions(week),
    ])
  ).flat();
  expect(made.sort()).toEqual([
    "Event_2026_11_21",
    "Event_2026_11_22",
    "Event_2026_11_23",
  ]);
  expect(await ensureEventPartitions(week)).toEqual([]);
});

test("a day begins and ends at midnight UTC", async () => {
  await ensureEventPartitions({ from: at("2026-11-21T12:00:00Z"), days: 2 });
  await recordEvent(at("2026-11-21T00:00:00.000Z"));
  await recordEvent(at("2026-11-21T23:59:59.999Z"));
  await recordEvent(at("2026-11-22T00:00:00.000Z"));
  await recordEvent(at("2026-11-23T00:00:00.000Z"));
  expect(await whereRowsAre()).toEqual([
    '"Event_2026_11_21"',
    '"Event_2026_11_21"',
    '"Event_2026_11_22"',
    '"Event_default"',
  ]);
});

test("an event without a day is kept, and moves into its day when that is made", async () => {
  await recordEvent(at("2026-12-24T18:00:00Z"));
  expect(await whereRowsAre()).toEqual(['"Event_default"']);
  await ensureEventPartitions({ from: at("2026-12-24T00:00:00Z"), days: 1 });
  expect(await whereRowsAre()).toEqual(['"Event_2026_12_24"']);
});

test("dropping forgets whole days before the date, and what had none", async () => {
  await ensureEventPartitions({ from: at("2026-11-20T00:00:00Z"), days: 3 });
  for (const day of ["2026-11-01", "2026-11-20", "2026-11-21", "2026-11-22"])
    await recordEvent(at(`${day}T10:00:00Z`));
  expect(await dropEventPartitionsBefore(at("2026-11-21T15:00:00Z"))).toEqual([
    "Event_2026_11_20",
  ]);
  expect(await whereRowsAre()).toEqual([
    '"Event_2026_11_21"',
    '"Event_2026_11_22"',
  ]);
});
