/**
 * The whole of many claims, as one statement: is the campaign running, are the limits not reached, take a ready code that
 * nobody else is taking, write the claim down. A known shopper gets her unused claim again; a visit that claimed before is
 * stopped by its unique key. The codes with the nearest end that still leaves the promised time are taken first. Claims are written in the order of their
 * keys, so that two of these statements never wait for each other in a circle.
 *
 * Whose claim it is is written before the claim: of two at once by one shopper, one finds her place taken. A place whose
 * claim was not written after all (the same visit came twice) counts for nothing.
 *
 * A budget counts what codes of the day (month) took off, and what open ones may still take; what ended unused is free
 * again. $2 is how many claims may be under way elsewhere, unseen.
 */
export const TAKE_CLAIMS = `
  with asked as materialized (
    select * from json_to_recordset($1::json) as one(
      ord int, id uuid, shop text, "campaignId" uuid, "visitId" uuid, "shopperId" uuid, "shopperKey" text,
      "productId" text, "floorKept" boolean, "promiseEndsAt" timestamptz, promise text, now timestamptz)
  ), campaign as materialized (
    select asked.shop, asked."campaignId", asked.now, campaign.status, shop."timeZone",
           (definition #>> '{schedule,startsAt}')::timestamptz as "startsAt",
           (definition #>> '{schedule,endsAt}')::timestamptz as "endsAt",
           (definition #>> '{limits,claimsPerDay}')::int as "perDay",
           case when definition -> 'limits' ? 'claimsPerShopper' then (definition #>> '{limits,claimsPerShopper}')::int else 1 end as "perShopper",
           make_interval(hours => coalesce((definition #>> '{limits,cooldownHours}')::int, 0)) as cooldown,
           (definition #>> '{limits,budgetPerDayMinor}')::bigint as "perDayMinor",
           (definition #>> '{limits,budgetPerMonthMinor}')::bigint as "perMonthMinor",
           coalesce(definition #>> '{limits,budgetPerDayMinor}', definition #>> '{limits,budgetPerMonthMinor}') is not null as budgeted,
           definition #>> '{limits,marginFloorPercent}' is not null as floored,
           case when definition #>> '{treatment,incentive,kind}' = 'promise' then 'promise'
                when definition #>> '{treatment,incentive,kind}' = 'benefit' then 'none'
                when definition #>> '{treatment,incentive,kind}' = 'bundle' and definition #>> '{treatment,incentive,percent}' = '0' then 'none'
                else 'code' end as delivery,
           case when definition #>> '{treatment,incentive,kind}' = 'gift' and coalesce(definition #>> '{treatment,incentive,scope,kind}', 'basket') = 'basket' then true
                else coalesce(definition #>> '{treatment,incentive,scope,kind}', '') = 'hesitated-product' end as "perProduct",
           case definition #>> '{treatment,validFor}' when 'day' then interval '24 hours' else interval '1 hour' end as "validFor"
      from (select shop, "campaignId", max(now) as now from asked group by 1, 2) asked
      join "Campaign" campaign on campaign.shop = asked.shop and campaign.id = asked."campaignId"
      join "Shop" shop on shop.shop = asked.shop and shop."uninstalledAt" is null
  ), counted as materialized (
    select campaign.*,
           case when status <> 'active' or "startsAt" > now or delivery = 'none' then 'not-running'
                when "endsAt" <= now then 'ended' else 'running' end as phase,
           least(now + "validFor", "endsAt") as "endsFrom", coalesce("endsAt", 'infinity') as "endsTo",
           case when "perDay" is not null then "perDay" - (
             select count(*)::int from (
               select from "Claim" claim
                where claim.shop = campaign.shop and claim."campaignId" = campaign."campaignId"
                  and claim."claimedAt" >= date_trunc('day', now, "timeZone")
                limit "perDay") handed) end as "leftToday",
           spent.*
      from campaign left join lateral (
        select coalesce(sum(spent) filter (where "claimedAt" >= date_trunc('day', now, "timeZone")), 0) as "spentToday",
               coalesce(sum(spent), 0) as "spentThisMonth",
               greatest(1, (select max("reserveMinor") from "Discount" discount
                             where budgeted and discount.shop = campaign.shop and discount."campaignId" = campaign."campaignId"
                               and discount."retiredAt" is null and discount."endsAt" > now)) as reserve
          from (
            select "claimedAt", case when "orderId" is not null then coalesce("discountMinor", "reservedMinor")
                                     when "endsAt" > now then "reservedMinor" else 0 end as spent
              from "Claim" claim
             where budgeted and claim.shop = campaign.shop and claim."campaignId" = campaign."campaignId"
               and claim."claimedAt" >= date_trunc('month', now, "timeZone")) claims
      ) spent on true
  ), state as materialized (
    select *, least("leftToday", floor(("perDayMinor" - "spentToday") / reserve), floor(("perMonthMinor" - "spentThisMonth") / reserve))::float8 as "left"
      from counted
  ), hers as materialized (
    select asked.ord, before.*
      from asked cross join lateral (
        select count(claim.id)::int as claims, max(nth) as nth, max(claim."claimedAt") as latest
          from "ShopperClaim" owned left join "Claim" claim on claim.shop = owned.shop and claim.id = owned."claimId"
         where owned.shop = asked.shop and owned."shopperKey" = asked."shopperKey") before
     where asked."shopperKey" is not null
  ), mine as materialized (
    select asked.ord, open.*
      from asked cross join lateral (
        select claim.id, claim.code, claim.promise, claim."endsAt", claim."productId"
          from "ShopperClaim" owned join "Claim" claim on claim.shop = owned.shop and claim.id = owned."claimId"
         where owned.shop = asked.shop and owned."shopperKey" = asked."shopperKey"
           and claim."orderId" is null and claim."endsAt" > asked.now
         order by nth desc limit 1) open
     where asked."shopperKey" is not null
  ), judged as materialized (
    select asked.*, state."endsFrom", state."endsTo", state."left", state.delivery,
           case when state."perProduct" then coalesce(asked."productId", '') else '' end as product,
           coalesce(hers.nth, 0) + 1 as "shopperNth",
           hers.claims >= state."perShopper" or hers.latest > asked.now - state.cooldown as had,
           row_number() over (partition by asked.shop, asked."campaignId", coalesce(asked."shopperKey", asked.ord::text) order by asked.ord) as "herNth"
      from asked join state using (shop, "campaignId") left join hers using (ord)
     where state.phase = 'running' and asked.ord not in (select ord from mine)
       and (asked."floorKept" or not state.floored or state.delivery = 'promise')
       and (state.delivery = 'code' or asked."promiseEndsAt" is not null)
  ), wanted as materialized (
    select * from (
      select *, row_number() over (partition by shop, "campaignId" order by ord) as nth from judged
       where had is not true and "herNth" = 1) numbered
     where "left" is null or nth <= "left" - $2
  ), queued as materialized (
    select *, row_number() over (partition by shop, "campaignId", product order by ord) as place from wanted where delivery = 'code'
  ), picked as materialized (
    select need.shop, need."campaignId", need.product, ready.code, ready."endsAt", ready."discountId",
           row_number() over (partition by need.shop, need."campaignId", need.product order by ready."endsAt") as place
      from (select shop, "campaignId", product, "endsFrom", "endsTo", count(*) as many from queued group by 1, 2, 3, 4, 5) need
     cross join lateral (
       select code, "endsAt", "discountId" from "DiscountCode"
        where shop = need.shop and "campaignId" = need."campaignId" and state = 'ready' and "productId" = need.product
           and "endsAt" >= need."endsFrom" and "endsAt" <= need."endsTo"
        order by "endsAt" limit need.many for update skip locked) ready
  ), reserved as materialized (
    select queued.ord, queued.id, queued.shop, queued."campaignId", queued."visitId", queued."shopperId", queued."shopperKey",
           queued."shopperNth", queued.product, picked.code, null as promise, picked."endsAt", queued.now, discount."reserveMinor"
      from queued join picked using (shop, "campaignId", product, place)
      join "Discount" discount on discount.shop = picked.shop and discount.id = picked."discountId"
    union all
    select ord, id, shop, "campaignId", "visitId", "shopperId", "shopperKey", "shopperNth", '',
           null, promise, "promiseEndsAt", now, 0
      from wanted where delivery = 'promise'
  ), owned as (
    insert into "ShopperClaim" (shop, "shopperKey", nth, "claimId")
    select shop, "shopperKey", "shopperNth", id from reserved where "shopperKey" is not null
     order by shop, "shopperKey"
        on conflict do nothing
    returning "claimId"
  ), claimed as (
    insert into "Claim" (shop, id, "campaignId", "visitId", "shopperId", "productId", code, promise, "endsAt", "claimedAt", "reservedMinor")
    select shop, id, "campaignId", "visitId", "shopperId", product, code, promise, "endsAt", now, "reserveMinor"
      from reserved cross join (select array_agg("claimId") as ids from owned) owned
     where "shopperKey" is null or id = any(owned.ids)
     order by shop, "campaignId", "visitId"
        on conflict do nothing
    returning shop, id, code, promise, "endsAt", "productId"
  ), taken as (
    update "DiscountCode" code set state = 'claimed', "claimId" = claimed.id
      from claimed where code.shop = claimed.shop and code.code = claimed.code
  ), given as (
    select asked.ord, claimed.id, claimed.code, claimed.promise, claimed."endsAt", claimed."productId" from claimed join asked using (id)
    union all select ord, id, code, promise, "endsAt", "productId" from mine
  )
  select asked.ord, state.phase, state."left", state.delivery, state."perProduct", state.floored,
         given.id as "claimId", given.code, given."endsAt", given."productId", coalesce(given.promise, discount.terms) as terms,
         judged.had, judged."herNth" > 1 as "turnedAway", reserved.ord is not null as reserved
    from asked
    left join state using (shop, "campaignId")
    left join judged using (ord)
    left join given using (ord)
    left join reserved using (ord)
    left join "DiscountCode" code on code.shop = asked.shop and code.code = given.code
    left join "Discount" discount on discount.shop = asked.shop and discount.id = code."discountId"`;
