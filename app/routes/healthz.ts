/** Whether this process lives: says nothing of the database, so that a broken one restarts no web process. */
export function loader(): Response {
  return new Response("ok", { headers: { "cache-control": "no-store" } });
}
