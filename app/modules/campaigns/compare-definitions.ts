/** What one save changed of another, named as the editor names its parts. */
import type { CampaignDefinition } from "./campaigns.ts";

interface Version {
  name: string;
  definition: CampaignDefinition;
}

const PARTS = {
  Name: ({ name }) => name,
  Incentive: ({ definition }) => definition.treatment.incentive,
  "How it is shown": ({ definition }) =>
    definition.treatment.surface ?? "dialog",
  "Validity and combination": ({ definition: { treatment } }) => [
    treatment.validFor,
    treatment.stacks,
  ],
  Texts: ({ definition }) => definition.treatment.texts,
  Moment: ({ definition }) => definition.moment,
  Pages: ({ definition }) => definition.audience.pages,
  Segments: ({ definition }) => definition.audience.segments,
  "Smallest basket": ({ definition }) => definition.audience.minCartMinor,
  Conditions: ({ definition }) => definition.audience.groups,
  Limits: ({ definition }) => definition.limits,
  "Exclusive group": ({ definition }) => definition.excludes,
  Schedule: ({ definition }) => definition.schedule,
  "Hold-out": ({ definition }) => definition.experiment.holdout,
} satisfies Record<string, (version: Version) => unknown>;

export type ChangedPart = keyof typeof PARTS;

export function compareDefinitions(
  before: Version,
  after: Version,
): ChangedPart[] {
  return (Object.keys(PARTS) as ChangedPart[]).filter(
    (part) => plain(PARTS[part](before)) !== plain(PARTS[part](after)),
  );
}

/** The order of an object's keys says nothing (PostgreSQL's jsonb keeps none), and what is undefined is not there. */
function plain(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(
          Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : part,
  );
}
