import type { ShopSettings } from "@prisma/client";
import { type Database, db } from "#app/db.server.ts";
import {
  type Appearance,
  type AppearanceErrors,
  DEFAULT_APPEARANCE,
  parseAppearance,
} from "./appearance.ts";

export async function getAppearance({
  shop,
  tx = db,
}: {
  shop: string;
  tx?: Database;
}): Promise<Appearance> {
  const row = await tx.shopSettings.findUnique({ where: { shop } });
  return row ? appearanceOf(row) : DEFAULT_APPEARANCE;
}

/** Errors carry a sentence for each field that is not right; nothing is saved then. The pages learn of it by a publication. */
export async function saveAppearance({
  shop,
  input,
  now,
  tx = db,
}: {
  shop: string;
  input: unknown;
  now: Date;
  tx?: Database;
}): Promise<
  { ok: true; appearance: Appearance } | { ok: false; errors: AppearanceErrors }
> {
  const result = parseAppearance(input);
  if (!result.ok) return result;
  const { interruptions, look } = result.appearance;
  const data = { ...interruptions, look: { ...look }, updatedAt: now };
  await tx.shopSettings.upsert({
    where: { shop },
    create: { shop, ...data },
    update: data,
  });
  return result;
}

/** Rules may have become stricter since it was saved. */
function appearanceOf({
  perVisit,
  gapSeconds,
  look,
}: ShopSettings): Appearance {
  const interruptions = { perVisit, gapSeconds };
  const result = parseAppearance({ interruptions, look });
  return result.ok ? result.appearance : DEFAULT_APPEARANCE;
}
