import {
  BlockStack,
  Button,
  Card,
  Checkbox,
  InlineStack,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";
import type { Signal } from "#app/shared/signals.ts";
import {
  CHOICES,
  makeSignal,
  NEW_SIGNAL,
  type SignalDraft,
} from "./signal-draft.ts";
import { MADE_UP_VISITS, type MadeUpVisit } from "./made-up-visits.ts";
import { describeSignal } from "./words.ts";

const PRESETS = MADE_UP_VISITS.map(({ id, name }) => ({
  label: name,
  value: id,
}));

/** Makes up a visit: one to begin with, and signals added by hand. */
export function SignalBuilder({
  visit,
  currency,
  minorUnits,
  onChange,
}: {
  visit: MadeUpVisit;
  currency: string;
  /** In one unit of the currency. */
  minorUnits: number;
  onChange: (visit: MadeUpVisit) => void;
}) {
  const [draft, setDraft] = useState(NEW_SIGNAL);
  const result = makeSignal(draft, visit.signals.at(-1)?.at ?? 0, minorUnits);
  const { signals } = visit;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          The visit
        </Text>
        <Select
          label="Begin with"
          options={PRESETS}
          value={visit.id}
          onChange={(id) => {
            const preset = MADE_UP_VISITS.find((one) => one.id === id);
            if (preset) onChange(preset);
          }}
        />
        <Checkbox
          label="She has been here before"
          checked={visit.returning}
          onChange={(returning) => onChange({ ...visit, returning })}
        />
        <SignalFields
          draft={draft}
          onChange={setDraft}
          fault={faultOf(result)}
        />
        <InlineStack gap="200">
          <Button
            disabled={"fault" in result}
            onClick={() =>
              "signal" in result &&
              onChange({ ...visit, signals: [...signals, result.signal] })
            }
          >
            Add signal
          </Button>
          <Button
            disabled={signals.length === 0}
            onClick={() =>
              onChange({ ...visit, signals: signals.slice(0, -1) })
            }
          >
            Remove the last
          </Button>
          <Button
            disabled={signals.length === 0}
            onClick={() => onChange({ ...visit, signals: [] })}
          >
            Remove all
          </Button>
        </InlineStack>
        <Text as="p" tone="subdued">
          {summaryOf(signals, currency)}
        </Text>
      </BlockStack>
    </Card>
  );
}

const faultOf = (result: ReturnType<typeof makeSignal>) =>
  "fault" in result ? result.fault : undefined;

function summaryOf(signals: Signal[], currency: string): string {
  const last = signals.at(-1);
  if (!last) return "No signal yet. Most visits begin with a page.";
  const count = signals.length === 1 ? "1 signal" : `${signals.length} signals`;
  return `${count}. The last: ${describeSignal(last, currency)}.`;
}

/** Only the fields that a signal of the chosen kind has. */
function SignalFields({
  draft,
  onChange,
  fault,
}: {
  draft: SignalDraft;
  onChange: (draft: SignalDraft) => void;
  fault: { field: keyof SignalDraft; message: string } | undefined;
}) {
  const set = (change: Partial<SignalDraft>) =>
    onChange({ ...draft, ...change });
  const choice = CHOICES.find(({ value }) => value === draft.what);
  const text = (
    field: "after" | "productId" | "price" | "count" | "total",
  ) => ({
    value: draft[field],
    onChange: (value: string) => set({ [field]: value }),
    error: fault?.field === field ? fault.message : undefined,
    autoComplete: "off",
  });
  return (
    <BlockStack gap="300">
      <Select
        label="Signal"
        options={CHOICES.map(({ label, value }) => ({ label, value }))}
        value={draft.what}
        onChange={(what) => set({ what })}
      />
      <div className="field-row">
        <TextField
          label="Seconds after the last"
          inputMode="decimal"
          {...text("after")}
        />
        {choice?.fields.includes("productId") && (
          <TextField
            label="Product’s number"
            inputMode="numeric"
            {...text("productId")}
          />
        )}
        {choice?.fields.includes("price") && (
          <TextField label="Price" inputMode="decimal" {...text("price")} />
        )}
        {choice?.fields.includes("count") && (
          <TextField
            label="Pieces in the basket"
            inputMode="numeric"
            {...text("count")}
          />
        )}
        {choice?.fields.includes("total") && (
          <TextField
            label="Basket’s total"
            inputMode="decimal"
            {...text("total")}
          />
        )}
      </div>
    </BlockStack>
  );
}
