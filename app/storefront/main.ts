/** The loader: reads the page's data and begins. What thinks and what is shown is fetched when it is needed. */
import { failures, guard } from "./guard.ts";
import { later } from "./idle.ts";
import { readPage } from "./page.ts";
import { startVisit } from "./visit.ts";

/** The one global name: `SecondThought.why()` answers "why did nothing show?". */
const global = window as { SecondThought?: { why: () => unknown } };

// The page's data stands in its body, so this waits for the end of the document; a deferred script comes after it.
const begin = guard(() => {
  const data = document.getElementById("second-thought-page")?.textContent;
  const page = data && !global.SecondThought && readPage(JSON.parse(data));
  if (!page) return;
  const why = startVisit(page, guard, later);
  global.SecondThought = { why: () => ({ ...why(), failures }) };
});

if (document.readyState === "loading")
  document.addEventListener("DOMContentLoaded", () => later(begin));
else later(begin);
