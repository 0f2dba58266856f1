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
import { env } from "#app/env.server.ts";
import { POLICY_TABLE } from "#app/modules/shoppers/recovery-policy.ts";
import {
  settingsDraftOf,
  settingsInputOf,
} from "#app/modules/shops/settings-draft.ts";
import { SettingsPage } from "#app/modules/shops/settings-page.tsx";
import { getSettings, saveSettings } from "#app/modules/shops/shops.server.ts";
import { shopify } from "#app/shopify.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await shopify.authenticate.admin(request);
  const countries = new Intl.DisplayNames("en", { type: "region" });
  return {
    settings: await getSettings({ shop: session.shop }),
    countryDefaults: POLICY_TABLE.flatMap(
      ({ countries: codes, mode, reason }) =>
        codes.map((code) => ({
          code,
          name: countries.of(code) ?? code,
          mode,
          reason,
        })),
    ),
    mailFrom: env.MAIL_FROM,
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { session } = await shopify.authenticate.admin(request);
  const input: unknown = await request.json().catch(() => null);
  const result = await saveSettings({
    shop: session.shop,
    input,
    now: now(),
  });
  return result.ok
    ? { saved: true, errors: {} as Record<string, string> }
    : { saved: false, errors: result.errors };
}

export default function Settings() {
  const { settings, countryDefaults, mailFrom } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const navigation = useNavigation();
  const submit = useSubmit();
  const appBridge = useAppBridge();
  useEffect(() => {
    if (answer?.saved) appBridge.toast.show("Settings saved");
  }, [answer, appBridge]);
  const initial = useMemo(() => settingsDraftOf(settings), [settings]);
  return (
    <SettingsPage
      initial={initial}
      errors={answer?.errors ?? {}}
      saving={navigation.state !== "idle"}
      countryDefaults={countryDefaults}
      mailFrom={mailFrom}
      onSave={(draft) =>
        submit(settingsInputOf(draft), {
          method: "post",
          encType: "application/json",
        })
      }
    />
  );
}

export const ErrorBoundary = RefusalBoundary;
