import { styleText } from "node:util";

type Style = Parameters<typeof styleText>[0];

/** Coloured where somebody is looking, plain in a file or under NO_COLOR. */
export const paint = (style: Style, text: string) =>
  styleText(style, text, { stream: process.stdout });

export function say(text = ""): void {
  process.stdout.write(`${text}\n`);
}

export const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

const interactive = () => process.stdout.isTTY === true && !process.env.CI;

/** One line that is rewritten while something is under way; nothing at all where nobody looks. */
export function showProgress(text: string): void {
  if (interactive())
    process.stdout.write(
      `\r\x1b[2K  ${paint("dim", text.slice(0, (process.stdout.columns || 80) - 4))}`,
    );
}

export function clearProgress(): void {
  if (interactive()) process.stdout.write("\r\x1b[2K");
}

/**
 * Does `work` and says so in one line with its time. `work` may report how far it is, and answers a remark
 * (or nothing) for the line.
 */
export async function step<T>(
  title: string,
  work: (report: (text: string) => void) => Promise<T>,
  remark: (result: T) => string = () => "",
): Promise<T> {
  const from = performance.now();
  let detail = "";
  const draw = () =>
    showProgress(`… ${title} ${detail} ${seconds(performance.now() - from)}`);
  const timer = setInterval(draw, 250);
  try {
    const result = await work((text) => (detail = text));
    finish(
      paint("green", "✓"),
      title,
      remark(result),
      performance.now() - from,
    );
    return result;
  } catch (error) {
    finish(paint("red", "✗"), title, "", performance.now() - from);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

function finish(mark: string, title: string, remark: string, ms: number): void {
  clearProgress();
  const text = remark ? `${title} ${paint("dim", remark)}` : title;
  say(`  ${mark} ${text}  ${paint("dim", seconds(ms))}`);
}
