import { expect } from "@playwright/test";
import { openApp, type Shop } from "#dev/demo/tour/merchant-steps.ts";
import type { Person } from "#dev/demo/tour/people.ts";

export async function lookAtPlaybooks(
  merchant: Person,
  shop: Shop,
  picture: string,
): Promise<void> {
  const app = await openApp(merchant, shop, "/app/playbooks");
  await expect(app.getByRole("heading", { name: "Playbooks" })).toBeVisible();
  await merchant.picture(picture);
}

/** From the playbook through the editor to a campaign that is on. */
export async function applyPlaybook(
  merchant: Person,
  shop: Shop,
  options: {
    goal: string;
    /** By the fields' labels. */
    choose?: Record<string, string>;
    fill?: Record<string, string>;
    picture?: string;
  },
): Promise<void> {
  const { goal, choose = {}, fill = {}, picture } = options;
  const app = await openApp(merchant, shop, "/app/playbooks");
  await app.getByRole("link", { name: `Use the playbook: ${goal}` }).click();
  await expect(app.getByLabel("Name", { exact: true })).toHaveValue(goal);
  for (const [label, value] of Object.entries(choose))
    await app.getByLabel(label, { exact: true }).selectOption(value);
  for (const [label, value] of Object.entries(fill))
    await app.getByLabel(label, { exact: true }).fill(value);
  if (picture) {
    // The preview is a page of its own, and draws what was typed.
    const preview = app.frameLocator("iframe").first().getByRole("dialog");
    for (const value of Object.values(fill))
      await expect(preview).toContainText(value);
    await merchant.picture(picture);
  }
  await merchant.page
    .getByRole("button", { name: "Save", exact: true })
    .click();
  await expect(app.getByText("Draft", { exact: true })).toBeVisible();
  await app.getByRole("button", { name: "Switch on" }).click();
  await expect(app.getByText("Active", { exact: true })).toBeVisible();
  await expect(app.getByLabel("Name", { exact: true })).toBeEnabled();
}

export async function lookAtCampaigns(
  merchant: Person,
  shop: Shop,
  picture: string,
): Promise<void> {
  const app = await openApp(merchant, shop, "/app/campaigns");
  await expect(app.getByRole("row", { name: /Active/ })).toHaveCount(4);
  await merchant.picture(picture);
}
