import { expect, test } from "vitest";
import {
  drawInvalidLinkPage,
  drawUnsubscribePage,
  localeOfHeader,
} from "./unsubscribe-page.ts";

const view = {
  locale: "de-DE",
  shopName: `Tom & Jerry's <script>alert(1)</script>`,
  shopUrl: `https://shop.example/"onmouseover="x`,
  stopped: "nothing" as const,
};

test("asks in the shopper's language, with a form that needs no script", () => {
  const html = drawUnsubscribePage(view);
  expect(html).toContain('<html lang="de" dir="ltr">');
  expect(html).toContain('<form method="post">');
  expect(html).toContain("Möchten Sie diese E-Mails abbestellen?");
  expect(html).toContain('<meta name="robots" content="noindex, nofollow">');
  expect(html).not.toMatch(/<script/);
});

test("a shop's name and address are text", () => {
  for (const stopped of ["nothing", "reminders", "everything"] as const) {
    const html = drawUnsubscribePage({ ...view, stopped });
    expect(html).not.toContain("<script>");
    expect(html).not.toContain('"onmouseover');
  }
});

test("what was stopped is said, and what can still be stopped is offered", () => {
  const reminders = drawUnsubscribePage({ ...view, stopped: "reminders" });
  expect(reminders).toContain("keine Warenkorb-Erinnerungen mehr");
  expect(reminders).toContain('name="everything" value="yes"');
  expect(drawUnsubscribePage({ ...view, stopped: "everything" })).not.toContain(
    "<form",
  );
});

test("a page for a broken link speaks the browser's language", () => {
  expect(
    [
      "de-AT,de;q=0.9,en;q=0.8",
      "zh-CN,fr;q=0.5",
      "en-GB,de;q=0.9",
      "",
      null,
    ].map(localeOfHeader),
  ).toEqual(["de", "fr", "en", "en", "en"]);
  expect(drawInvalidLinkPage("ar")).toContain('dir="rtl"');
});
