import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { AppProvider, Page, Card, Text } from "@shopify/polaris";
import en from "@shopify/polaris/locales/en.json" with { type: "json" };
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import { shopify } from "#app/shopify.server.ts";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: polarisStyles },
];

/** Who opens the app outside of the admin is sent there; without a shop we can only say where to begin. */
export async function loader({ request }: LoaderFunctionArgs): Promise<null> {
  if (new URL(request.url).searchParams.has("shop"))
    await shopify.login(request);
  return null;
}

export default function LogIn() {
  return (
    <AppProvider i18n={en}>
      <Page title="Second Thought" narrowWidth>
        <Card>
          <Text as="p">
            Please open Second Thought from the Apps section of your Shopify
            admin.
          </Text>
        </Card>
      </Page>
    </AppProvider>
  );
}
