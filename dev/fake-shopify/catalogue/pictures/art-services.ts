import { type Art, onWall } from "./art.ts";
import { drawCertificate, drawParcel } from "./services.ts";

export const SERVICE_ART: Record<string, Art> = {
  "gift-wrapping": {
    colours: { "": "sage" },
    views: [
      onWall("blush", drawParcel, { scale: 1.12, cy: 560 }),
      onWall("paper", drawParcel, { scale: 1.7, cx: 400, cy: 430 }),
    ],
  },
  "extended-warranty": {
    colours: { "": "forest" },
    views: [
      onWall("mist", drawCertificate, { scale: 1.12, cy: 550 }),
      onWall("butter", drawCertificate, { scale: 1.7, cx: 460, cy: 640 }),
    ],
  },
};
