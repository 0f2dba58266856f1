import { z } from "zod";

/** Compliance webhooks. @see https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance */

const id = z.union([z.string(), z.number().int()]).transform(String);
const ids = z
  .array(id)
  .nullish()
  .transform((list) => list ?? []);

export const customerPayload = z.object({
  customer: z
    .object({
      id: id.nullish().transform((value) => value ?? null),
      email: z
        .string()
        .nullish()
        .transform((text) => text?.trim().toLowerCase() || null),
      phone: z
        .string()
        .nullish()
        .transform((text) => text || null),
    })
    .nullish()
    .transform(
      (customer) => customer ?? { id: null, email: null, phone: null },
    ),
  orders_requested: ids,
  orders_to_redact: ids,
});

/** How long a merchant may fetch an export; a copy of someone's data should not outlive its use. */
export const KEEP_EXPORT_DAYS = 30;
