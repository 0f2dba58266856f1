import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { dialogOf, leave, settle, test } from "./shop-page.ts";

async function show(page: Page) {
  await leave(page);
  const dialog = page.locator("second-thought-offer dialog");
  await settle(dialog);
  return dialog;
}

async function expectNoViolations(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .include("second-thought-offer")
    .analyze();
  expect(
    violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
  ).toEqual([]);
}

test("keyboard only: reads, moves, takes, and gets the focus back", async ({
  page,
  openShop,
}) => {
  await openShop();
  await page.locator("#checkout").focus();
  const dialog = await show(page);
  await expect(dialog.getByRole("heading")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(
    dialog.getByRole("button", { name: "Take 10% off" }),
  ).toBeFocused();
  await page.keyboard.press("Tab");
  for (const name of ["No thanks", "Fewer of these", "Close"]) {
    await expect(dialog.getByRole("button", { name })).toBeFocused();
    if (name !== "Close") await page.keyboard.press("Tab");
  }
  for (const name of ["Fewer of these", "No thanks"]) {
    await page.keyboard.press("Shift+Tab");
    await expect(dialog.getByRole("button", { name })).toBeFocused();
  }
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("status")).toContainText("10% is applied");
  await expect(dialog.getByRole("button", { name: "Continue" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.locator("#checkout")).toBeFocused();
});

test("Escape and the backdrop close it, and the focus goes home", async ({
  page,
  openShop,
}) => {
  const shop = await openShop();
  await page.locator("#checkout").focus();
  await show(page);
  await page.keyboard.press("Escape");
  await expect(dialogOf(page)).toBeHidden();
  await expect(page.locator("#checkout")).toBeFocused();
  await expect
    .poll(() => shop.beacons.flatMap((b) => b.events).at(-1)?.kind)
    .toBe("offer-declined");
});

test("a click beside it closes it, a click on it does not", async ({
  page,
  openShop,
}) => {
  await openShop();
  const dialog = await show(page);
  await dialog.getByRole("heading").click();
  await expect(dialog).toBeVisible();
  await page.mouse.click(20, 500);
  await expect(dialog).toBeHidden();
});

test("axe finds nothing, before and after", async ({ page, openShop }) => {
  await openShop();
  const dialog = await show(page);
  await expectNoViolations(page);
  await page.screenshot({ path: test.info().outputPath("desktop.png") });
  await dialog.getByRole("button", { name: "Take 10% off" }).click();
  await expect(dialog.getByRole("status")).toContainText("10% is applied");
  await expectNoViolations(page);
  await page.screenshot({ path: test.info().outputPath("desktop-done.png") });
});

test("the theme cannot reach it: no outline, its own display, readable colours", async ({
  page,
  openShop,
}) => {
  await openShop({
    body: `<style>body { background: #777; color: #888 } .button { background: #7a7a7a; color: #808080 }
      second-thought-offer { display: none; font-size: 3px } button { display: none }</style>`,
  });
  const dialog = await show(page);
  await expect(dialog.getByRole("button", { name: "Take 10% off" })).toHaveCSS(
    "outline-style",
    "none",
  );
  await expectNoViolations(page);
});

test("nothing moves for those who want no motion, and nothing shifts for anybody", async ({
  page,
  openShop,
}) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.addInitScript(() => {
    const shifts: number[] = [];
    (window as unknown as { shifts: number[] }).shifts = shifts;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
  await openShop();
  const dialog = await show(page);
  await expect(dialog).toHaveCSS("animation-name", "none");
  await page.keyboard.press("Escape");
  await page.waitForTimeout(100);
  expect(
    await page.evaluate(
      () => (window as unknown as { shifts: number[] }).shifts,
    ),
  ).toEqual([]);
});

test("right to left: Arabic, mirrored", async ({ page, openShop }) => {
  await openShop({ locale: "ar", dir: "rtl" });
  const dialog = await show(page);
  await expect(dialog).toHaveCSS("direction", "rtl");
  const box = await dialog.boundingBox();
  const close = await dialog.locator(".close").boundingBox();
  expect(close!.x - box!.x).toBeLessThan(60);
  await page.screenshot({ path: test.info().outputPath("arabic.png") });
  await expectNoViolations(page);
});

for (const width of [320, 390])
  test(`a sheet at ${width} px: no sideways scroll, targets of 44 px`, async ({
    page,
    openShop,
  }) => {
    await page.setViewportSize({ width, height: 640 });
    await openShop();
    const dialog = await show(page);
    const box = (await dialog.boundingBox())!;
    expect(box.x).toBe(0);
    expect(box.width).toBe(width);
    expect(Math.round(box.y + box.height)).toBe(640);
    expect(
      await dialog.evaluate((el) => el.scrollWidth <= el.clientWidth),
    ).toBe(true);
    for (const button of await dialog.getByRole("button").all()) {
      const target = (await button.boundingBox())!;
      expect(Math.min(target.width, target.height)).toBeGreaterThanOrEqual(44);
    }
    await page.screenshot({
      path: test.info().outputPath(`sheet-${width}.png`),
    });
    await expectNoViolations(page);
  });
