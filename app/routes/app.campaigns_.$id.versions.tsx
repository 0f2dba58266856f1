import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import {
  useActionData,
  useLoaderData,
  useNavigation,
  useSubmit,
} from "@remix-run/react";
import { z } from "zod";
import { RefusalBoundary } from "#app/components/refusal-boundary.tsx";
import { now } from "#app/clock.server.ts";
import {
  getCampaign,
  listVersions,
  restoreVersion,
} from "#app/modules/campaigns/campaigns.server.ts";
import { VersionList } from "#app/modules/campaigns/version-list.tsx";
import { ensureShop } from "#app/modules/shops/shops.server.ts";
import { orRefuse } from "#app/refusals.server.ts";
import { shopify } from "#app/shopify.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { session, sessionToken } = await shopify.authenticate.admin(request);
  const { shop } = session;
  const id = params.id ?? "";
  const { timeZone } = await ensureShop({
    shop,
    scopes: session.scope ?? "",
    now: now(),
  });
  const { name, version } = await orRefuse(getCampaign({ shop, id }));
  const versions = await listVersions({ shop, id });
  const date = new Intl.DateTimeFormat("en", {
    dateStyle: "medium",
    timeStyle: "medium",
    timeZone,
  });
  return {
    campaign: { id, name, version },
    versions: versions.map(({ savedAt, savedBy, ...one }) => ({
      version: one.version,
      name: one.name,
      changed: one.changed,
      when: date.format(savedAt),
      who: whoSaved(savedBy, sessionToken?.sub),
    })),
  };
}

/** Shopify tells apps nobody's name, only whether two are the same. */
function whoSaved(savedBy: string | null, you: string | undefined): string {
  if (!savedBy) return "Second Thought";
  return savedBy === you ? "You" : `Staff member ${savedBy}`;
}

const bodySchema = z.object({
  version: z.number().int().positive(),
  /** Of the campaign, as it was when the page was opened. */
  expected: z.number().int().positive(),
});

export async function action({ request, params }: ActionFunctionArgs) {
  const { session, sessionToken } = await shopify.authenticate.admin(request);
  const body = bodySchema.safeParse(await request.json().catch(() => null));
  if (!body.success)
    throw new Response("Not a request of this page.", { status: 400 });
  const id = params.id ?? "";
  const result = await orRefuse(
    restoreVersion({
      shop: session.shop,
      id,
      ...body.data,
      now: now(),
      by: sessionToken?.sub,
    }),
  );
  if (result.ok) return redirect(`/app/campaigns/${id}`);
  return { fault: Object.values(result.errors)[0] };
}

export default function Versions() {
  const { campaign, versions } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const navigation = useNavigation();
  const submit = useSubmit();
  return (
    <VersionList
      campaign={campaign}
      versions={versions}
      busy={navigation.state !== "idle"}
      fault={answer?.fault}
      onRestore={(version) =>
        submit(
          { version, expected: campaign.version },
          { method: "post", encType: "application/json" },
        )
      }
    />
  );
}

export const ErrorBoundary = RefusalBoundary;
