import {
  Badge,
  BlockStack,
  Card,
  InlineStack,
  Link,
  List,
  Select,
  Text,
} from "@shopify/polaris";
import type { Choice } from "#app/shared/arbitration.ts";
import type { PlayedStep } from "./play-visit.ts";
import {
  ANXIETY_NAMES,
  describeMoments,
  SEGMENT_NAMES,
  STAGE_NAMES,
} from "./words.ts";

/** What is known of her with this signal. */
export function MindCard({ step }: { step: PlayedStep }) {
  const { intent, percentiles, segment, momentum, drop, moments } =
    step.thought;
  const told = describeMoments(moments);
  const rows = [
    ["To buy", intent.purchase, percentiles.purchase],
    ["To leave this visit", intent.abandon, percentiles.abandon],
    ["To return later", intent.return, percentiles.return],
  ] as const;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingMd">
            What the page thinks of her
          </Text>
          <Badge tone="info">{SEGMENT_NAMES[segment]}</Badge>
        </InlineStack>
        <table className="arms-table">
          <thead>
            <tr>
              <th scope="col">Intent</th>
              <th scope="col">Score</th>
              <th scope="col">Percentile</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, score, percentile]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{score.toFixed(2)}</td>
                <td>{Math.round(percentile)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <Text as="p">
          {momentumText(momentum)}
          {told.length > 0 ? ` Moments: ${told.join(", ")}.` : ""}
        </Text>
        {drop && (
          <Text as="p" fontWeight="semibold">
            Intent fell by {Math.round(drop.points)} points{" "}
            {STAGE_NAMES[drop.stage]}; most likely it is about{" "}
            {ANXIETY_NAMES[drop.anxiety]}.
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}

function momentumText(momentum: number): string {
  const points = Math.round(momentum);
  if (points === 0) return "Her intent to buy holds steady.";
  return points > 0
    ? `Her intent to buy is rising, ${points} points above its recent mean.`
    : `Her intent to buy is falling, ${-points} points below its recent mean.`;
}

const ANSWERS: { label: string; value: Choice | "" }[] = [
  { label: "She does not answer", value: "" },
  { label: "She takes it", value: "accepted" },
  { label: "She says “not now”", value: "not-now" },
  { label: "She wants fewer of these", value: "fewer" },
];

/** Which campaign got this moment, and why each of the others did not. */
export function DecisionCard({
  step: { decision },
  names,
  reasons,
  answer,
  onAnswer,
}: {
  step: PlayedStep;
  names: Record<string, string>;
  /** A sentence for every refusal. */
  reasons: Record<string, string>;
  /** To what shows at this step. */
  answer: Choice | undefined;
  onAnswer: (answer: Choice | undefined) => void;
}) {
  const nameOf = (id: string) => names[id] ?? id;
  const { winner, refusals } = decision;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          What may show
        </Text>
        {winner && (
          <InlineStack gap="200" blockAlign="center">
            <Badge tone="success">Shows</Badge>
            <Text as="span" fontWeight="semibold">
              {nameOf(winner.id)}
            </Text>
          </InlineStack>
        )}
        {winner && (
          <Select
            label="Her answer"
            helpText="It changes what may show in the steps that follow."
            options={ANSWERS}
            value={answer ?? ""}
            onChange={(value) =>
              onAnswer(
                ANSWERS.find((one) => one.value === value)?.value || undefined,
              )
            }
          />
        )}
        {!winner && refusals.length === 0 && (
          <Text as="p" tone="subdued">
            No campaign is running.{" "}
            <Link url="/app/campaigns">See your campaigns</Link>
          </Text>
        )}
        {refusals.length > 0 && (
          <List>
            {refusals.map(({ campaignId, reason }) => (
              <List.Item key={campaignId}>
                <Text as="span" fontWeight="medium">
                  {nameOf(campaignId)}
                </Text>
                {": "}
                {reasons[reason] ?? reason}
              </List.Item>
            ))}
          </List>
        )}
      </BlockStack>
    </Card>
  );
}
