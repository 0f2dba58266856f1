import { createHash } from "node:crypto";
import { db } from "#app/db.server.ts";
import { listSuppressions } from "#app/modules/shoppers/shoppers.server.ts";
import { PAGE_STYLE } from "./unsubscribe-page.ts";
import type { UnsubscribeView } from "./unsubscribe-page.ts";

export {
  drawInvalidLinkPage,
  drawUnsubscribePage,
  localeOfHeader,
} from "./unsubscribe-page.ts";

const styleHash = createHash("sha256").update(PAGE_STYLE).digest("base64");

/** For every page that a link in a mail leads to: nothing runs, nothing is fetched, the address goes nowhere. */
export const LINK_PAGE_HEADERS: Record<string, string> = {
  "Content-Type": "text/html; charset=utf-8",
  "Content-Security-Policy": `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  "Cache-Control": "no-store",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "X-Robots-Tag": "noindex, nofollow",
};

/** What the page of this message says now. A message or shop that is gone has nothing left to stop. */
export async function viewUnsubscribe({
  shop,
  messageId,
}: {
  shop: string;
  messageId: string;
}): Promise<UnsubscribeView> {
  const row = await db.shop.findUnique({ where: { shop } });
  const message = await db.message.findUnique({
    where: { shop_id: { shop, id: messageId } },
  });
  const address = message?.address;
  const held = address ? await listSuppressions(db, { shop, address }) : [];
  const isStopped = (purpose: string) =>
    !address || held.some((entry) => entry.purpose === purpose);
  return {
    locale: message?.locale ?? row?.primaryLocale ?? "en",
    shopName: row?.name ?? shop.replace(/\.myshopify\.com$/, ""),
    shopUrl: row?.primaryUrl ?? `https://${shop}`,
    stopped: isStopped("all")
      ? "everything"
      : isStopped(message?.purpose ?? "all")
        ? "reminders"
        : "nothing",
  };
}
