import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Card, Page, Text } from "@shopify/polaris";
import { getShop } from "#app/modules/shops/shops.server.ts";
import { shopify } from "#app/shopify.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await shopify.authenticate.admin(request);
  const shop = await getShop({ shop: session.shop });
  return { name: shop.name };
}

export default function Home() {
  const { name } = useLoaderData<typeof loader>();
  return (
    <Page title="Second Thought">
      <Card>
        <Text as="p">{`Welcome, ${name}.`}</Text>
      </Card>
    </Page>
  );
}
