/**
 * Webhooks out: signed, at least once, in no promised order, retried with growing gaps. What is pending lies in the world,
 * so that a restart forgets nothing.
 */
import { createHmac, randomUUID } from "node:crypto";
import type { LocalShopify } from "../../context.ts";
import type { ShopWorld, WebhookJob, WebhookLog } from "../../world/types.ts";
import { toIso } from "../../world/world.ts";
import { findInstallation } from "../oauth/installation.ts";
import { realNow } from "../real-now.ts";

const TIMEOUT_MS = 5000;
const MOST_RETRIES = 8;
/** Shopify's gaps grow over four hours; these over four minutes of real time. */
const FIRST_GAP_MS = 1000;
const AT_ONCE = 6;
const LOG_LENGTH = 200;
const DISORDER_MS = 3000;

/** Topics an app hears of although it is no longer installed. */
const AFTER_UNINSTALL = new Set([
  "app/uninstalled",
  "customers/data_request",
  "customers/redact",
  "shop/redact",
]);

export interface WebhookSender {
  /** Sends what was delivered before once more, with the ids it had. Tells how many. */
  replay: (options: {
    shop: string;
    topic?: string | undefined;
    times: number;
  }) => number;
  close: () => Promise<void>;
}

/** base64 HMAC-SHA256 of the raw body. */
export function signWebhook(body: string, secret: string): string {
  return createHmac("sha256", secret).update(body, "utf8").digest("base64");
}

function pick(payload: unknown, fields: string[] | null): unknown {
  if (!fields || !payload || typeof payload !== "object") return payload;
  const names = new Set(fields.map((field) => field.split(".")[0]));
  return Object.fromEntries(
    Object.entries(payload).filter(([name]) => names.has(name)),
  );
}

/** Attaches itself as `ctx.emitWebhook`, and delivers until it is closed. */
export function startWebhookSender(ctx: LocalShopify): WebhookSender {
  const faulty = ctx.appConfig.webhooks.find(
    (subscription) => subscription.filter,
  );
  if (faulty)
    throw new Error(
      `The local Shopify does not simulate the webhook filter of ${faulty.topic}.`,
    );
  const sent: WebhookJob[] = []; // what was delivered, with its body, for replays
  const running = new Map<WebhookJob, Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const shops = () => Object.values(ctx.world.shops);

  function queue(
    shop: ShopWorld,
    job: Omit<WebhookJob, "attempt" | "dueAt">,
  ): void {
    const faults = ctx.world.faults.webhooks;
    const wait =
      faults.delayMs + (faults.disorder ? Math.random() * DISORDER_MS : 0);
    shop.webhooks.pending.push({ ...job, attempt: 1, dueAt: realNow() + wait });
    if (faults.duplicate)
      shop.webhooks.pending.push({
        ...job,
        attempt: 1,
        dueAt: realNow() + wait + Math.random() * DISORDER_MS,
      });
    ctx.save();
    wake();
  }

  ctx.emitWebhook = (shopName, topic, payload) => {
    const shop = ctx.world.shops[shopName];
    if (
      !shop ||
      (!findInstallation(ctx, shopName) && !AFTER_UNINSTALL.has(topic))
    )
      return;
    const eventId = randomUUID();
    for (const subscription of ctx.appConfig.webhooks) {
      if (subscription.topic !== topic) continue;
      const body = JSON.stringify(pick(payload, subscription.includeFields));
      queue(shop, {
        deliveryId: randomUUID(),
        eventId,
        topic,
        shop: shopName,
        uri: subscription.uri,
        body,
        triggeredAt: toIso(ctx.clock.now()),
      });
    }
  };

  function wake(): void {
    if (closed) return;
    clearTimeout(timer);
    const now = realNow();
    const waiting = shops().flatMap((shop) =>
      shop.webhooks.pending.filter((job) => !running.has(job)),
    );
    const due = waiting
      .filter((job) => job.dueAt <= now)
      .toSorted((a, b) => a.dueAt - b.dueAt);
    for (const job of due.slice(0, Math.max(0, AT_ONCE - running.size))) {
      const work = deliver(job).finally(() => {
        running.delete(job);
        wake();
      });
      running.set(job, work);
    }
    if (running.size >= AT_ONCE) return;
    const next = Math.min(
      ...waiting.filter((job) => job.dueAt > now).map((job) => job.dueAt),
    );
    if (Number.isFinite(next))
      timer = setTimeout(wake, Math.min(next - now, 2 ** 30)).unref();
  }

  async function deliver(job: WebhookJob): Promise<void> {
    const began = performance.now();
    const status = ctx.world.faults.webhooks.drop
      ? ("dropped" as const)
      : await post(ctx, job);
    const shop = ctx.world.shops[job.shop];
    if (!shop || closed) return;
    const { body: _body, dueAt: _dueAt, ...facts } = job;
    const entry: WebhookLog = {
      ...facts,
      status,
      ms: Math.round(performance.now() - began),
      at: toIso(ctx.clock.now()),
    };
    shop.webhooks.log = [...shop.webhooks.log, entry].slice(-LOG_LENGTH);
    const done =
      status === "dropped" ||
      (typeof status === "number" && status >= 200 && status < 300);
    if (done || job.attempt > MOST_RETRIES) {
      shop.webhooks.pending.splice(shop.webhooks.pending.indexOf(job), 1);
      if (status !== "dropped")
        sent.splice(0, Math.max(0, sent.push(job) - LOG_LENGTH));
      if (!done)
        ctx.log.warn(
          { topic: job.topic, status },
          "a webhook was given up after its last retry",
        );
    } else {
      job.dueAt = realNow() + FIRST_GAP_MS * 2 ** (job.attempt - 1);
      job.attempt += 1;
    }
    ctx.save();
  }

  wake();
  return {
    replay({ shop, topic, times }) {
      const world = ctx.world.shops[shop];
      const again = sent.filter(
        (job) => job.shop === shop && (!topic || job.topic === topic),
      );
      if (!world) return 0;
      for (let time = 0; time < times; time++)
        for (const job of again)
          world.webhooks.pending.push({ ...job, attempt: 1, dueAt: realNow() });
      wake();
      return again.length * times;
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await Promise.all(running.values());
    },
  };
}

async function post(
  ctx: LocalShopify,
  job: WebhookJob,
): Promise<WebhookLog["status"]> {
  try {
    const response = await fetch(new URL(job.uri, ctx.urls.app), {
      method: "POST",
      redirect: "manual", // Shopify follows none: a redirect is a failure
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        "Content-Type": "application/json",
        "User-Agent": "Shopify-Captain-Hook (local)",
        "X-Shopify-Topic": job.topic,
        "X-Shopify-Hmac-Sha256": signWebhook(job.body, ctx.clientSecret),
        "X-Shopify-Shop-Domain": job.shop,
        "X-Shopify-API-Version": ctx.appConfig.apiVersion,
        "X-Shopify-Webhook-Id": job.deliveryId,
        "X-Shopify-Event-Id": job.eventId,
        "X-Shopify-Triggered-At": job.triggeredAt,
      },
      body: job.body,
    });
    await response.arrayBuffer();
    return response.status;
  } catch (error) {
    return (error as Error).name === "TimeoutError" ? "timeout" : "refused";
  }
}
