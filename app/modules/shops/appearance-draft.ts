/** Look and budget as they stand in the form: what is left empty is the theme's. */
import type { Look } from "#app/shared/storefront-config.ts";
import type { Appearance } from "./appearance.ts";

export const LOOK_COLOURS = ["paper", "ink", "button", "buttonInk"] as const;
export type LookColour = (typeof LOOK_COLOURS)[number];

export type AppearanceDraft = Record<LookColour, string> & {
  position: Look["position"];
  radius: string;
  perVisit: string;
  gapSeconds: string;
};

export function appearanceDraftOf({
  interruptions,
  look,
}: Appearance): AppearanceDraft {
  const { position, paper, ink, button, buttonInk, radius } = look;
  return {
    position,
    paper: paper ?? "",
    ink: ink ?? "",
    button: button ?? "",
    buttonInk: buttonInk ?? "",
    radius: radius === undefined ? "" : String(radius),
    perVisit: String(interruptions.perVisit),
    gapSeconds: String(interruptions.gapSeconds),
  };
}

/** What is sent to the server, which alone says what is allowed. */
export function appearanceInputOf(draft: AppearanceDraft) {
  const number = (text: string) => (text.trim() ? Number(text) : null);
  const { position, paper, ink, button, buttonInk } = draft;
  return {
    interruptions: {
      perVisit: number(draft.perVisit),
      gapSeconds: number(draft.gapSeconds),
    },
    look: {
      position,
      paper,
      ink,
      button,
      buttonInk,
      radius: number(draft.radius),
    },
  };
}

/** For the preview: colours that are whole, a corner that is a number. */
export function lookOf(draft: AppearanceDraft): Look {
  const whole = LOOK_COLOURS.map((name) => [name, draft[name].trim()] as const);
  const colours = whole.filter(([, colour]) => /^#[0-9a-f]{6}$/i.test(colour));
  const radius = Number(draft.radius);
  return {
    position: draft.position,
    ...(Object.fromEntries(colours) as Partial<Record<LookColour, string>>),
    ...(draft.radius.trim() && radius >= 0 && { radius }),
  };
}
