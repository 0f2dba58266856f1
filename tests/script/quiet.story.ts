import { expect, type Page } from "@playwright/test";
import { dialogOf, leave, test, why } from "./shop-page.ts";

const second = {
  id: "0193a1f0-0000-7000-8000-000000000002",
  moment: { kind: "exit", afterSeconds: 0 } as const,
};
const BOTH = {
  campaigns: [{}, second],
  config: { interruptions: { perVisit: 5, gapSeconds: 0 } },
};
const reasons = async (page: Page) =>
  new Set(
    (await why(page))?.last?.decision?.refusals.map(({ reason }) => reason),
  );

for (const [name, choice] of [
  ["No thanks", "not-now"],
  ["Fewer of these", "fewer"],
] as const)
  test(`"${name}": silence on this page and the next, with and without consent`, async ({
    page,
    openShop,
  }) => {
    const shop = await openShop({ ...BOTH, consent: "no" });
    await leave(page);
    await dialogOf(page).getByRole("button", { name }).click();
    await expect(dialogOf(page)).toBeHidden();
    await page.reload();
    await leave(page);
    await expect.poll(() => reasons(page)).toEqual(new Set([choice]));
    expect(shop.beacons).toEqual([]);
  });

test("fewer, said with consent, holds in the next visit too", async ({
  page,
  openShop,
}) => {
  await openShop(BOTH);
  await leave(page);
  await dialogOf(page).getByRole("button", { name: "Fewer of these" }).click();
  await page.evaluate(() => sessionStorage.clear());
  await page.reload();
  await leave(page);
  await expect.poll(() => reasons(page)).toEqual(new Set(["fewer"]));
});

test("the cross is about this one offer: the next step of the ladder may still come", async ({
  page,
  openShop,
}) => {
  await openShop(BOTH);
  await leave(page);
  await dialogOf(page).getByRole("button", { name: "Close" }).click();
  await page.reload();
  await leave(page);
  await expect(dialogOf(page)).toBeVisible();
  expect((await why(page))?.last?.decision?.winner?.id).toBe(second.id);
  // Escape, and the pointer beside it, are a no like any other.
  await page.keyboard.press("Escape");
  await page.reload();
  await leave(page);
  await expect.poll(() => reasons(page)).toContain("shown-already");
});

test("a note leaves the page usable: it takes no focus, and Escape closes it once she is in it", async ({
  page,
  openShop,
}) => {
  const { treatment } = (
    await import("#app/shared/campaign.fixture.ts")
  ).makeCampaign();
  await openShop({
    campaign: { treatment: { ...treatment, surface: "note" } },
    body: `<input id="field" style="position: fixed; top: 0">`,
  });
  await page.locator("#field").focus();
  await leave(page);
  const note = dialogOf(page);
  await expect(note).toBeVisible();
  await expect(page.locator("#field")).toBeFocused();
  await page.keyboard.type("hello");
  await expect(page.locator("#field")).toHaveValue("hello");
  await page.screenshot({ path: test.info().outputPath("note.png") });
  await note.getByRole("button", { name: "No thanks" }).focus();
  await page.keyboard.press("Escape");
  await expect(note).toBeHidden();
});

for (const name of ["mind", "arbiter", "dialog", "offer"])
  test(`an ad blocker keeps ${name}.js away: nothing shows, nothing breaks`, async ({
    page,
    openShop,
  }) => {
    const shop = await openShop({ blocked: [name] });
    await leave(page);
    await expect.poll(() => shop.requests).toContain(`/assets/${name}.js`);
    await page.waitForTimeout(300);
    await expect(dialogOf(page)).toBeHidden();
    // The browser itself notes what was blocked; we throw nothing.
    expect(shop.errors.filter((text) => !/ERR_BLOCKED/.test(text))).toEqual([]);
  });

test("a theme without any cart we know: the offer is shown, taken, and the page drawn anew", async ({
  page,
  openShop,
}) => {
  const shop = await openShop({
    body: `<script>document.querySelector("main").innerHTML = "<p>Bare</p><div style='height: 2000px'></div>"</script>`,
  });
  await leave(page);
  await dialogOf(page).getByRole("button", { name: "Take 10% off" }).click();
  await expect(dialogOf(page).getByRole("status")).toContainText(
    "10% is applied",
  );
  expect(shop.errors).toEqual([]);
});

test("a look of the shop's own: its colours and corners, readable all the same", async ({
  page,
  openShop,
}) => {
  await openShop({
    config: {
      look: {
        position: "start",
        paper: "#102030",
        ink: "#112233",
        button: "#ffcc00",
        buttonInk: "#000000",
        radius: 3,
      },
    },
  });
  await leave(page);
  const dialog = page.locator("second-thought-offer dialog");
  await expect(dialog).toHaveCSS("background-color", "rgb(16, 32, 48)");
  await expect(dialog).toHaveCSS("color", "rgb(255, 255, 255)");
  const accept = dialog.getByRole("button", { name: "Take 10% off" });
  await expect(accept).toHaveCSS("background-color", "rgb(255, 204, 0)");
  await expect(accept).toHaveCSS("border-radius", "3px");
});

test("a theme with a tiny rem: words as large as anywhere, and forced colours keep their edges", async ({
  page,
  openShop,
}) => {
  await page.emulateMedia({ forcedColors: "active" });
  await openShop({ body: `<style>html { font-size: 62.5% }</style>` });
  await leave(page);
  const dialog = page.locator("second-thought-offer dialog");
  await expect(dialog).toHaveCSS("font-size", "16px");
  await expect(dialog).toHaveCSS("border-top-width", "1px");
});
