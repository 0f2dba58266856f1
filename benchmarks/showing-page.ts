/** What runs inside the measured page: each function is handed over as text and may use nothing from outside. */

/** Milliseconds from the pointer's leaving to the frame after the one in which the offer was painted. */
export async function timeOpening(host: string): Promise<number> {
  const move = (type: string, clientY: number) =>
    document.documentElement.dispatchEvent(
      new MouseEvent(type, { bubbles: true, clientX: 200, clientY }),
    );
  for (const y of [320, 200, 90, 4]) {
    move("mousemove", y);
    await new Promise((done) => setTimeout(done, 16));
  }
  const from = performance.now();
  const painted = new Promise<number>((resolve) => {
    const look = () => {
      const { shadowRoot } = document.querySelector(host) ?? {};
      if (!shadowRoot?.querySelector("dialog[open]")) return;
      watching.disconnect();
      // The frame that paints it, and the task after that frame.
      requestAnimationFrame(() =>
        setTimeout(() => resolve(performance.now() - from)),
      );
    };
    const watching = new MutationObserver(look);
    watching.observe(document.body, { childList: true, subtree: true });
  });
  move("mouseout", -1);
  return painted;
}

/** How long the slowest of her clicks kept her waiting for the next paint, by the browser's own Event Timing. */
export const clickTime = {
  watch() {
    const kept = window as unknown as { slowestClick: number };
    kept.slowestClick = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries())
        kept.slowestClick = Math.max(kept.slowestClick, duration);
    }).observe({
      type: "event",
      durationThreshold: 16,
    } as PerformanceObserverInit);
  },
  async read(this: void): Promise<number> {
    // Entries come after the paint that they measure.
    await new Promise((done) => setTimeout(done, 300));
    return (window as unknown as { slowestClick: number }).slowestClick;
  },
};
