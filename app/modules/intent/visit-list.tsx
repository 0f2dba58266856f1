import {
  Badge,
  BlockStack,
  Button,
  Card,
  EmptyState,
  InlineStack,
  Link,
  Page,
  Select,
} from "@shopify/polaris";
import { type ReactNode } from "react";
import { SEGMENTS } from "#app/shared/intent-model.ts";
import { OUTCOMES, type VisitFilter, type VisitOutcome } from "./intent.ts";
import { OUTCOME_NAMES, SEGMENT_NAMES } from "./words.ts";

export interface VisitRow {
  id: string;
  /** On the shop's clock, written by the server: browsers and Node spell times differently. */
  start: string;
  /** "4:10" */
  length: string;
  pages: number;
  /** Segments in their order, in words. */
  path: string[];
  /** Where intent fell and what it was about, in words. */
  drop: string | null;
  outcome: VisitOutcome;
}

const TONES = { bought: "success", claimed: "info", left: undefined } as const;

const OUTCOME_OPTIONS = [
  { label: "All", value: "" },
  ...OUTCOMES.map((value) => ({ label: OUTCOME_NAMES[value], value })),
];
const SEGMENT_OPTIONS = [
  { label: "All", value: "" },
  ...SEGMENTS.map((value) => ({ label: SEGMENT_NAMES[value], value })),
];

/** Recorded visits, newest first. */
export function VisitList({
  rows,
  filter,
  next,
  isFirst,
  onFilter,
  onExplain,
  children,
}: {
  rows: VisitRow[];
  filter: VisitFilter;
  /** Address of the page that follows, when there is one. */
  next: string | null;
  isFirst: boolean;
  onFilter: (filter: VisitFilter) => void;
  onExplain: () => void;
  children?: ReactNode;
}) {
  const filtered = Boolean(filter.outcome ?? filter.segment);
  return (
    <Page
      title="Visits"
      subtitle="Recorded with the shopper’s consent, and kept for 90 days"
      primaryAction={{ content: "Make up a visit", url: "/app/visits/new" }}
      secondaryActions={[
        { content: "Explain on my storefront", onAction: onExplain },
      ]}
    >
      <BlockStack gap="400">
        <Card>
          <div className="filter-row">
            <Select
              label="Outcome"
              options={OUTCOME_OPTIONS}
              value={filter.outcome ?? ""}
              onChange={(value) =>
                onFilter({
                  ...filter,
                  outcome: OUTCOMES.find((one) => one === value),
                })
              }
            />
            <Select
              label="Last segment"
              options={SEGMENT_OPTIONS}
              value={filter.segment ?? ""}
              onChange={(value) =>
                onFilter({
                  ...filter,
                  segment: SEGMENTS.find((one) => one === value),
                })
              }
            />
          </div>
        </Card>
        <Card padding="0">
          {rows.length === 0 ? (
            <NoVisits filtered={filtered} />
          ) : (
            <VisitTable rows={rows} />
          )}
        </Card>
        {(next ?? !isFirst) && (
          <InlineStack gap="200" align="center">
            {!isFirst && (
              <Button onClick={() => onFilter(filter)}>Newest</Button>
            )}
            {next && <Button url={next}>Earlier visits</Button>}
          </InlineStack>
        )}
      </BlockStack>
      {children}
    </Page>
  );
}

function NoVisits({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <EmptyState heading="No visit fits" image="">
      <p>Choose another outcome or segment.</p>
    </EmptyState>
  ) : (
    <EmptyState
      heading="No visit was recorded yet"
      action={{ content: "Make up a visit", url: "/app/visits/new" }}
      image=""
    >
      <p>
        Visits of shoppers who agreed to analytics appear here within seconds.
        Until then, make one up and see what your campaigns would do.
      </p>
    </EmptyState>
  );
}

const HEADINGS = [
  "Start",
  "Outcome",
  "Segments",
  "Intent fell",
  "Pages",
  "Length",
];

/** A table; on a phone each visit is a block of its own (styles.css), since six columns do not fit. */
function VisitTable({ rows }: { rows: VisitRow[] }) {
  return (
    <table className="visits">
      <caption className="visits__caption">Visits, newest first</caption>
      <thead>
        <tr>
          {HEADINGS.map((heading) => (
            <th scope="col" key={heading}>
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <Link removeUnderline url={`/app/visits/${row.id}`}>
                {row.start}
              </Link>
            </th>
            <td>
              <Badge tone={TONES[row.outcome]}>
                {OUTCOME_NAMES[row.outcome]}
              </Badge>
            </td>
            <td data-label="Segments">
              {row.path.length > 0 ? row.path.join(" → ") : "Not known"}
            </td>
            <td data-label="Intent fell">{row.drop ?? "No"}</td>
            <td data-label="Pages">{row.pages}</td>
            <td data-label="Length">{row.length}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
