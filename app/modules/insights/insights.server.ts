import { db } from "#app/db.server.ts";
import {
  checkSampleRatio,
  estimateLift,
  type RatioCheck,
} from "#app/modules/experiments/experiments.ts";
import {
  armCounts,
  type CampaignArms,
} from "#app/modules/experiments/experiments.server.ts";
import type { CampaignDefinition } from "#app/modules/campaigns/campaigns.ts";
import {
  getPublication,
  listCampaigns,
} from "#app/modules/campaigns/campaigns.server.ts";
import { dateOf, startOfDay } from "#app/shared/time-zone.ts";
import type { CampaignFigures, Day, Overview, Readiness } from "./insights.ts";

interface Window {
  shop: string;
  from: Date;
  to: Date;
}

/** Everything the home page shows of `from` to before `to`. Campaigns that did nothing then are in it with zeros. */
export async function getOverview(window: Window): Promise<Overview> {
  const { currency, timeZone } = await db.shop.findUniqueOrThrow({
    where: { shop: window.shop },
  });
  const [campaigns, daily, messages, recovered] = await Promise.all([
    campaignFigures(window),
    dailyFigures({ ...window, timeZone }),
    messageFigures(window),
    recoveredFigures(window),
  ]);
  return { currency, timeZone, campaigns, daily, messages, recovered };
}

/** What is missing for the shop to go live. Whether the embed is on comes from App Bridge, on the client. */
export async function getReadiness({
  shop,
}: {
  shop: string;
}): Promise<Readiness> {
  const [campaigns, publication, { embedSeenAt }, proofProducts] =
    await Promise.all([
      listCampaigns({ shop }),
      getPublication({ shop }),
      db.shop.findUniqueOrThrow({ where: { shop } }),
      db.productProof.count({ where: { shop, writtenAt: { not: null } } }),
    ]);
  return {
    hasCampaign: campaigns.length > 0,
    hasActiveCampaign: campaigns.some(({ status }) => status === "active"),
    published: publication.publishedAt !== null && publication.upToDate,
    publicationError: publication.error,
    embedSeenAt,
    proofProducts,
  };
}

async function campaignFigures(window: Window): Promise<CampaignFigures[]> {
  const { shop, from, to } = window;
  const [campaigns, arms, claims] = await Promise.all([
    listCampaigns({ shop, archived: true }),
    armCounts(window),
    db.$queryRaw<
      {
        campaignId: string;
        claims: number;
        redeemed: number;
        discountMinor: bigint;
      }[]
    >`
      select "campaignId"::text, count(*)::int as claims, count("orderId")::int as redeemed,
             coalesce(sum("discountMinor"), 0)::bigint as "discountMinor"
        from "Claim"
       where shop = ${shop} and "claimedAt" >= ${from}::timestamptz and "claimedAt" < ${to}::timestamptz
       group by 1`,
  ]);
  const none = { visits: 0, orders: 0, revenueMinor: 0n };
  const shown = campaigns.filter(
    ({ id, status }) => status !== "archived" || arms.has(id),
  );
  return Promise.all(
    shown.map(async ({ id, name, status, definition }) => {
      const { treatment, holdout } = arms.get(id) ?? {
        treatment: none,
        holdout: none,
      };
      const claimed = claims.find(({ campaignId }) => campaignId === id);
      return {
        id,
        name,
        status,
        treatment,
        holdout,
        lift: estimateLift({ treatment, holdout }),
        srm: await checkSplit({ window, id, definition, arms: arms.get(id) }),
        claims: claimed?.claims ?? 0,
        redeemed: claimed?.redeemed ?? 0,
        discountMinor: claimed?.discountMinor ?? 0n,
      };
    }),
  );
}

/** Whether the arms are as large as was asked for, over the part of the window in which the same was asked for. */
async function checkSplit({
  window: { shop, from, to },
  id,
  definition,
  arms,
}: {
  window: Window;
  id: string;
  definition: CampaignDefinition;
  /** Of the whole window. */
  arms: CampaignArms | undefined;
}): Promise<RatioCheck> {
  const { holdout: holdoutShare, holdoutSince } = definition.experiment;
  const since = holdoutSince ? new Date(holdoutSince) : from;
  // Counted again only where the share was changed, and for that campaign alone: counting is most of what the page costs.
  const counted =
    since > from
      ? (await armCounts({ shop, campaignId: id, from: since, to })).get(id)
      : arms;
  return checkSampleRatio({
    treatment: counted?.treatment.visits ?? 0,
    holdout: counted?.holdout.visits ?? 0,
    holdoutShare,
  });
}

/** One row per day of the shop's clock, days without anything included, so that a chart has no holes. */
async function dailyFigures({
  shop,
  from,
  to,
  timeZone,
}: Window & { timeZone: string }): Promise<Day[]> {
  const rows = await db.$queryRaw<
    { date: string; what: string; count: number }[]
  >`
    select to_char(at at time zone ${timeZone}::text, 'YYYY-MM-DD') as date, what, count(*)::int as count
      from (
        select "exposedAt" as at, arm as what from "Exposure" where shop = ${shop}
        union all select "claimedAt", 'claims' from "Claim" where shop = ${shop}
        union all select "sentAt", 'mails' from "Message" where shop = ${shop} and "sentAt" is not null
        union all select "updatedAt", 'recovered' from "Run" where shop = ${shop} and state = 'recovered'
      ) happened
     where at >= ${from}::timestamptz and at < ${to}::timestamptz
     group by 1, 2`;
  const days = daysBetween({ from, to, timeZone });
  const byDate = new Map(days.map((day) => [day.date, day]));
  for (const { date, what, count } of rows) {
    const day = byDate.get(date);
    if (day && what !== "date" && what in day)
      day[what as Exclude<keyof Day, "date">] = count;
  }
  return days;
}

function daysBetween({
  from,
  to,
  timeZone,
}: {
  from: Date;
  to: Date;
  timeZone: string;
}): Day[] {
  const days: Day[] = [];
  let at = startOfDay(from, timeZone);
  while (at < to) {
    const date = dateOf(at, timeZone);
    days.push({
      date,
      treatment: 0,
      holdout: 0,
      claims: 0,
      mails: 0,
      recovered: 0,
    });
    // 36 hours later lies within the next day, however long this one is.
    at = startOfDay(new Date(at.getTime() + 36 * 3_600_000), timeZone);
  }
  return days;
}

async function messageFigures({
  shop,
  from,
  to,
}: Window): Promise<Overview["messages"]> {
  const rows = await db.message.groupBy({
    by: ["state"],
    where: {
      shop,
      OR: [
        { sentAt: { gte: from, lt: to } },
        { sentAt: null, createdAt: { gte: from, lt: to } },
      ],
    },
    _count: true,
  });
  const count = (state: string) =>
    rows.find((row) => row.state === state)?._count ?? 0;
  return {
    sent: count("sent"),
    queued: count("queued") + count("handing-over"),
    parked: count("parked"),
    dropped: count("dropped"),
  };
}

/** Baskets that were written about and then bought: their orders' value. */
async function recoveredFigures({
  shop,
  from,
  to,
}: Window): Promise<Overview["recovered"]> {
  const { _count, _sum } = await db.run.aggregate({
    where: { shop, state: "recovered", updatedAt: { gte: from, lt: to } },
    _count: true,
    _sum: { orderMinor: true },
  });
  return { orders: _count, revenueMinor: _sum.orderMinor ?? 0n };
}
