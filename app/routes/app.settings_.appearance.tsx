import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import {
  useActionData,
  useLoaderData,
  useNavigation,
  useSubmit,
} from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useMemo } from "react";
import { RefusalBoundary } from "#app/components/refusal-boundary.tsx";
import { now } from "#app/clock.server.ts";
import { saveShopAppearance } from "#app/modules/campaigns/campaigns.server.ts";
import { LookPreview } from "#app/modules/campaigns/look-preview.tsx";
import {
  appearanceDraftOf,
  appearanceInputOf,
} from "#app/modules/shops/appearance-draft.ts";
import { AppearancePage } from "#app/modules/shops/appearance-page.tsx";
import {
  ensureShop,
  getAppearance,
  getThemeColours,
} from "#app/modules/shops/shops.server.ts";
import { shopify } from "#app/shopify.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await shopify.authenticate.admin(request);
  const { shop } = session;
  const { name, currency, primaryLocale } = await ensureShop({
    shop,
    scopes: session.scope ?? "",
    now: now(),
  });
  const [appearance, theme] = await Promise.all([
    getAppearance({ shop }),
    getThemeColours({ shop, now: now() }),
  ]);
  return { appearance, shop: { name, currency, locale: primaryLocale, theme } };
}

export async function action({ request }: ActionFunctionArgs) {
  const { session } = await shopify.authenticate.admin(request);
  const input: unknown = await request.json().catch(() => null);
  const result = await saveShopAppearance({
    shop: session.shop,
    input,
    now: now(),
  });
  return result.ok
    ? { saved: true, errors: {} as Record<string, string> }
    : { saved: false, errors: result.errors };
}

export default function Appearance() {
  const { appearance, shop } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const navigation = useNavigation();
  const submit = useSubmit();
  const appBridge = useAppBridge();
  useEffect(() => {
    if (answer?.saved)
      appBridge.toast.show("Appearance saved: your pages have it in a minute");
  }, [answer, appBridge]);
  const initial = useMemo(() => appearanceDraftOf(appearance), [appearance]);
  return (
    <AppearancePage
      initial={initial}
      theme={shop.theme}
      errors={answer?.errors ?? {}}
      saving={navigation.state !== "idle"}
      preview={(look) => <LookPreview look={look} shop={shop} />}
      onSave={(draft) =>
        submit(appearanceInputOf(draft), {
          method: "post",
          encType: "application/json",
        })
      }
    />
  );
}

export const ErrorBoundary = RefusalBoundary;
