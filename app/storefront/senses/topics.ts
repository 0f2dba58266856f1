/**
 * What a control leads to, read from what themes write on it: its words, in the page's language, and its address, id and data,
 * which themes write in English whatever the language. Data, so that a theme's habit is one more line.
 */
import type { Topic } from "../../shared/signals.ts";

/** Of addresses, ids, classes and data attributes. */
const MARKS: [Topic, RegExp][] = [
  [
    "size",
    /siz(e|ing)[-_ ]?(guide|chart|table|help|finder)|sizing|fit[-_ ]?(guide|finder)/,
  ],
  ["returns", /refund|returns?[-_ ]?(policy|info)|[#/_-]returns?\b/],
  ["delivery", /shipping|delivery/],
  ["warranty", /warrant|guarantee/],
  ["reviews", /#.*review|review[-_]?(tab|list|link)|[#/]reviews?\b/],
];
const COUPON = /coupon|discount|promo|voucher/;

const CONTROL =
  'a,button,summary,label,[role="button"],[role="tab"],[data-modal],[aria-controls]';
/** A control that says more than this is no control but a part of the page. */
const MOST_WORDS = 80;

export interface Topics {
  /** The information that this element opens, if any. */
  topicOf: (target: Element) => Topic | undefined;
  isCouponField: (target: Element) => boolean;
  isSized: (options: string[]) => boolean;
}

/** @param words of the page: lists of phrases, separated by commas */
export function makeTopics(words: Record<string, string>): Topics {
  const phrases = (name: string) =>
    (words[name] ?? "")
      .split(",")
      .map((phrase) => phrase.trim().toLowerCase())
      .filter(Boolean);
  const said = MARKS.map(([topic]) => [topic, phrases(topic)] as const);
  const coupon = phrases("coupon");
  const sizes = phrases("sizes");
  const holds = (text: string, list: string[]) =>
    list.some((phrase) => text.includes(phrase));
  return {
    topicOf(target) {
      const control = target.closest(CONTROL);
      if (!control) return undefined;
      const text = (control.textContent ?? "").trim().toLowerCase();
      if (text.length <= MOST_WORDS)
        for (const [topic, list] of said) if (holds(text, list)) return topic;
      const marks = marksOf(control);
      return MARKS.find(([, mark]) => mark.test(marks))?.[0];
    },
    isCouponField(target) {
      if (!target.matches("input:not([type=hidden])")) return false;
      const { placeholder, labels } = target as HTMLInputElement;
      const label = labels?.[0]?.textContent ?? "";
      const text =
        `${placeholder} ${label} ${target.getAttribute("aria-label")}`.toLowerCase();
      return COUPON.test(marksOf(target)) || holds(text, coupon);
    },
    isSized: (options) =>
      options.some((name) => holds(name.toLowerCase(), sizes)),
  };
}

function marksOf(element: Element): string {
  return [...element.attributes]
    .filter(({ name }) =>
      /^(href|id|name|class|rel|aria-controls|data-.*)$/.test(name),
    )
    .map(({ name, value }) => `${name}=${value.slice(0, 120)}`)
    .join(" ")
    .toLowerCase();
}
