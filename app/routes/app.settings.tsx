import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import {
  useActionData,
  useFetcher,
  useLoaderData,
  useNavigation,
  useSubmit,
} from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useMemo } from "react";
import { RefusalBoundary } from "#app/components/refusal-boundary.tsx";
import { now } from "#app/clock.server.ts";
import { env } from "#app/env.server.ts";
import { ReminderPreview } from "#app/modules/recovery/reminder-preview.tsx";
import { POLICY_TABLE } from "#app/modules/shoppers/recovery-policy.ts";
import {
  settingsDraftOf,
  settingsInputOf,
} from "#app/modules/shops/settings-draft.ts";
import { SettingsPage } from "#app/modules/shops/settings-page.tsx";
import {
  ensureShop,
  getSettings,
  saveSettings,
} from "#app/modules/shops/shops.server.ts";
import { shopify } from "#app/shopify.server.ts";
import type { loader as loadPreview } from "./app.settings.preview.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await shopify.authenticate.admin(request);
  const { shop } = session;
  const [settings, { locales, primaryLocale }] = await Promise.all([
    getSettings({ shop }),
    ensureShop({ shop, scopes: session.scope ?? "", now: now() }),
  ]);
  const languages = new Intl.DisplayNames("en", { type: "language" });
  const countries = new Intl.DisplayNames("en", { type: "region" });
  return {
    settings,
    languages: [...new Set([primaryLocale, ...locales])].map((locale) => ({
      locale,
      name: languages.of(locale) ?? locale,
    })),
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
  const { settings, languages, countryDefaults, mailFrom } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const preview = useFetcher<typeof loadPreview>();
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
      reminderPreview={
        <ReminderPreview
          languages={languages}
          mail={preview.data}
          onLoad={(locale) =>
            preview.load(
              `/app/settings/preview?${new URLSearchParams({ locale })}`,
            )
          }
        />
      }
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
