/** Thinks each signal through, in idle time, and keeps what the visit has come to. */
import { think, type Thought } from "../../shared/mind.ts";
import type { IntentModel } from "../../shared/intent-model.ts";
import type { Signal } from "../../shared/signals.ts";
import type { Later } from "../idle.ts";
import type { Tell } from "../senses/notice.ts";
import type { Recalled } from "./recall.ts";

/** What cannot wait until the browser has nothing better to do: she is going. */
const URGENT = new Set(["exit", "hidden", "checkout"]);
/** For `SecondThought.why()` and the explanation. */
const REMEMBERED = 60;

export interface Thinking {
  tell: Tell;
  /** The last thought; undefined before the first signal. */
  last: () => Thought | undefined;
  /** The latest signals, newest last. */
  signals: Signal[];
  /** Works off what waits. */
  drain: () => void;
}

export function startThinking(options: {
  model: IntentModel;
  recalled: Recalled;
  /** When the page was opened, in milliseconds of the visit. */
  openedAt: number;
  later: Later;
  onThought: (thought: Thought, signal: Signal) => void;
}): Thinking {
  const { model, recalled, openedAt, later, onThought } = options;
  const signals: Signal[] = [];
  const waiting: Signal[] = [];
  let thought: Thought | undefined;

  function drain() {
    for (const signal of waiting.splice(0)) {
      thought = think(recalled.state, signal, model);
      recalled.state = thought.state;
      onThought(thought, signal);
    }
  }

  return {
    tell(signal, at) {
      const full = { ...signal, at: Math.round(openedAt + at) } as Signal;
      signals.push(full);
      if (signals.length > REMEMBERED) signals.shift();
      if (!waiting[0]) later(drain);
      waiting.push(full);
      if (URGENT.has(full.kind)) drain();
    },
    last: () => thought,
    signals,
    drain,
  };
}
