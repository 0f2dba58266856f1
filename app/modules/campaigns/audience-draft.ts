/** Conditions as they stand in the editor: every kind's fields side by side, so that changing the kind loses nothing typed. */
import {
  type Condition,
  FLAG_FACTS,
  type FlagFact,
  RANGE_FACTS,
  type RangeFact,
  SET_FACTS,
  type SetFact,
} from "#app/shared/audience.ts";
import { ID_FACTS } from "./audience-schema.ts";
import {
  decimal,
  minor,
  number,
  optional,
  percentText,
  share,
} from "./draft-numbers.ts";

export type ConditionFact = Condition["on"];

export interface ConditionDraft {
  on: ConditionFact;
  /** Texts, or ids of products and collections. */
  values: string[];
  from: string;
  to: string;
  is: boolean;
  days: number[];
  /** "HH:mm" on the shop's clock. */
  begins: string;
  ends: string;
  share: string;
}

export interface GroupDraft {
  match: "all" | "any" | "none";
  conditions: ConditionDraft[];
}

const EMPTY: Omit<ConditionDraft, "on"> = {
  values: [],
  from: "",
  to: "",
  is: true,
  days: [1, 2, 3, 4, 5, 6, 7],
  begins: "09:00",
  ends: "17:00",
  share: "50",
};

/** Amounts; the other ranges are plain numbers. */
const MONEY_FACTS: ConditionFact[] = ["price", "cart-value"];

export const isSetFact = (on: ConditionFact): on is SetFact =>
  (SET_FACTS as readonly string[]).includes(on);
export const isRangeFact = (on: ConditionFact): on is RangeFact =>
  (RANGE_FACTS as readonly string[]).includes(on);
export const isFlagFact = (on: ConditionFact): on is FlagFact =>
  (FLAG_FACTS as readonly string[]).includes(on);
export const isMoneyFact = (on: ConditionFact) => MONEY_FACTS.includes(on);

export function emptyCondition(on: ConditionFact): ConditionDraft {
  return { on, ...EMPTY };
}

/** Another kind of fact: what stood in the fields fits only when both are of one kind. */
export function withFact(
  condition: ConditionDraft,
  on: ConditionFact,
): ConditionDraft {
  const picked = (fact: ConditionFact) => isSetFact(fact) && ID_FACTS[fact];
  const keeps = picked(on) === picked(condition.on);
  return { ...condition, on, values: keeps ? condition.values : [] };
}

export function groupsDraftOf(
  groups: { match: GroupDraft["match"]; conditions: Condition[] }[] | undefined,
  currency: string,
): GroupDraft[] {
  return (groups ?? []).map(({ match, conditions }) => ({
    match,
    conditions: conditions.map((one) => conditionDraftOf(one, currency)),
  }));
}

function conditionDraftOf(
  condition: Condition,
  currency: string,
): ConditionDraft {
  const draft = emptyCondition(condition.on);
  if (condition.on === "hours") {
    const { days, from, to } = condition;
    return { ...draft, days, begins: clock(from), ends: clock(to % 1440) };
  }
  if (condition.on === "traffic")
    return { ...draft, share: percentText(condition.share) };
  if ("any" in condition) return { ...draft, values: condition.any };
  if ("is" in condition) return { ...draft, is: condition.is };
  const write = (value: number | undefined) =>
    isMoneyFact(condition.on) ? decimal(value, currency) : String(value ?? "");
  return { ...draft, from: write(condition.from), to: write(condition.to) };
}

export function groupsInputOf(groups: GroupDraft[], currency: string) {
  return groups.map(({ match, conditions }) => ({
    match,
    conditions: conditions.map((one) => conditionInputOf(one, currency)),
  }));
}

function conditionInputOf(draft: ConditionDraft, currency: string) {
  const { on, values, is, days, begins, ends } = draft;
  if (on === "hours")
    // Midnight as an end is the end of the day.
    return { on, days, from: minutes(begins), to: minutes(ends) || 1440 };
  if (on === "traffic") return { on, share: share(draft.share) };
  if (isSetFact(on)) return { on, any: values };
  if (isFlagFact(on)) return { on, is };
  const read = (text: string) =>
    isMoneyFact(on) ? minor(text, currency) : number(text);
  return { on, from: optional(draft.from, read), to: optional(draft.to, read) };
}

function clock(minuteOfDay: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`;
}

function minutes(text: string): number | null {
  const [, hours, rest] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? [];
  return hours === undefined ? null : Number(hours) * 60 + Number(rest);
}
