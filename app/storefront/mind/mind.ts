/** What thinks, loaded after the shopper's first act: signals become intent, intent moments, and the arbiter decides. */
import type { NoticedMoment, Thought } from "../../shared/mind.ts";
import { startVisit } from "../../shared/visit-state.ts";
import type * as Arbiter from "../arbiter/arbiter.ts";
import type { MindContext } from "../mind-context.ts";
import type * as Senses from "../senses/senses.ts";
import { recall, retain, type Recalled } from "./recall.ts";
import { makeTelling } from "./telling.ts";
import { startThinking } from "./thinking.ts";

const TICK_MS = 5000;
/** Told with every signal while they last: a campaign that had to wait gets its turn without one. */
const LASTING: NoticedMoment["kind"][] = [
  "page-load",
  "time-on-page",
  "return-visit",
  "intent-fell",
  "after-purchase",
];

/** The other two parts are chunks of their own, loaded beside this one: each stays small enough to arrive in one go. */
export interface MindParts {
  arbiter: typeof Arbiter;
  senses: typeof Senses;
}

/** Returns what `SecondThought.why()` tells of it. */
export function startMind(
  context: MindContext,
  { arbiter, senses }: MindParts,
): () => object {
  const { guard, later, known, stores } = context;
  const config = arbiter.readConfig(context.page.config);
  const page = { ...context.page, config };
  const visits = known.who?.shopper?.visits ?? 0;
  const now = () => performance.now();
  const recalled: Recalled = (known.who && recall(stores.session)) ?? {
    v: 1,
    began: Date.now() - now(),
    state: startVisit(visits ? visits > 1 : undefined),
    shown: [],
    arrival: {
      referrer: document.referrer,
      search: location.search,
      host: location.hostname,
    },
  };
  // The device's clock may jump between pages; the visit's own never runs backwards.
  const openedAt = Math.max(
    recalled.state.at,
    Date.now() - now() - recalled.began,
  );
  const touch = matchMedia("(hover: none)").matches;
  const telling = makeTelling(known, config.intent.id);
  const save = guard(() => {
    if (known.who) retain(stores.session, recalled);
  });

  /** The last one, for who asks later. */
  let drop: Thought["drop"];
  const deciding = arbiter.startDeciding({
    ...context,
    page,
    recalled,
    telling,
    touch,
    save,
    callCart: (...call) => perception.callCart(...call),
    onCart: (answer) => perception.readCart(answer),
  });
  const thinking = startThinking({
    model: config.intent,
    recalled,
    openedAt,
    later: (step) => later(guard(step)),
    onThought(thought, signal) {
      drop = thought.drop ?? drop;
      telling.signal(signal);
      telling.thought(thought);
      deciding.judge(thought, thought.moments);
      if (signal.kind === "hidden" || signal.kind === "checkout") save();
    },
  });
  const perception = senses.startSenses({
    ...context,
    recalled,
    touch,
    tell: thinking.tell,
    onCart: (cart) => deciding.setCart(cart),
  });
  addEventListener(
    "pagehide",
    guard(() => {
      thinking.drain();
      save();
    }),
  );
  setInterval(
    guard(() => {
      perception.tick();
      const thought = thinking.last();
      if (thought && !document.hidden) judgeLasting(thought);
    }),
    TICK_MS,
  );

  function judgeLasting(thought: Thought) {
    const passed = (openedAt + now() - thought.state.at) / 1000;
    deciding.judge(
      { ...thought, pageSeconds: thought.pageSeconds + Math.max(0, passed) },
      thought.moments.filter(({ kind }) => LASTING.includes(kind)),
    );
  }

  return () => {
    const thought = thinking.last();
    return {
      signals: thinking.signals,
      ...thought,
      drop,
      last: deciding.last(),
    };
  };
}
