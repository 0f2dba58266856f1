import { once } from "node:events";
import http from "node:http";
import { afterEach, expect, test } from "vitest";
import { db } from "#app/db.server.ts";
import { webhookHeaders } from "#tests/support/edge-server.ts";
import { startWebProcess } from "#tests/support/web-process.ts";

let running: Awaited<ReturnType<typeof startWebProcess>>["web"] | undefined;
afterEach(() => running?.kill("SIGKILL"));

/** A webhook of which the server has the headers and half of the body. */
async function sendHalf(origin: string, agent: http.Agent) {
  const body = JSON.stringify({ id: 1, note: "x".repeat(20_000) });
  const request = http.request(`${origin}/webhooks`, {
    method: "POST",
    agent,
    headers: {
      ...webhookHeaders(body, { "x-shopify-webhook-id": "half" }),
      "content-length": String(body.length),
      expect: "100-continue",
    },
  });
  const answered = once(request, "response") as Promise<[http.IncomingMessage]>;
  request.flushHeaders();
  await once(request, "continue"); // the server has taken it
  request.write(body.slice(0, 10_000));
  return { answered, sendRest: () => request.end(body.slice(10_000)) };
}

async function untilRefused(origin: string): Promise<void> {
  while (await fetch(`${origin}/healthz`).catch(() => null))
    await new Promise((resolve) => setTimeout(resolve, 20));
}

test("told to stop, it takes nobody new, finishes what was begun and ends well", async () => {
  const { web, origin } = await startWebProcess();
  running = web;
  const ended = once(web, "exit");
  // As Shopify and load balancers do: the connection stays for more.
  const agent = new http.Agent({ keepAlive: true });
  const { answered, sendRest } = await sendHalf(origin, agent);

  web.kill("SIGTERM");
  await untilRefused(origin);
  expect(web.exitCode).toBeNull();
  sendRest();
  const [response] = await answered;
  response.resume();
  expect(response.statusCode).toBe(200);
  const finished = performance.now();
  expect(await ended).toEqual([0, null]);
  // Well before the ten seconds after which connections are cut.
  expect(performance.now() - finished).toBeLessThan(5000);
  expect(
    await db.webhookDelivery.findFirst({ where: { deliveryId: "half" } }),
  ).toMatchObject({ topic: "orders/create", doneAt: null });
  agent.destroy();
});
