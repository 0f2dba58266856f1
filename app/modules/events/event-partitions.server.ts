import { db, transaction, type Transaction } from "#app/db.server.ts";

/**
 * The days of table "Event" (see the first migration). The one place that names no shop: a partition is a day
 * of all shops, which is what makes forgetting it one DROP TABLE.
 */
const DAY_MS = 86_400_000;
const LOCK = 72707370;
const NAME = /^Event_(\d{4})_(\d{2})_(\d{2})$/;

const startOfDay = (at: Date) =>
  new Date(Math.floor(at.getTime() / DAY_MS) * DAY_MS);
const nameOf = (day: Date) =>
  `Event_${day.toISOString().slice(0, 10).replaceAll("-", "_")}`;

function dayOf(name: string): Date | undefined {
  const [, year, month, day] = NAME.exec(name) ?? [];
  return year ? new Date(`${year}-${month}-${day}T00:00:00Z`) : undefined;
}

async function listPartitions(tx: Transaction | typeof db): Promise<string[]> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    select child.relname::text as name from pg_inherits
      join pg_class child on child.oid = inhrelid
     where inhparent = '"Event"'::regclass order by 1`;
  return rows.map(({ name }) => name);
}

/**
 * Makes the partitions of `days` UTC days, the first being that of `from`; those that exist are left alone.
 * Events that waited in the default partition move into their day. Answers the names of the new ones.
 */
export async function ensureEventPartitions(options: {
  from: Date;
  days: number;
}): Promise<string[]> {
  const first = startOfDay(options.from).getTime();
  const wanted = Array.from(
    { length: options.days },
    (_, i) => new Date(first + i * DAY_MS),
  );
  const existing = new Set(await listPartitions(db));
  const made: string[] = [];
  for (const day of wanted.filter((at) => !existing.has(nameOf(at)))) {
    if (await makePartition(day)) made.push(nameOf(day));
  }
  return made;
}

// Attached rather than created in place: PostgreSQL refuses a partition whose rows the default one holds.
async function makePartition(day: Date): Promise<boolean> {
  const name = nameOf(day);
  const from = day.toISOString();
  const to = new Date(day.getTime() + DAY_MS).toISOString();
  return transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(${LOCK}::bigint)`;
    if ((await listPartitions(tx)).includes(name)) return false; // another worker was faster
    await tx.$executeRawUnsafe(
      `create table "${name}" (like "Event" including defaults)`,
    );
    await tx.$executeRawUnsafe(
      `with moved as (delete from "Event_default"
          where "receivedAt" >= '${from}' and "receivedAt" < '${to}' returning *)
       insert into "${name}" select * from moved`,
    );
    await tx.$executeRawUnsafe(
      `alter table "Event" attach partition "${name}" for values from ('${from}') to ('${to}')`,
    );
    return true;
  });
}

/** Forgets all events of the UTC days before that of `date`. Answers the names of the dropped partitions. */
export async function dropEventPartitionsBefore(date: Date): Promise<string[]> {
  const limit = startOfDay(date);
  return transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(${LOCK}::bigint)`;
    const old = (await listPartitions(tx)).filter((name) => {
      const day = dayOf(name);
      return day !== undefined && day < limit;
    });
    for (const name of old) await tx.$executeRawUnsafe(`drop table "${name}"`);
    await tx.$executeRaw`delete from "Event_default" where "receivedAt" < ${limit}`;
    return old;
  });
}
