import { findFault } from "#app/health.server.ts";

/** Whether this process can do its work: 503 with the name of what is missing. */
export async function loader(): Promise<Response> {
  const fault = await findFault();
  return new Response(fault ?? "ok", {
    status: fault ? 503 : 200,
    headers: { "cache-control": "no-store" },
  });
}
