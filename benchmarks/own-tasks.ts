/** Finds in a Chromium trace what our scripts alone made the page's thread do. */

interface TraceEvent {
  name: string;
  ph: string;
  /** Microseconds. */
  ts: number;
  dur?: number;
  pid: number;
  tid: number;
  args?: unknown;
}

const OURS = /\/(loader|mind|arbiter|senses|dialog|offer|explain)\.js/;
const WORK =
  /^(FunctionCall|EvaluateScript|v8\.(compile|compileModule|evaluateModule)|RunMicrotasks)$/;

/** The longest stretch of one task that was spent in our code, in milliseconds. */
export function longestOwnTask(trace: Buffer): number {
  const { traceEvents } = JSON.parse(trace.toString()) as {
    traceEvents: TraceEvent[];
  };
  const done = traceEvents.filter(({ ph, dur }) => ph === "X" && dur);
  const own = done
    .filter(
      ({ name, args }) =>
        WORK.test(name) && OURS.test(JSON.stringify(args ?? {})),
    )
    .sort((a, b) => a.ts - b.ts);
  const tasks = done.filter(({ name }) => /RunTask$/.test(name));
  let longest = 0;
  for (const task of tasks) {
    let spent = 0;
    let until = 0;
    for (const { ts, dur = 0, pid, tid } of own) {
      const isInside =
        pid === task.pid &&
        tid === task.tid &&
        ts >= task.ts &&
        ts + dur <= task.ts + task.dur!;
      // What runs inside another of ours is counted with it.
      if (!isInside || ts < until) continue;
      until = ts + dur;
      spent += dur;
    }
    longest = Math.max(longest, spent);
  }
  return longest / 1000;
}
