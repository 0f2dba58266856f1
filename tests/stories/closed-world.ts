import type { BrowserContext } from "@playwright/test";

/** Nothing may go wrong unseen: what a person with open developer tools would see in red fails the story. */
export interface ClosedWorld {
  watch(context: BrowserContext): void;
  /** Faults that belong to the story, from now on. */
  expect(...patterns: RegExp[]): void;
  faults(): string[];
}

export function closedWorld(): ClosedWorld {
  const faults: string[] = [];
  const expected: RegExp[] = [];
  const note = (fault: string) => {
    if (!expected.some((pattern) => pattern.test(fault))) faults.push(fault);
  };
  return {
    expect: (...patterns) => void expected.push(...patterns),
    faults: () => faults,
    watch(context) {
      context.on("console", (message) => {
        if (message.type() === "error")
          note(
            `${message.page()?.url()}: ${message.text().split("\n", 2).join("\n")} (${message.location().url})`,
          );
      });
      context.on("weberror", (error) =>
        // A fault of React's drawing names every component above it; the first lines say what it was.
        note(
          `${error.page()?.url()} ${error.page()?.viewportSize()?.width}: ${error.error().stack?.split("\n", 4).join("\n")}`,
        ),
      );
      context.on("response", (response) => {
        if (response.status() >= 400)
          note(`${response.status()} ${response.url()}`);
      });
      context.on("requestfailed", (request) => {
        const { errorText = "" } = request.failure() ?? {};
        // A page that is left cancels what it still asked for.
        if (errorText !== "net::ERR_ABORTED")
          note(`request: ${request.url()} ${errorText}`);
      });
    },
  };
}
