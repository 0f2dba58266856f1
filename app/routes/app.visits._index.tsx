import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useSearchParams } from "@remix-run/react";
import { useState } from "react";
import { RefusalBoundary } from "#app/components/refusal-boundary.tsx";
import { now } from "#app/clock.server.ts";
import { EXPLAIN_MS, makeExplainToken } from "#app/links.server.ts";
import { ExplainDialog } from "#app/modules/intent/explain-dialog.tsx";
import { type VisitFilter, visitQuery } from "#app/modules/intent/intent.ts";
import { listVisits } from "#app/modules/intent/intent.server.ts";
import { VisitList } from "#app/modules/intent/visit-list.tsx";
import {
  ANXIETY_NAMES,
  clockOf,
  nameIn,
  SEGMENT_NAMES,
  STAGE_NAMES,
} from "#app/modules/intent/words.ts";
import { ensureShop, getShop } from "#app/modules/shops/shops.server.ts";
import { shopify } from "#app/shopify.server.ts";

const PAGE = 25;

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await shopify.authenticate.admin(request);
  const { shop } = session;
  const { before, ...filter } = visitQuery.parse(
    Object.fromEntries(new URL(request.url).searchParams),
  );
  const [{ timeZone }, visits] = await Promise.all([
    ensureShop({ shop, scopes: session.scope ?? "", now: now() }),
    listVisits({ shop, filter, before, limit: PAGE + 1 }),
  ]);
  const time = new Intl.DateTimeFormat("en", {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone,
  });
  const shown = visits.slice(0, PAGE);
  const last = visits.length > PAGE ? shown.at(-1) : undefined;
  return {
    filter: { outcome: filter.outcome, segment: filter.segment },
    isFirst: !before,
    next: last ? `${last.startedAt.toISOString()}_${last.id}` : null,
    rows: shown.map((visit) => ({
      id: visit.id,
      start: time.format(visit.startedAt),
      length: clockOf(visit.lastAt.getTime() - visit.startedAt.getTime()),
      pages: visit.pages,
      path: visit.path.map((segment) => nameIn(SEGMENT_NAMES, segment)),
      drop:
        visit.stage && visit.anxiety
          ? `About ${nameIn(ANXIETY_NAMES, visit.anxiety)}, ${nameIn(STAGE_NAMES, visit.stage)}`
          : null,
      outcome: visit.outcome,
    })),
  };
}

/** Makes the link that explains the storefront. */
export async function action({ request }: ActionFunctionArgs) {
  const { session } = await shopify.authenticate.admin(request);
  const { shop } = session;
  const { primaryUrl, timeZone } = await getShop({ shop });
  const at = now();
  const url = new URL(primaryUrl);
  url.searchParams.set("second_thought", makeExplainToken({ shop, now: at }));
  const until = new Intl.DateTimeFormat("en", { timeStyle: "short", timeZone });
  return {
    url: url.href,
    until: until.format(new Date(at.getTime() + EXPLAIN_MS)),
  };
}

export default function VisitsPage() {
  const { rows, filter, next, isFirst } = useLoaderData<typeof loader>();
  const [, setQuery] = useSearchParams();
  const fetcher = useFetcher<typeof action>();
  const [open, setOpen] = useState(false);
  const queryOf = ({ outcome, segment }: VisitFilter) => ({
    ...(outcome ? { outcome } : {}),
    ...(segment ? { segment } : {}),
  });
  return (
    <VisitList
      rows={rows}
      filter={filter}
      isFirst={isFirst}
      next={
        next
          ? `/app/visits?${new URLSearchParams({ ...queryOf(filter), before: next }).toString()}`
          : null
      }
      onFilter={(wanted) => setQuery(queryOf(wanted))}
      onExplain={() => {
        setOpen(true);
        fetcher.submit({}, { method: "post" });
      }}
    >
      <ExplainDialog
        open={open}
        link={fetcher.state === "idle" ? (fetcher.data ?? null) : null}
        onClose={() => setOpen(false)}
      />
    </VisitList>
  );
}

export const ErrorBoundary = RefusalBoundary;
