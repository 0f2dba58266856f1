import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import {
  useActionData,
  useLoaderData,
  useNavigation,
  useSubmit,
} from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect } from "react";
import { RefusalBoundary } from "#app/components/refusal-boundary.tsx";
import { now } from "#app/clock.server.ts";
import {
  countParked,
  listParked,
  unpark,
} from "#app/modules/events/events.server.ts";
import { ParkedPage } from "#app/modules/events/parked-page.tsx";
import { describeTopic } from "#app/modules/events/topics.ts";
import { ensureShop } from "#app/modules/shops/shops.server.ts";
import { shopify } from "#app/shopify.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await shopify.authenticate.admin(request);
  const { shop } = session;
  const [{ timeZone }, parked, total] = await Promise.all([
    ensureShop({ shop, scopes: session.scope ?? "", now: now() }),
    listParked({ shop }),
    countParked({ shop }),
  ]);
  const time = new Intl.DateTimeFormat("en", {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone,
  });
  return {
    total,
    rows: parked.map(({ deliveryId, topic, receivedAt, error }) => ({
      id: deliveryId,
      what: describeTopic(topic),
      topic,
      receivedAt: time.format(receivedAt),
      reason: error ?? "No reason was noted.",
    })),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { session } = await shopify.authenticate.admin(request);
  const count = await unpark({ shop: session.shop });
  return {
    said: count === 1 ? "It is tried again now" : "They are tried again now",
  };
}

export default function Deliveries() {
  const { rows, total } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const navigation = useNavigation();
  const submit = useSubmit();
  const appBridge = useAppBridge();
  useEffect(() => {
    if (answer?.said) appBridge.toast.show(answer.said);
  }, [answer, appBridge]);
  return (
    <ParkedPage
      rows={rows}
      total={total}
      busy={navigation.state !== "idle"}
      onRetry={() => submit({}, { method: "post" })}
    />
  );
}

export const ErrorBoundary = RefusalBoundary;
