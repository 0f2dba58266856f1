import { Box, InlineStack, Text } from "@shopify/polaris";

/** One line of the chart: a name, a colour and one value per day, in the order of `days`. */
export interface Series {
  name: string;
  color: string;
  values: number[];
}

const WIDTH = 720;
const HEIGHT = 190;
const TOP = 18;
const BOTTOM = 22;

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
  const y = (value: number) =>
    TOP + (HEIGHT - BOTTOM - TOP) * (1 - value / top);
  return (
    <figure style={{ margin: 0 }}>
      <Box paddingBlockEnd="200">
        <InlineStack gap="400" align="start">
          {series.map((one) => (
            <InlineStack key={one.name} gap="150" blockAlign="center">
              <span
                aria-hidden
                style={{
                  inlineSize: 10,
                  blockSize: 10,
                  borderRadius: 3,
                  background: one.color,
                }}
              />
              <Text as="span" variant="bodySm" tone="subdued">
                {one.name}
              </Text>
            </InlineStack>
          ))}
        </InlineStack>
      </Box>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={title}
        style={{
          inlineSize: "100%",
          blockSize: "auto",
          display: "block",
          overflow: "visible",
        }}
      >
        {[0, 0.5, 1].map((part) => (
          <g key={part}>
            <line
              x1={0}
              x2={WIDTH}
              y1={y(top * part)}
              y2={y(top * part)}
              stroke="var(--p-color-border-secondary)"
            />
            <text
              x={0}
              y={y(top * part) - 4}
              fontSize={11}
              fill="var(--p-color-text-secondary)"
            >
              {top * part}
            </text>
          </g>
        ))}
        {series.map((one) => (
          <polyline
            key={one.name}
            points={one.values
              .map((value, i) => `${x(i).toFixed(1)},${y(value).toFixed(1)}`)
              .join(" ")}
            fill="none"
            stroke={one.color}
            strokeWidth={2}
            strokeLinejoin="round"
            strokeLinecap="round"
          />
        ))}
        {labelledDays(days).map(({ day, i }) => (
          <text
            key={day}
            x={x(i)}
            y={HEIGHT - 2}
            fontSize={11}
            textAnchor={
              i === 0 ? "start" : i === days.length - 1 ? "end" : "middle"
            }
            fill="var(--p-color-text-secondary)"
          >
            {shortDay(day)}
          </text>
        ))}
      </svg>
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
    </figure>
  );
}

/** The next even number that reads well on an axis, so that the middle line is whole too. */
function niceCeiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step =
    [2, 4, 6, 10, 20].find((candidate) => candidate * power >= value) ?? 20;
  return step * power;
}

function labelledDays(days: string[]): { day: string; i: number }[] {
  const every = Math.max(1, Math.round(days.length / 5));
  return days
    .map((day, i) => ({ day, i }))
    .filter(
      ({ i }) =>
        i === days.length - 1 ||
        (i % every === 0 && days.length - 1 - i >= every / 2),
    );
}

function shortDay(day: string): string {
  return new Intl.DateTimeFormat("en", {
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  }).format(new Date(`${day.slice(0, 10)}T00:00:00Z`));
}
