import AxeBuilder from "@axe-core/playwright";
import { expect, type FrameLocator, type Page } from "@playwright/test";

const WCAG_22_AA = [
  "wcag2a",
  "wcag2aa",
  "wcag21a",
  "wcag21aa",
  "wcag22a",
  "wcag22aa",
];

/** The app's page inside the admin. */
export const APP = ['iframe[name="app-iframe"]', "body"];

/** What we know of and cannot mend: each with its reason. Empty is the goal. */
const KNOWN: { rule: string; target: RegExp; why: string }[] = [
  {
    rule: "aria-conditional-attr",
    target: /^iframe #\\:R\w+\\:$/,
    why: "Polaris says aria-checked=mixed of the box that selects a table’s rows, and gives no way not to",
  },
];

/** No violation of WCAG 2.2 AA in what `within` holds, a CSS path through frames. */
export async function expectAccessible(
  page: Page,
  within: string[],
  what: string,
): Promise<void> {
  const { violations, passes } = await new AxeBuilder({ page })
    .include(within)
    .withTags(WCAG_22_AA)
    .analyze();
  // A path that matches nothing would find nothing.
  expect(passes.length, what).toBeGreaterThan(5);
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes
      .map((node) => ({ target: node.target.flat().join(" "), node }))
      .filter(
        ({ target }) =>
          !KNOWN.some(
            (known) => known.rule === id && known.target.test(target),
          ),
      )
      .map(
        ({ target, node }) =>
          `${id} (${help}): ${target}\n    ${node.failureSummary?.replaceAll("\n", " ")}`,
      ),
  );
  expect(found, what).toEqual([]);
}

/** How many pixels a page of the app is wider than its window: on a phone nobody should have to push it sideways. */
export const overflowOf = (app: FrameLocator): Promise<number> =>
  app
    .locator("html")
    .evaluate((html) => Math.max(0, html.scrollWidth - html.clientWidth));
