import { db } from "#app/db.server.ts";
import {
  endBucketsOf,
  type Offer,
  offerTerms,
  type Terms,
  termsKey,
  type Validity,
} from "./offers.ts";

/** A running campaign, as far as its codes are concerned. */
export interface RunningOffer {
  shop: string;
  campaignId: string;
  /** Of the campaign: codes are only made for the one that was read. */
  version: number;
  name: string;
  terms: Terms;
  termsKey: string;
  /** The product that all of this is about; "" = the campaign as a whole. */
  productId: string;
  validFor: Validity;
  claimsPerDay: number | null;
  /** Percent of the price paid; null = not checked. */
  marginFloorPercent: number | null;
  endsAt: Date | undefined;
  timeZone: string;
  currency: string;
}

interface Row {
  id: string;
  version: number;
  name: string;
  definition: {
    treatment: Offer;
    audience: { minCartMinor: number };
    limits: {
      claimsPerDay: number | null;
      marginFloorPercent?: number | null;
    };
    schedule: { endsAt?: string };
  };
  timeZone: string;
  currency: string;
}

/**
 * Reads the campaigns' own table: they are built on offers, so that offers cannot ask them, and what is read here was
 * checked by this module's schema when it was saved.
 */
export async function readRunningOffers({
  shop,
  campaignId = null,
  productId,
  now,
}: {
  shop: string;
  campaignId?: string | null;
  /** Of the claim, for an offer that is on one product. */
  productId?: string | undefined;
  now: Date;
}): Promise<RunningOffer[]> {
  const rows = await db.$queryRaw<Row[]>`
    select campaign.id::text, campaign.version, campaign.name, campaign.definition, shop."timeZone", shop.currency
      from "Campaign" campaign join "Shop" shop using (shop)
     where campaign.shop = ${shop} and campaign.status = 'active' and shop."uninstalledAt" is null
       and (${campaignId}::uuid is null or campaign.id = ${campaignId}::uuid)
       and coalesce((campaign.definition #>> '{schedule,startsAt}')::timestamptz <= ${now}::timestamptz, true)
       and coalesce((campaign.definition #>> '{schedule,endsAt}')::timestamptz > ${now}::timestamptz, true)
     order by campaign.id`;
  return rows.map(({ id, definition, ...row }) => {
    const terms = offerTerms(definition, productId);
    const { endsAt } = definition.schedule;
    return {
      ...row,
      shop,
      campaignId: id,
      terms,
      termsKey: termsKey(terms),
      productId: terms.productId ?? "",
      validFor: definition.treatment.validFor,
      claimsPerDay: definition.limits.claimsPerDay,
      marginFloorPercent: definition.limits.marginFloorPercent ?? null,
      endsAt: endsAt ? new Date(endsAt) : undefined,
    };
  });
}

/** The end that codes of the offer get now, then the one they get next. */
export function bucketsOf(offer: RunningOffer, now: Date): Date[] {
  const { validFor, timeZone, endsAt } = offer;
  return endBucketsOf({ now, validFor, timeZone, campaignEndsAt: endsAt });
}
