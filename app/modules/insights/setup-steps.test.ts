import { describe, expect, it } from "vitest";

import { readThemeState, setupSteps } from "./setup-steps.ts";

const shop = {
  hasActiveCampaign: false,
  firstCampaignId: null,
  publicationError: null,
  embedSeen: false,
  theme: null,
  editorUrl: "https://acme.myshopify.com/admin/themes/current/editor",
  clientId: "abc123",
};

describe("what a shop still needs", () => {
  it("asks a new shop for a campaign and the embed, with Shopify's deep link", () => {
    const steps = setupSteps(shop);
    expect(steps.filter((step) => !step.done).map((step) => step.id)).toEqual([
      "campaign",
      "embed",
    ]);
    expect(steps.find((step) => step.id === "embed")?.url).toBe(
      "https://acme.myshopify.com/admin/themes/current/editor?context=apps&template=product&activateAppId=abc123/embed",
    );
  });

  it("leads to the existing campaign when there is one that does not run", () => {
    expect(setupSteps({ ...shop, firstCampaignId: "c1" })[0]?.url).toBe(
      "/app/campaigns/c1",
    );
  });

  it("believes App Bridge over an old visit", () => {
    const theme = { embedOn: false, placedBlocks: [] };
    expect(
      setupSteps({ ...shop, embedSeen: true, theme }).find(
        (step) => step.id === "embed",
      )?.done,
    ).toBe(false);
  });

  it("puts a publication that failed first", () => {
    expect(setupSteps({ ...shop, publicationError: "Throttled" })[0]?.id).toBe(
      "published",
    );
  });
});

describe("reading App Bridge's extensions", () => {
  it("knows an active embed and placed blocks, and nothing of other extensions", () => {
    expect(
      readThemeState([
        {
          type: "theme_app_extension",
          activations: [
            {
              handle: "embed",
              target: "body",
              status: "active",
              activations: [],
            },
            {
              handle: "bought",
              target: "section",
              status: "active",
              activations: [{}],
            },
            {
              handle: "review-badge",
              target: "section",
              status: "available",
              activations: [],
            },
          ],
        },
        {
          type: "ui_extension",
          activations: [
            { handle: "x", target: "body", status: "active", activations: [] },
          ],
        },
      ]),
    ).toEqual({ embedOn: true, placedBlocks: ["bought"] });
  });

  it("sees nothing in nothing", () => {
    expect(readThemeState([])).toEqual({ embedOn: false, placedBlocks: [] });
  });
});
