import type { Control } from "#dev/demo/control.ts";
import { makeMerchant, type Merchant } from "#dev/demo/seed/merchant.ts";
import type { Stack } from "#dev/demo/stack.ts";

/** Install, campaign on, embed on, blocks placed: what a merchant does on her first day. Answers her, to do more. */
export async function openShop({
  stack,
  control,
  shop,
}: {
  stack: Pick<Stack, "urls" | "env">;
  control: Control;
  shop: string;
}): Promise<Merchant> {
  const started = performance.now();
  const local = (await control.state()).now.getTime();
  const { env, urls } = stack;
  const merchant = makeMerchant({
    ...urls,
    shop,
    handle: env.SHOPIFY_APP_HANDLE ?? "",
    clientId: env.SHOPIFY_API_KEY ?? "",
    clientSecret: env.SHOPIFY_API_SECRET ?? "",
    now: () => new Date(local + performance.now() - started),
  });
  await merchant.install();
  await switchOn(merchant, CAMPAIGN);
  await control.theme({
    embeds: { embed: { disabled: false } },
    blocks: [
      { template: "product", block: "review-badge" },
      { template: "product", block: "bought" },
      { template: "product", block: "stock" },
      { template: "cart", block: "cart-proof" },
    ],
  });
  return merchant;
}

/** Saves what the editor sends, and switches it on. */
export async function switchOn(
  merchant: Merchant,
  input: object,
): Promise<void> {
  const answer = await merchant.act("/app/campaigns/new", {
    intent: "save",
    input,
  });
  const id = /\/app\/campaigns\/([0-9a-f-]{36})/.exec(answer)?.[1];
  if (!id)
    throw new Error(`The campaign was not saved: ${answer.slice(0, 400)}`);
  await merchant.act(`/app/campaigns/${id}`, {
    intent: "status",
    status: "active",
  });
}

/** What the editor sends when a merchant saves what it proposes, with a larger hold-out, so that a month shows both arms. */
const CAMPAIGN = {
  name: "10 % off when leaving the cart",
  definition: {
    audience: { pages: ["cart"], minCartMinor: 0 },
    moment: { kind: "exit", afterSeconds: 3 },
    treatment: {
      kind: "offer",
      incentive: { kind: "percent", percent: 10 },
      stacks: false,
      validFor: "day",
      texts: {
        en: {
          heading: "Before you go",
          body: "Take {benefit} off what is in your basket.",
          accept: "Take {benefit} off",
          decline: "No, thank you",
        },
      },
    },
    limits: { cooldownHours: 24, claimsPerDay: 200 },
    schedule: {},
    experiment: { holdout: 0.2 },
  },
};
