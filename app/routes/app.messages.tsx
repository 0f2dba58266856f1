import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import {
  useActionData,
  useLoaderData,
  useNavigation,
  useSearchParams,
  useSubmit,
} from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect } from "react";
import { z } from "zod";
import { RefusalBoundary } from "#app/components/refusal-boundary.tsx";
import { now } from "#app/clock.server.ts";
import { MessageList } from "#app/modules/messages/message-list.tsx";
import { isMessageState } from "#app/modules/messages/messages.ts";
import {
  discardParked,
  listMessages,
  retryParked,
} from "#app/modules/messages/messages.server.ts";
import { mailSettled } from "#app/modules/recovery/recovery.server.ts";
import { ensureShop } from "#app/modules/shops/shops.server.ts";
import { orRefuse } from "#app/refusals.server.ts";
import { shopify } from "#app/shopify.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await shopify.authenticate.admin(request);
  const { shop } = session;
  const query = new URL(request.url).searchParams;
  const wanted = query.get("state");
  const state = isMessageState(wanted) ? wanted : undefined;
  const [{ timeZone }, { messages, page, pages }] = await Promise.all([
    ensureShop({ shop, scopes: session.scope ?? "", now: now() }),
    listMessages({ shop, state, page: Number(query.get("page") ?? 1) }),
  ]);
  const format = new Intl.DateTimeFormat("en", {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone,
  });
  return {
    state: state ?? null,
    page,
    pages,
    messages: messages.map((message) => ({
      id: message.id,
      address: message.address,
      template: message.template,
      state: isMessageState(message.state) ? message.state : "parked",
      stateReason: message.stateReason,
      unclear: message.unclear,
      opened: message.clickedAt !== null,
      when: format.format(
        message.sentAt ??
          (message.state === "queued" ? message.dueAt : message.createdAt),
      ),
    })),
  };
}

const actionSchema = z.object({
  intent: z.enum(["retry", "discard"]),
  id: z.uuid(),
});

export async function action({ request }: ActionFunctionArgs) {
  const { session } = await shopify.authenticate.admin(request);
  const parsed = actionSchema.safeParse(
    Object.fromEntries(await request.formData()),
  );
  if (!parsed.success)
    throw new Response("Not a request of this page.", { status: 400 });
  const { intent, id } = parsed.data;
  const options = { shop: session.shop, id, now: now() };
  await orRefuse(
    intent === "retry"
      ? retryParked(options)
      : discardParked({ ...options, onSettled: mailSettled }),
  );
  return {
    said: intent === "retry" ? "It is tried again now" : "It will not be sent",
  };
}

export default function Messages() {
  const { messages, state, page, pages } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [query, setQuery] = useSearchParams();
  const submit = useSubmit();
  const navigation = useNavigation();
  const appBridge = useAppBridge();
  useEffect(() => {
    if (answer?.said) appBridge.toast.show(answer.said);
  }, [answer, appBridge]);
  const go = (changes: Record<string, string | null>) => {
    const next = new URLSearchParams(query);
    for (const [key, value] of Object.entries(changes))
      if (value === null) next.delete(key);
      else next.set(key, value);
    setQuery(next);
  };
  return (
    <MessageList
      messages={messages}
      state={state}
      page={page}
      pages={pages}
      busy={navigation.state !== "idle"}
      onState={(chosen) => go({ state: chosen, page: null })}
      onPage={(chosen) => go({ page: String(chosen) })}
      onRetry={(id) => submit({ intent: "retry", id }, { method: "post" })}
      onDiscard={(id) => submit({ intent: "discard", id }, { method: "post" })}
    />
  );
}

export const ErrorBoundary = RefusalBoundary;
