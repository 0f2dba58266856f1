import { InlineStack, Text } from "@shopify/polaris";

/** One line of the chart: a name, a colour and one value per day, in the order of `days`. */
export interface Series {
  name: string;
  color: string;
  values: number[];
}

/** The drawing's own units: it is stretched to the card, so words stand beside it in HTML, at their own size. */
const WIDTH = 720;
const HEIGHT = 160;

/**
 * Lines over days, drawn on the server as plain SVG, with the same numbers as a table for screen readers.
 * @param days ISO dates, oldest first
 */
export function DailyChart({
  title,
  days,
  series,
}: {
  title: string;
  days: string[];
  series: Series[];
}) {
  const top = niceCeiling(Math.max(1, ...series.flatMap((one) => one.values)));
  const x = (i: number) =>
    days.length < 2 ? WIDTH / 2 : (i / (days.length - 1)) * WIDTH;
  const y = (value: number) => HEIGHT * (1 - value / top);
  const points = ({ values }: Series) =>
    values
      .map((value, i) => `${x(i).toFixed(1)},${y(value).toFixed(1)}`)
      .join(" ");
  return (
    <figure className="daily-chart">
      <InlineStack gap="400" align="start">
        {series.map((one) => (
          <InlineStack key={one.name} gap="150" blockAlign="center">
            <span
              aria-hidden
              className="daily-chart__key"
              style={{ background: one.color }}
            />
            <Text as="span" variant="bodySm" tone="subdued">
              {one.name}
            </Text>
          </InlineStack>
        ))}
      </InlineStack>
      <div className="daily-chart__plot">
        {[top, top / 2, 0].map((value) => (
          <span
            key={value}
            aria-hidden
            className="daily-chart__level"
            style={{ insetBlockStart: `${(1 - value / top) * 100}%` }}
          >
            {value}
          </span>
        ))}
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={title}
        >
          {series.map((one) => (
            <polyline
              key={one.name}
              points={points(one)}
              fill="none"
              stroke={one.color}
              strokeWidth={2}
              vectorEffect="non-scaling-stroke"
              strokeLinejoin="round"
              strokeLinecap="round"
            />
          ))}
        </svg>
      </div>
      <div className="daily-chart__days" aria-hidden>
        {labelledDays(days).map((day) => (
          <span key={day}>{shortDay(day)}</span>
        ))}
      </div>
      <ValueTable title={title} days={days} series={series} />
    </figure>
  );
}

function ValueTable({
  title,
  days,
  series,
}: {
  title: string;
  days: string[];
  series: Series[];
}) {
  return (
    <table className="visually-hidden">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">Day</th>
          {series.map((one) => (
            <th scope="col" key={one.name}>
              {one.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.map((day, i) => (
          <tr key={day}>
            <th scope="row">{shortDay(day)}</th>
            {series.map((one) => (
              <td key={one.name}>{one.values[i]}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The next even number that reads well on an axis, so that the middle line is whole too. */
function niceCeiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step =
    [2, 4, 6, 10, 20].find((candidate) => candidate * power >= value) ?? 20;
  return step * power;
}

/** The first day, the last, and those at the quarters between: evenly spread, like the lines above them. */
function labelledDays(days: string[]): string[] {
  if (days.length < 5) return days;
  return [0, 1, 2, 3, 4].map(
    (quarter) => days[Math.round((quarter / 4) * (days.length - 1))]!,
  );
}

function shortDay(day: string): string {
  return new Intl.DateTimeFormat("en", {
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  }).format(new Date(`${day.slice(0, 10)}T00:00:00Z`));
}
