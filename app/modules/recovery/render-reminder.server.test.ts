import { expect, test } from "vitest";
import { MAX_HTML_BYTES, renderReminder } from "./render-reminder.server.tsx";

const line = {
  productId: "1",
  variantId: "11",
  title: `Lamp <img src=x onerror=alert(1)> ${"long name ".repeat(20)}`,
  variantTitle: "Oak & brass",
  quantity: 2,
  lineMinor: 9000n,
  fullMinor: 10000n,
};

test.each(["en", "ar", "ja"])(
  "the largest mail in %s stays under the size at which mailboxes cut, with its way out",
  async (locale) => {
    const { html } = await renderReminder({
      now: new Date("2026-11-21T10:00:00Z"),
      locale,
      shop: {
        name: `Tom & Jerry's "Shop"`,
        url: "https://lumen.example",
        timeZone: "Europe/Berlin",
        address: ["12 Harbour Lane"],
      },
      currency: "EUR",
      lines: Array.from({ length: 60 }, () => line),
      variants: new Map([
        [
          "11",
          {
            pictureUrl: `https://cdn.example/${"x".repeat(300)}.jpg`,
            available: false,
          },
        ],
      ]),
      codes: ["THINK-1"],
      discountMinor: 0n,
      codeEnds: new Map(),
      basis: "subscribed-at-checkout",
      restoreUrl: "https://app.example/r",
      unsubscribeUrl: "https://app.example/u",
      canReply: true,
    });
    expect(Buffer.byteLength(html)).toBeLessThan(MAX_HTML_BYTES);
    expect(html).toContain('href="https://app.example/u"');
    expect(html).not.toContain("<img src=x");
    expect(html).toContain("Oak &amp; brass");
    expect(html).toMatch(new RegExp(`<html[^>]*lang="${locale}"`));
    expect(html.includes('dir="rtl"')).toBe(locale === "ar");
  },
);
