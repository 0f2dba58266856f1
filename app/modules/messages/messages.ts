export { pickFormats, pickLocale, textDirection, translator } from "./texts.ts";
export type { Translate } from "./texts.ts";

/** queued -> handing-over -> sent; or back to queued, parked (a person must look) or dropped (must not be sent any more). */
export const MESSAGE_STATES = [
  "queued",
  "handing-over",
  "sent",
  "parked",
  "dropped",
] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

export function isMessageState(text: string | null): text is MessageState {
  return MESSAGE_STATES.some((state) => state === text);
}
