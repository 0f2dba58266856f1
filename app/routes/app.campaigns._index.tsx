import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import {
  useActionData,
  useLoaderData,
  useNavigation,
  useSubmit,
} from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Box, Text } from "@shopify/polaris";
import { useEffect } from "react";
import { z } from "zod";
import { RefusalBoundary } from "#app/components/refusal-boundary.tsx";
import { now } from "#app/clock.server.ts";
import { CampaignList } from "#app/modules/campaigns/campaign-list.tsx";
import {
  BULK_CHANGES,
  type BulkChange,
  phaseOf,
} from "#app/modules/campaigns/campaigns.ts";
import {
  changeCampaigns,
  getRoom,
  listCampaigns,
  moveCampaign,
} from "#app/modules/campaigns/campaigns.server.ts";
import { RoomCard } from "#app/modules/campaigns/room-card.tsx";
import { ensureShop } from "#app/modules/shops/shops.server.ts";
import { shopify } from "#app/shopify.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await shopify.authenticate.admin(request);
  const { shop } = session;
  const archived = new URL(request.url).searchParams.has("archived");
  const { currency, timeZone } = await ensureShop({
    shop,
    scopes: session.scope ?? "",
    now: now(),
  });
  const [campaigns, room] = await Promise.all([
    listCampaigns({ shop, archived }),
    getRoom({ shop, now: now() }),
  ]);
  const date = new Intl.DateTimeFormat("en", {
    dateStyle: "medium",
    timeZone,
  });
  return {
    archived,
    currency,
    room,
    campaigns: campaigns
      .filter(({ status }) => (status === "archived") === archived)
      .map(({ id, name, status, definition, updatedAt }) => ({
        id,
        name,
        phase: phaseOf({ status, definition }, now()),
        incentive: definition.treatment.incentive,
        pages: definition.audience.pages,
        changed: date.format(updatedAt),
      })),
  };
}

const idSchema = z.string().max(36);
const intentSchema = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("bulk"),
    change: z.enum(BULK_CHANGES),
    ids: z.array(idSchema).min(1).max(500),
  }),
  z.object({
    intent: z.literal("move"),
    id: idSchema,
    before: idSchema.nullable(),
  }),
]);

export async function action({ request }: ActionFunctionArgs) {
  const { session, sessionToken } = await shopify.authenticate.admin(request);
  const { shop } = session;
  const body = intentSchema.safeParse(await request.json().catch(() => null));
  if (!body.success)
    throw new Response("Not a request of this page.", { status: 400 });
  if (body.data.intent === "move") {
    await moveCampaign({ shop, id: body.data.id, before: body.data.before });
    return { said: "Order saved", faults: [] };
  }
  const { change, ids } = body.data;
  const by = sessionToken?.sub;
  const { done, faults } = await changeCampaigns({
    shop,
    ids,
    change,
    now: now(),
    by,
  });
  return { said: done > 0 ? said(change, done) : null, faults };
}

const DONE: Record<BulkChange, string> = {
  active: "switched on",
  paused: "paused",
  archived: "archived",
  duplicate: "duplicated",
};

function said(change: BulkChange, count: number): string {
  return `${count} ${count === 1 ? "campaign" : "campaigns"} ${DONE[change]}`;
}

export default function CampaignsPage() {
  const { campaigns, currency, archived, room } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const navigation = useNavigation();
  const submit = useSubmit();
  const appBridge = useAppBridge();
  useEffect(() => {
    if (answer?.said) appBridge.toast.show(answer.said);
  }, [answer, appBridge]);
  const send = (body: z.input<typeof intentSchema>) =>
    submit(body, {
      method: "post",
      encType: "application/json",
      // The index shares its address with its parent; the query keeps what is looked at.
      action: `/app/campaigns?index${archived ? "&archived=1" : ""}`,
    });
  const faults = answer?.faults ?? [];
  return (
    <>
      {faults.length > 0 && (
        <Box padding="400">
          <Banner tone="critical" title="Not all were changed">
            <BlockStack gap="100">
              {faults.map(({ name, message }) => (
                <Text as="p" key={name}>
                  {name}: {message}
                </Text>
              ))}
            </BlockStack>
          </Banner>
        </Box>
      )}
      <CampaignList
        key={String(archived)}
        campaigns={campaigns}
        currency={currency}
        archived={archived}
        busy={navigation.state !== "idle"}
        room={<RoomCard room={room} />}
        onChange={(change, ids) => send({ intent: "bulk", change, ids })}
        onMove={(id, before) => send({ intent: "move", id, before })}
      />
    </>
  );
}

export const ErrorBoundary = RefusalBoundary;
