import {
  BlockStack,
  Box,
  Button,
  ButtonGroup,
  Card,
  Collapsible,
  InlineStack,
  Layout,
  Text,
} from "@shopify/polaris";
import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import type { Signal } from "#app/shared/signals.ts";
import type { StorefrontConfig } from "#app/shared/storefront-config.ts";
import { answerKey, type Answers, playVisit } from "./play-visit.ts";
import { ScoreChart, ScoreTable } from "./score-chart.tsx";
import { DecisionCard, MindCard } from "./step-cards.tsx";
import { SupposeCard } from "./suppose-card.tsx";
import { NOTHING_SUPPOSED } from "./supposed.ts";
import { clockOf, describeSignal, SEGMENT_NAMES } from "./words.ts";

/** What the player needs beside the signals; the same for recorded and made-up visits. */
export interface PlayerShop {
  config: StorefrontConfig;
  /** Campaign id -> its name. */
  names: Record<string, string>;
  /** Refusal -> its sentence. */
  reasons: Record<string, string>;
  currency: string;
}

/**
 * A visit step by step: what she did, how the scores moved, and what may have shown. Everything is worked out here, by the functions
 * that run on the storefront.
 */
export function VisitPlayer({
  shop,
  signals,
  returning,
  startedAt,
  bucketId,
  aside,
}: {
  shop: PlayerShop;
  signals: Signal[];
  returning: boolean;
  startedAt: number;
  bucketId?: string;
  /** Cards above the decision, in the narrow column. */
  aside?: ReactNode;
}) {
  const [supposed, setSupposed] = useState(NOTHING_SUPPOSED);
  const [answers, setAnswers] = useState<Answers>({});
  const [wanted, setWanted] = useState(0);
  const steps = useMemo(
    () =>
      playVisit({
        signals,
        returning,
        config: shop.config,
        startedAt,
        supposed,
        answers,
        bucketId,
      }),
    [signals, returning, shop.config, startedAt, supposed, answers, bucketId],
  );
  const current = Math.min(wanted, Math.max(0, steps.length - 1));
  const step = steps[current];
  const winner = step?.decision.winner;
  const key = winner && answerKey(current, winner.id);
  return (
    <Layout>
      <Layout.Section>
        <BlockStack gap="400">
          {step ? (
            <>
              <TimelineCard
                steps={steps}
                current={current}
                shop={shop}
                onChange={setWanted}
              />
              <ChartCard steps={steps} current={current} />
            </>
          ) : (
            <Card>
              <Text as="p" tone="subdued">
                There are no signals in this visit, so there is nothing to play.
              </Text>
            </Card>
          )}
        </BlockStack>
      </Layout.Section>
      <Layout.Section variant="oneThird">
        <BlockStack gap="400">
          {aside}
          {step && (
            <>
              <MindCard step={step} />
              <DecisionCard
                step={step}
                names={shop.names}
                reasons={shop.reasons}
                answer={key ? answers[key] : undefined}
                onAnswer={(answer) => {
                  const { [key ?? ""]: _, ...others } = answers;
                  setAnswers(
                    key && answer ? { ...others, [key]: answer } : others,
                  );
                }}
              />
            </>
          )}
          <SupposeCard
            config={shop.config}
            supposed={supposed}
            onChange={setSupposed}
          />
        </BlockStack>
      </Layout.Section>
    </Layout>
  );
}

function TimelineCard({
  steps,
  current,
  shop: { currency, names },
  onChange,
}: {
  steps: ReturnType<typeof playVisit>;
  current: number;
  shop: PlayerShop;
  onChange: (step: number) => void;
}) {
  const list = useRef<HTMLOListElement>(null);
  // Only within the list: the page itself must not jump while somebody steps through.
  useEffect(() => {
    const item = list.current?.children[current];
    if (!(item instanceof HTMLElement) || !list.current) return;
    const { offsetTop, offsetHeight } = item;
    const { scrollTop, clientHeight } = list.current;
    if (offsetTop < scrollTop) list.current.scrollTop = offsetTop;
    else if (offsetTop + offsetHeight > scrollTop + clientHeight)
      list.current.scrollTop = offsetTop + offsetHeight - clientHeight;
  }, [current]);
  const step = steps[current]!;
  const { winner } = step.decision;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            What she does
          </Text>
          <ButtonGroup variant="segmented">
            <Button
              disabled={current === 0}
              onClick={() => onChange(current - 1)}
              accessibilityLabel="Step back"
            >
              Back
            </Button>
            <Button
              disabled={current === steps.length - 1}
              onClick={() => onChange(current + 1)}
              accessibilityLabel="Step forward"
            >
              Next
            </Button>
          </ButtonGroup>
        </InlineStack>
        <div aria-live="polite">
          <Text as="p">
            Step {current + 1} of {steps.length}, {clockOf(step.signal.at)}:{" "}
            {describeSignal(step.signal, currency)}
          </Text>
          <Text as="p" tone="subdued">
            {SEGMENT_NAMES[step.thought.segment]}.{" "}
            {winner
              ? `${names[winner.id] ?? winner.id} shows.`
              : "No campaign shows."}
          </Text>
        </div>
        <ol className="timeline" ref={list}>
          {steps.map(({ signal, thought, decision }, i) => (
            <li key={i}>
              <button
                type="button"
                className="timeline__step"
                aria-current={i === current ? "step" : undefined}
                onClick={() => onChange(i)}
              >
                <span className="timeline__time">{clockOf(signal.at)}</span>
                <span>
                  {describeSignal(signal, currency)}
                  {thought.drop && (
                    <span className="timeline__mark"> Intent falls</span>
                  )}
                  {decision.winner && (
                    <span className="timeline__mark timeline__mark--shows">
                      {" "}
                      A campaign shows
                    </span>
                  )}
                </span>
              </button>
            </li>
          ))}
        </ol>
      </BlockStack>
    </Card>
  );
}

function ChartCard({
  steps,
  current,
}: {
  steps: ReturnType<typeof playVisit>;
  current: number;
}) {
  const [open, setOpen] = useState(false);
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="050">
          <Text as="h2" variant="headingMd">
            Scores over the visit
          </Text>
          <Text as="p" tone="subdued">
            Percentiles: 80 means higher than in 80 of 100 visits.
          </Text>
        </BlockStack>
        <ScoreChart steps={steps} current={current} />
        <Box>
          <Button
            variant="plain"
            ariaExpanded={open}
            ariaControls="score-table"
            onClick={() => setOpen(!open)}
          >
            {open ? "Hide the table" : "Show as a table"}
          </Button>
        </Box>
        <Collapsible id="score-table" open={open}>
          <ScoreTable steps={steps} />
        </Collapsible>
      </BlockStack>
    </Card>
  );
}
