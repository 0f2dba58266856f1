import { z } from "zod";
import { adminApi } from "#app/admin-api.server.ts";
import { logFor } from "#app/log.server.ts";
import type { ThemeColours } from "#app/shared/preview-message.ts";
import { PLAIN_COLOURS, readThemeColours } from "./theme-colours.ts";

const QUERY = `#graphql
  query ThemeSettings {
    themes(first: 1, roles: [MAIN]) {
      nodes {
        files(first: 1, filenames: ["config/settings_data.json"]) {
          nodes { body { ... on OnlineStoreThemeFileBodyText { content } } }
        }
      }
    }
  }`;

const schema = z.object({
  themes: z.object({
    nodes: z.array(
      z.object({
        files: z
          .object({
            nodes: z.array(
              z.object({ body: z.object({ content: z.string().optional() }) }),
            ),
          })
          .nullish(),
      }),
    ),
  }),
});

/** Merchants change their theme's colours rarely, and open the editor often. */
const KEPT_MS = 10 * 60_000;
const kept = new Map<string, { until: number; colours: ThemeColours }>();

/**
 * The colours of the shop's published theme, for previews. Plain ones when they cannot be read: a shop that has not granted
 * `read_themes`, or an API that does not answer, must not keep a merchant from her campaign.
 */
export async function getThemeColours({
  shop,
  now,
}: {
  shop: string;
  now: Date;
}): Promise<ThemeColours> {
  const known = kept.get(shop);
  if (known && known.until > now.getTime()) return known.colours;
  const colours = await ask(shop);
  if (kept.size > 1000) kept.clear();
  kept.set(shop, { until: now.getTime() + KEPT_MS, colours });
  return colours;
}

async function ask(shop: string): Promise<ThemeColours> {
  try {
    const { data } = await adminApi(shop, { patience: 1_500 }).graphql({
      query: QUERY,
      schema,
    });
    const [theme] = data.themes.nodes;
    const content = theme?.files?.nodes[0]?.body.content;
    return content ? readThemeColours(content) : PLAIN_COLOURS;
  } catch (error) {
    logFor({ shop }).info({ err: error }, "the theme's colours are not known");
    return PLAIN_COLOURS;
  }
}
