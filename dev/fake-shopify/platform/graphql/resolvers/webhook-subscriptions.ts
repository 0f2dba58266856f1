/** Webhook subscriptions through the API: only Shopify's refusals. The app subscribes in shopify.app.toml. */
import { gid } from "../../../world/world.ts";
import type { AdminCall, Source } from "../call.ts";
import { connection, type PageArgs } from "../connection.ts";
import { notSimulated, userError } from "../errors.ts";

interface Input {
  topic: string;
  webhookSubscription: { uri?: string | null; name?: string | null };
}

/** "ORDERS_CREATE" for "orders/create". */
export const topicEnum = (topic: string) =>
  topic.toUpperCase().replace(/[^A-Z0-9]/g, "_");

export const webhookQueries: Source = {
  webhookSubscriptions: (args: PageArgs & { topics?: string[] | null }) => {
    if (args.topics) throw notSimulated("webhookSubscriptions(topics:)");
    // As on Shopify: what the toml declares is not listed here.
    return connection({
      items: [] as { id: string }[],
      args,
      toNode: ({ id }) => ({ id: gid("WebhookSubscription", id) }),
    });
  },
};

export const webhookMutations: Source = {
  webhookSubscriptionCreate(
    { topic, webhookSubscription }: Input,
    call: AdminCall,
  ) {
    const refuse = (part: string, message: string) => ({
      webhookSubscription: null,
      userErrors: [userError(["webhookSubscription", part], null, message)],
    });
    const uri = webhookSubscription.uri ?? "";
    if (uri === "") return refuse("callbackUrl", "Address can't be blank");
    if (uri.startsWith("http://"))
      return refuse("callbackUrl", "Address protocol http:// is not supported");
    if (webhookSubscription.name && !/^[\w-]+$/.test(webhookSubscription.name))
      return refuse(
        "name",
        "Name can only contain alphanumeric characters, underscores, and hyphens",
      );
    const taken = call.ctx.appConfig.webhooks.some(
      (one) =>
        topicEnum(one.topic) === topic &&
        new URL(one.uri, call.ctx.urls.app).href === uri,
    );
    if (taken)
      return refuse(
        "callbackUrl",
        "Address for this topic has already been taken",
      );
    throw notSimulated(
      "webhook subscriptions made through the API: declare them in shopify.app.toml",
    );
  },
};
