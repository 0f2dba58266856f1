/** What a shop needs before shoppers see anything. Pure, so that every state of it can be tested. */

export interface SetupStep {
  id: "campaign" | "embed" | "bought-block" | "published";
  title: string;
  why: string;
  action: string;
  url: string;
  /** Opens Shopify's own admin, so it must leave the frame. */
  external: boolean;
  done: boolean;
  optional: boolean;
}

/** The part of App Bridge's `app.extensions()` we read: is an embed or block of ours placed? */
export interface ThemeExtension {
  type: string;
  activations: {
    handle: string;
    target: string;
    status: string;
    activations: unknown[];
  }[];
}

export interface ThemeState {
  embedOn: boolean;
  placedBlocks: string[];
}

export function readThemeState(extensions: ThemeExtension[]): ThemeState {
  const activations = extensions
    .filter((extension) => extension.type === "theme_app_extension")
    .flatMap((extension) => extension.activations);
  const active = activations.filter((one) => one.status === "active");
  return {
    embedOn: active.some(
      (one) => one.target === "body" || one.target === "head",
    ),
    placedBlocks: active
      .filter((one) => one.target === "section")
      .map((one) => one.handle),
  };
}

/**
 * @param theme null while App Bridge has not answered yet: then the embed counts as on only if a page has been seen with it
 * @param editorUrl `https://<shop>/admin/themes/current/editor`
 */
export function setupSteps(options: {
  hasActiveCampaign: boolean;
  firstCampaignId: string | null;
  publicationError: string | null;
  embedSeen: boolean;
  theme: ThemeState | null;
  editorUrl: string;
  clientId: string;
}): SetupStep[] {
  const { theme, editorUrl, clientId } = options;
  const steps: SetupStep[] = [
    {
      id: "campaign",
      title: "Have one campaign running",
      why: "A campaign says who is helped, at which moment, and with what. Start from the ready-made offer for shoppers about to leave the cart.",
      action: options.firstCampaignId
        ? "Open the campaign"
        : "Create a campaign",
      url: options.firstCampaignId
        ? `/app/campaigns/${options.firstCampaignId}`
        : "/app/campaigns/new",
      external: false,
      done: options.hasActiveCampaign,
      optional: false,
    },
    {
      id: "embed",
      title: "Switch on the app embed in your theme",
      why: "Themes load an app only after you allow it. The link opens the theme editor with the switch already turned; press Save there.",
      action: "Open the theme editor",
      url: `${editorUrl}?context=apps&template=product&activateAppId=${clientId}/embed`,
      external: true,
      done: theme ? theme.embedOn : options.embedSeen,
      optional: false,
    },
    {
      id: "bought-block",
      title: "Show “14 bought this” on product pages",
      why: "Counted from your real orders and drawn by your theme without any script. The link adds the block; drag it below the price and press Save.",
      action: "Add the block",
      url: `${editorUrl}?template=product&addAppBlockId=${clientId}/bought&target=mainSection`,
      external: true,
      done: theme ? theme.placedBlocks.includes("bought") : true,
      optional: true,
    },
  ];
  if (options.publicationError) {
    steps.unshift({
      id: "published",
      title: "Your last change has not reached the storefront yet",
      why: `Shopify answered: ${options.publicationError}. We keep trying; saving the campaign again tries at once.`,
      action: "See campaigns",
      url: "/app/campaigns",
      external: false,
      done: false,
      optional: false,
    });
  }
  return steps;
}
