import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { RefusalBoundary } from "#app/components/refusal-boundary.tsx";
import { now } from "#app/clock.server.ts";
import { PlaybookPage } from "#app/modules/campaigns/playbook-page.tsx";
import { PLAYBOOKS } from "#app/modules/campaigns/playbooks.ts";
import { ensureShop } from "#app/modules/shops/shops.server.ts";
import { shopify } from "#app/shopify.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await shopify.authenticate.admin(request);
  const { embedSeenAt } = await ensureShop({
    shop: session.shop,
    scopes: session.scope ?? "",
    now: now(),
  });
  return {
    embedSeen: embedSeenAt !== null,
    playbooks: PLAYBOOKS.map(({ id, goal, does, why, needs, law }) => ({
      id,
      goal,
      does,
      why,
      needs,
      ...(law && { law }),
    })),
  };
}

export default function Playbooks() {
  const { playbooks, embedSeen } = useLoaderData<typeof loader>();
  return <PlaybookPage playbooks={playbooks} embedSeen={embedSeen} />;
}

export const ErrorBoundary = RefusalBoundary;
