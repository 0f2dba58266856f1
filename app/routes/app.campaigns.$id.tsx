import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import {
  useActionData,
  useLoaderData,
  useNavigation,
  useSubmit,
} from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useMemo } from "react";
import { z } from "zod";
import { RefusalBoundary } from "#app/components/refusal-boundary.tsx";
import { now } from "#app/clock.server.ts";
import {
  draftOf,
  inputOf,
  type CampaignDraft,
} from "#app/modules/campaigns/campaign-draft.ts";
import { CampaignEditor } from "#app/modules/campaigns/campaign-editor.tsx";
import { PHASES } from "#app/modules/campaigns/campaign-fields.ts";
import {
  CAMPAIGN_STATUSES,
  type CampaignStatus,
  defaultCampaignInput,
  type FieldErrors,
  phaseOf,
} from "#app/modules/campaigns/campaigns.ts";
import {
  duplicateCampaign,
  getCampaign,
  getOfferFacts,
  getRoom,
  saveCampaign,
  setCampaignStatus,
} from "#app/modules/campaigns/campaigns.server.ts";
import { playbookInput } from "#app/modules/campaigns/playbooks.ts";
import { RefusalsCard } from "#app/modules/campaigns/refusals-card.tsx";
import { RoomCard } from "#app/modules/campaigns/room-card.tsx";
import {
  ensureShop,
  getAppearance,
  getThemeColours,
} from "#app/modules/shops/shops.server.ts";
import { orRefuse } from "#app/refusals.server.ts";
import { shopify } from "#app/shopify.server.ts";

const NEW = "new";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { session } = await shopify.authenticate.admin(request);
  const { shop } = session;
  const scopes = session.scope ?? "";
  const { name, currency, timeZone, locales, primaryLocale } = await ensureShop(
    { shop, scopes, now: now() },
  );
  const campaign =
    params.id === NEW
      ? null
      : await orRefuse(getCampaign({ shop, id: params.id ?? "" }));
  const [{ look }, theme, room, offerFacts] = await Promise.all([
    getAppearance({ shop }),
    getThemeColours({ shop, now: now() }),
    getRoom({ shop, now: now() }),
    getOfferFacts({ shop, campaignId: campaign?.id, timeZone, now: now() }),
  ]);
  const languages = new Intl.DisplayNames("en", { type: "language" });
  const playbook = new URL(request.url).searchParams.get("playbook") ?? "";
  return {
    room,
    shop: {
      name,
      currency,
      timeZone,
      look,
      theme,
      offerFacts,
      languages: [...new Set([primaryLocale, ...locales])].map((locale) => ({
        locale,
        name: languages.of(locale) ?? locale,
      })),
    },
    campaign:
      campaign ??
      playbookInput(playbook, { currency }) ??
      defaultCampaignInput(),
    saved: campaign && {
      id: campaign.id,
      status: campaign.status,
      version: campaign.version,
      phase: phaseOf(campaign, now()),
    },
  };
}

const intentSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("save"), input: z.unknown() }),
  z.object({ intent: z.literal("status"), status: z.enum(CAMPAIGN_STATUSES) }),
  z.object({ intent: z.literal("duplicate") }),
]);

export async function action({ request, params }: ActionFunctionArgs) {
  const { session, sessionToken } = await shopify.authenticate.admin(request);
  const { shop } = session;
  const by = sessionToken?.sub;
  const body = intentSchema.safeParse(await request.json().catch(() => null));
  if (!body.success)
    throw new Response("Not a request of this page.", { status: 400 });
  const id = params.id === NEW ? undefined : params.id;
  if (body.data.intent === "save") {
    const result = await orRefuse(
      saveCampaign({ shop, id, input: body.data.input, now: now(), by }),
    );
    if (!result.ok) return { errors: result.errors, said: null };
    if (!id) return redirect(`/app/campaigns/${result.campaign.id}`);
    return { errors: {} as FieldErrors, said: "Campaign saved" };
  }
  if (!id) throw new Response("Save the campaign first.", { status: 400 });
  if (body.data.intent === "duplicate") {
    const copy = await orRefuse(
      duplicateCampaign({ shop, id, now: now(), by }),
    );
    return redirect(`/app/campaigns/${copy.id}`);
  }
  const { status } = body.data;
  const result = await orRefuse(
    setCampaignStatus({ shop, id, status, now: now() }),
  );
  if (!result.ok) return { errors: result.errors, said: null };
  return { errors: {} as FieldErrors, said: SAID[status] };
}

const SAID: Record<CampaignStatus, string> = {
  active: "Campaign is on: shoppers get it within a minute",
  paused: "Campaign paused",
  archived: "Campaign archived",
  draft: "Campaign is a draft again",
};

export default function CampaignPage() {
  const { shop, campaign, saved, room } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const navigation = useNavigation();
  const submit = useSubmit();
  const appBridge = useAppBridge();
  useEffect(() => {
    if (answer?.said) appBridge.toast.show(answer.said);
  }, [answer, appBridge]);

  const initial = useMemo(() => draftOf(campaign, shop), [campaign, shop]);
  const send = (body: z.input<typeof intentSchema>) =>
    submit(body as Parameters<typeof submit>[0], {
      method: "post",
      encType: "application/json",
    });
  const phase = saved && PHASES[saved.phase];
  return (
    <CampaignEditor
      key={saved?.id ?? NEW}
      title={saved ? campaign.name : "New campaign"}
      badge={phase ?? undefined}
      initial={initial}
      isNew={!saved}
      errors={answer?.errors ?? {}}
      shop={shop}
      saving={navigation.state !== "idle"}
      actions={
        saved
          ? actionsFor(saved.status, {
              setStatus: (status) => send({ intent: "status", status }),
              duplicate: () => send({ intent: "duplicate" }),
              versions: `/app/campaigns/${saved.id}/versions`,
            })
          : []
      }
      aside={
        <>
          <RefusalsCard refusals={shop.offerFacts.refusals} />
          <RoomCard room={room} />
        </>
      }
      onSave={(draft: CampaignDraft) =>
        send({ intent: "save", input: inputOf(draft, shop, saved?.version) })
      }
    />
  );
}

function actionsFor(
  status: CampaignStatus,
  doing: {
    setStatus: (status: CampaignStatus) => void;
    duplicate: () => void;
    /** Address of the page of versions. */
    versions: string;
  },
) {
  const { setStatus, duplicate, versions } = doing;
  const to = (content: string, next: CampaignStatus) => ({
    content,
    onAction: () => setStatus(next),
  });
  return [
    status === "active" ? to("Pause", "paused") : to("Switch on", "active"),
    { content: "Duplicate", onAction: duplicate },
    { content: "Versions", url: versions },
    ...(status === "archived" ? [] : [to("Archive", "archived")]),
  ];
}

export const ErrorBoundary = RefusalBoundary;
