/** What Shopify tells us, for people; the topics of shopify.app.toml. */
const TOPICS: Record<string, string> = {
  "app/uninstalled": "The app was removed",
  "app/scopes_update": "The app’s permissions changed",
  "checkouts/create": "A checkout was begun",
  "checkouts/update": "A checkout changed",
  "orders/create": "An order was placed",
  "orders/updated": "An order changed",
  "orders/cancelled": "An order was cancelled",
  "refunds/create": "A refund was made",
  "inventory_levels/update": "A stock level changed",
  "products/update": "A product changed",
  "customers_email_marketing_consent/update": "A customer’s consent changed",
  "customers/data_request": "A customer asked for their data",
  "customers/redact": "A customer is to be erased",
  "shop/redact": "The shop is to be erased",
};

/** A topic we have no words for is shown as it is. */
export function describeTopic(topic: string): string {
  return TOPICS[topic] ?? topic;
}
