import type { Control } from "#dev/demo/control.ts";
import type { Experiment } from "#dev/demo/tour/arms.ts";
import type { Shop } from "#dev/demo/tour/merchant-steps.ts";
import type { People, Person } from "#dev/demo/tour/people.ts";
import type { TourReport } from "#dev/demo/tour/report.ts";

/** What every act of the tour is played with. */
export interface Story {
  report: TourReport;
  people: People;
  control: Control;
  shop: Shop;
  merchant: Person;
  /** Of the campaigns that are on. */
  experiments: Experiment[];
}
