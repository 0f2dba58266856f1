import { sessionToken } from "#tests/support/test-shopify.ts";

/** What a route's loader or action gets when the admin of a shop that installed the app asks, by App Bridge's fetch. */
export function adminRequest(
  shop: string,
  path: string,
  {
    params = {},
    ...init
  }: RequestInit & { params?: Record<string, string> } = {},
) {
  const headers = new Headers(init.headers);
  headers.set("authorization", `Bearer ${sessionToken(shop)}`);
  const url = new URL(path, "https://second-thought.test");
  return {
    request: new Request(url, { ...init, headers }),
    params,
    context: {},
  };
}

/** The Response that a loader or action threw; a failure when it did not refuse. */
export async function refusalOf(work: Promise<unknown>): Promise<Response> {
  const outcome = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (outcome instanceof Response) return outcome;
  throw outcome ?? new Error("It was not refused.");
}
