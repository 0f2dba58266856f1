import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import { Card, EmptyState, Page } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";

const REFUSALS = new Set([400, 404, 409]);

/**
 * What a page shows in place of itself when its loader or action refused. Everything else, and every answer by which
 * Shopify's library asks for a new session token, goes on to the library's own boundary.
 */
export function RefusalBoundary() {
  const error = useRouteError();
  if (!isRouteErrorResponse(error) || !REFUSALS.has(error.status))
    return boundary.error(error);
  return (
    <Page title={error.status === 404 ? "Not here" : "That did not work"}>
      <Card>
        <EmptyState action={{ content: "Back to home", url: "/app" }} image="">
          <p>{String(error.data)}</p>
        </EmptyState>
      </Card>
    </Page>
  );
}
