/** One page of a visit, as far as it must be known before the shopper does anything: consent, ids, and that the page was seen. */
import { makeBeacon } from "./beacon.ts";
import type * as Explain from "./explain/explain.ts";
import { watchConsent, type Consent } from "./consent.ts";
import type { Guard } from "./guard.ts";
import { makeEar } from "./hear.ts";
import type { Later } from "./idle.ts";
import * as memory from "./memory.ts";
import type * as Mind from "./mind/mind.ts";
import type { Known } from "./mind-context.ts";
import type { Page } from "./page.ts";

/** Returns what answers `SecondThought.why()`. */
export function startVisit(
  page: Page,
  guard: Guard,
  later: Later,
): () => object {
  const { facts } = page;
  const known: Known = { consent: "waiting" };
  const stores: { session: memory.Store; local: memory.Store } = {
    session: undefined,
    local: undefined,
  };
  let ready = false;
  let acted = false;
  let started = false;
  let token: string | undefined;
  const explains = () => Boolean(facts.design ?? token);
  let why: (() => object) | undefined;
  /** Waits for consent to answer. */
  let begin: (() => void) | undefined;

  const ear = makeEar(guard, () => {
    acted = true;
    think();
  });
  // The first touch of a storage may wait for the disk; that, too, gets a moment of its own.
  later(() => {
    stores.session = guard(() => window.sessionStorage)();
    stores.local = guard(() => window.localStorage)();
    token = guard(readToken)(stores.session);
    // Whoever wants to see it explained need not do anything first.
    acted ||= explains();
    later(() => {
      // The theme editor is no visit: nothing of it is sent or kept.
      if (facts.design) known.consent = "no";
      else guard(watchConsent)(guard(onConsent));
      ready = true;
      think();
    });
  });

  function onConsent(answer: Consent) {
    if (answer === known.consent) return;
    known.consent = answer;
    if (answer === "yes") observe();
    else {
      known.who = known.beacon = undefined;
      memory.forgetIds(stores.session, stores.local);
    }
    const start = begin;
    begin = undefined;
    start?.();
  }

  /** Knows the visit and tells that a page was seen; where the browser keeps nothing, there is no visit to know. */
  function observe() {
    const { session, local } = stores;
    if (!session) return;
    const makeId = () => crypto.randomUUID();
    const who = memory.recognise({ session, local, now: Date.now(), makeId });
    known.who = who;
    memory.keep(who, session, local);
    const send = (body: string) =>
      navigator.sendBeacon(
        `${facts.proxy}/events`,
        new Blob([body], { type: "application/json" }),
      );
    const now = () => performance.now();
    known.beacon = makeBeacon({ page, who, makeId, now, send });
    known.beacon.add({ kind: "page-view" });
    // Waits for company or for the page's end: no request while she looks, and none that could fail before her eyes.
    const flush = guard(() => document.hidden && known.beacon?.flush());
    document.addEventListener("visibilitychange", flush);
    addEventListener(
      "pagehide",
      guard(() => known.beacon?.flush()),
    );
  }

  /** Nobody is thought about before there is a person: pages that are only opened cost no request. */
  function think() {
    if (!ready || !acted || started) return;
    started = true;
    later(
      guard(async () => {
        const { mind, arbiter, senses } = facts.chunks;
        const [chunk, ...parts] = (await Promise.all(
          [mind, arbiter, senses].map((address) => import(address)),
        )) as [
          typeof Mind,
          Mind.MindParts["arbiter"],
          Mind.MindParts["senses"],
        ];
        const context = { page, guard, later, ear, stores, known };
        const start = guard(() => {
          why = chunk.startMind(context, {
            arbiter: parts[0],
            senses: parts[1],
          });
          if (explains()) void guard(explain)();
        });
        // What earlier pages knew may be read only with consent: a mind that began without would begin anew, and write over it.
        if (known.consent === "waiting") begin = start;
        else later(start);
      }),
    );
  }

  async function explain() {
    const { startExplain } = (await import(
      facts.chunks.explain
    )) as typeof Explain;
    await startExplain({
      page,
      why: answer,
      token,
      forget: () => stores.session?.removeItem(EXPLAIN),
    });
  }

  const answer = () => ({ consent: known.consent, ...why?.() });
  return answer;
}

const EXPLAIN = "second-thought.explain";

/** The app's signed link opens the shop with a token, which stays for the session; whether it is genuine, the server says. */
function readToken(session: memory.Store): string | undefined {
  const given = new URLSearchParams(location.search).get("second_thought");
  if (given) session?.setItem(EXPLAIN, given);
  return given ?? session?.getItem(EXPLAIN) ?? undefined;
}
