import { parseArgs } from "node:util";

export interface DemoOptions {
  reset: boolean;
  tour: boolean;
  /** Where the tour puts its pictures and report.json. */
  out: string;
  /** A theme to mount instead of our own. */
  theme?: string | undefined;
  help: boolean;
}

export const HELP = `npm run demo                    start everything, with a lived-in month of data
npm run demo -- --reset         forget all data first
npm run demo -- --tour          play the whole story in a browser, then end
               [--out DIR]      where its pictures and report.json go (default: tour)
npm run demo -- --theme DIR     with any Online Store 2.0 theme; what it lacks here stands on the start page`;

/** Throws an Error for a person to read when an argument is unknown. */
export function parseOptions(argv: string[]): DemoOptions {
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        reset: { type: "boolean", default: false },
        tour: { type: "boolean", default: false },
        out: { type: "string", default: "tour" },
        theme: { type: "string" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    return values;
  } catch (error) {
    throw new Error(
      `${error instanceof Error ? error.message : String(error)}\n\n${HELP}`,
    );
  }
}
