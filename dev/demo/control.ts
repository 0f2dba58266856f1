import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

/** The local Shopify's levers, for the seed, the stories and the tour. */
export interface Control {
  state(): Promise<ControlState>;
  /** Moves the clock ahead to `at`; a moment that has passed is left as it is. */
  moveTo(at: Date): Promise<void>;
  jump(ms: number): Promise<void>;
  faults(change: object): Promise<void>;
  theme(change: object): Promise<void>;
  /** What a merchant does to a variant's stock: counts it anew, adds to it, or moves it between her locations. */
  stock(change: {
    shop?: string;
    variantId: string;
    act: "set" | "add" | "move";
    quantity: number;
  }): Promise<void>;
  /** Mails that arrived, those to `to` if given, oldest first. */
  mails(to?: string): Promise<Mail[]>;
}

const stateSchema = z.object({
  now: z.coerce.date(),
  rate: z.number(),
  shops: z.array(
    z.object({
      shop: z.string(),
      name: z.string(),
      storefront: z.string(),
      admin: z.string(),
      installed: z.boolean(),
      webhooks: z.object({ pending: z.number() }),
    }),
  ),
});
export type ControlState = z.infer<typeof stateSchema>;

const mailSchema = z.object({
  id: z.string(),
  receivedAt: z.coerce.date(),
  to: z.array(z.string()),
  subject: z.string().optional(),
  html: z.string().optional(),
  text: z.string().optional(),
  messageId: z.string().optional(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
});
export type Mail = z.infer<typeof mailSchema>;

/** Every call throws an Error with the local Shopify's own words when it refuses. */
export function openControl(platform: string): Control {
  const ask = async (path: string, body?: object): Promise<unknown> => {
    const init = body && {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    };
    const response = await fetch(`${platform}${path}`, init);
    const text = await response.text();
    if (!response.ok)
      throw new Error(
        `The local Shopify refused ${path}: ${response.status} ${text.slice(0, 300)}`,
      );
    return JSON.parse(text);
  };
  const post = async (path: string, body: object) =>
    void (await ask(`/control/${path}`, body));
  /** Other processes look at the clock every 20 ms; what comes sooner would meet yesterday. */
  const jump = async (jumpMs: number) => {
    await post("clock", { jumpMs });
    await sleep(30);
  };
  const state = async () => stateSchema.parse(await ask("/control/state"));
  return {
    state,
    async moveTo(at) {
      const ahead = at.getTime() - (await state()).now.getTime();
      if (ahead > 0) await jump(ahead);
    },
    jump,
    faults: (change) => post("faults", change),
    theme: (change) => post("theme", change),
    stock: (change) => post("stock", change),
    async mails(to) {
      const query = to ? `?${new URLSearchParams({ to })}` : "";
      return z
        .object({ mails: z.array(mailSchema) })
        .parse(await ask(`/inbox.json${query}`)).mails;
    },
  };
}
