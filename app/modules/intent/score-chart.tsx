import { Text } from "@shopify/polaris";
import type { PlayedStep } from "./play-visit.ts";
import { clockOf, SEGMENT_NAMES } from "./words.ts";

/** The drawing's own units: it is stretched to the card, so words stand beside it in HTML, at their own size. */
const WIDTH = 720;
const HEIGHT = 160;

/** Told apart by their strokes too, not by colour alone. */
const LINES = [
  { key: "purchase", name: "To buy", color: "#0a6b4b", dash: undefined },
  { key: "abandon", name: "To leave", color: "#b0391b", dash: "7 4" },
  { key: "return", name: "To return", color: "#4b5bb0", dash: "2 4" },
] as const;

/** The three propensities over the visit as percentiles, with a mark at the step that is looked at; the same numbers as a table. */
export function ScoreChart({
  steps,
  current,
}: {
  steps: PlayedStep[];
  current: number;
}) {
  const end = Math.max(1, steps.at(-1)?.signal.at ?? 1);
  const x = (at: number) => (at / end) * WIDTH;
  const y = (percentile: number) => HEIGHT * (1 - percentile / 100);
  const mark = x(steps[current]?.signal.at ?? 0);
  return (
    <figure className="daily-chart">
      <div className="score-chart__names">
        {LINES.map(({ key, name, color, dash }) => (
          <span key={key} className="score-chart__name">
            <svg width={28} height={8} aria-hidden>
              <line
                x1={0}
                x2={28}
                y1={4}
                y2={4}
                stroke={color}
                strokeWidth={2.5}
                strokeDasharray={dash}
              />
            </svg>
            <Text as="span" variant="bodySm" tone="subdued">
              {name}
            </Text>
          </span>
        ))}
      </div>
      <div className="daily-chart__plot">
        {[100, 50, 0].map((value) => (
          <span
            key={value}
            aria-hidden
            className="daily-chart__level"
            style={{ insetBlockStart: `${100 - value}%` }}
          >
            {value}
          </span>
        ))}
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label="Percentiles of the three propensities over the visit"
        >
          <line
            x1={mark}
            x2={mark}
            y1={0}
            y2={HEIGHT}
            stroke="#8a8a8a"
            vectorEffect="non-scaling-stroke"
          />
          {LINES.map(({ key, color, dash }) => (
            <path
              key={key}
              d={stepLine(
                steps.map(({ signal, thought }) => [
                  x(signal.at),
                  y(thought.percentiles[key]),
                ]),
                WIDTH,
              )}
              fill="none"
              stroke={color}
              strokeWidth={2}
              strokeDasharray={dash}
              vectorEffect="non-scaling-stroke"
              strokeLinejoin="round"
            />
          ))}
        </svg>
      </div>
      <div className="daily-chart__days" aria-hidden>
        <span>0:00</span>
        <span>{clockOf(end)}</span>
      </div>
    </figure>
  );
}

/** Scores stay what they are until the next signal. */
function stepLine(points: [number, number][], width: number): string {
  const [first, ...rest] = points;
  if (!first) return "";
  const moves = rest.map(([x, y]) => `H${x.toFixed(1)}V${y.toFixed(1)}`);
  return `M${first[0].toFixed(1)},${first[1].toFixed(1)}${moves.join("")}H${width}`;
}

/** The chart's numbers, for whoever would rather read. */
export function ScoreTable({ steps }: { steps: PlayedStep[] }) {
  return (
    <div className="score-table" tabIndex={0} role="region" aria-label="Scores">
      <table className="arms-table">
        <thead>
          <tr>
            <th scope="col">Time</th>
            {LINES.map(({ key, name }) => (
              <th scope="col" key={key}>
                {name}
              </th>
            ))}
            <th scope="col">Segment</th>
          </tr>
        </thead>
        <tbody>
          {steps.map(({ signal, thought }, i) => (
            <tr key={i}>
              <th scope="row">{clockOf(signal.at)}</th>
              {LINES.map(({ key }) => (
                <td key={key}>{Math.round(thought.percentiles[key])}</td>
              ))}
              <td>{SEGMENT_NAMES[thought.segment]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
