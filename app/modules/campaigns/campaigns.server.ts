/** The door of campaigns. */
export { saveShopAppearance } from "./appearance.server.ts";
export { changeCampaigns } from "./bulk.server.ts";
export {
  duplicateCampaign,
  getCampaign,
  getRoom,
  listCampaigns,
  restoreVersion,
  saveCampaign,
  setCampaignStatus,
} from "./change-campaign.server.ts";
export { getOfferFacts } from "./offer-facts.server.ts";
export { moveCampaign } from "./order.server.ts";
export { getPublication } from "./publication.server.ts";
export type { PublicationState } from "./publication.server.ts";
export { readRunningConfig } from "./running-config.server.ts";
export { listVersions } from "./versions.server.ts";
