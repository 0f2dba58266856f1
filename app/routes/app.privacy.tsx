import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useState } from "react";
import { RefusalBoundary } from "#app/components/refusal-boundary.tsx";
import { now } from "#app/clock.server.ts";
import {
  PrivacyPage,
  type RequestRow,
} from "#app/modules/privacy/privacy-page.tsx";
import {
  describeRequest,
  exportFileName,
} from "#app/modules/privacy/privacy-requests.ts";
import { KEEP_EXPORT_DAYS } from "#app/modules/privacy/privacy.ts";
import { listPrivacyRequests } from "#app/modules/privacy/privacy.server.ts";
import { ensureShop } from "#app/modules/shops/shops.server.ts";
import { shopify } from "#app/shopify.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await shopify.authenticate.admin(request);
  const { shop } = session;
  const [{ timeZone }, requests] = await Promise.all([
    ensureShop({ shop, scopes: session.scope ?? "", now: now() }),
    listPrivacyRequests({ shop }),
  ]);
  const time = new Intl.DateTimeFormat("en", {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone,
  });
  const date = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone });
  return {
    requests: requests.map(
      ({ id, kind, receivedAt, doneAt, hasExport }): RequestRow => {
        const until = new Date(
          receivedAt.getTime() + KEEP_EXPORT_DAYS * 86_400_000,
        );
        const file = hasExport
          ? { name: exportFileName({ receivedAt }), until: date.format(until) }
          : "gone";
        return {
          id,
          ...describeRequest(kind),
          receivedAt: time.format(receivedAt),
          doneAt: doneAt && time.format(doneAt),
          file: kind === "data-request" ? file : null,
        };
      },
    ),
  };
}

export default function Privacy() {
  const { requests } = useLoaderData<typeof loader>();
  const [fetching, setFetching] = useState<string | null>(null);
  const { toast } = useAppBridge();
  const download = async ({ id, name }: { id: string; name: string }) => {
    setFetching(id);
    try {
      const answer = await fetch(`/app/privacy/${id}`);
      if (answer.ok) saveFile(await answer.blob(), name);
      else toast.show("The file could not be fetched", { isError: true });
    } catch {
      toast.show("No answer. Is the network there?", { isError: true });
    } finally {
      setFetching(null);
    }
  };
  return (
    <PrivacyPage
      requests={requests}
      fetching={fetching}
      onDownload={(file) => void download(file)}
    />
  );
}

/** A plain link would not do: in the admin's frame only App Bridge's fetch says who asks. */
function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has to have begun reading it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export const ErrorBoundary = RefusalBoundary;
