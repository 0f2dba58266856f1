import { sign, signatures } from "#app/crypto.server.ts";
import type { Database } from "#app/db.server.ts";
import {
  decideMayWrite,
  emailConsentPayload,
  marketingPayload,
  normaliseAddress,
  PURPOSES,
  wordOfBox,
  wordOfShopify,
} from "./shoppers.ts";
import type {
  ConsentWord,
  MayWrite,
  Purpose,
  SuppressionEntry,
} from "./shoppers.ts";
import type { RecoveryPolicy } from "./recovery-policy.ts";

const KEY_PURPOSE = "suppression";
const keyText = (shop: string, address: string) => `${shop}\n${address}`;

/** What stands for an address once it is gone: the same address of another shop gives another key. */
function addressKey(shop: string, address: string): string {
  return sign(keyText(shop, address), { purpose: KEY_PURPOSE }).toString(
    "base64url",
  );
}

function addressKeys(shop: string, address: string): string[] {
  return signatures(keyText(shop, address), { purpose: KEY_PURPOSE }).map(
    (key) => key.toString("base64url"),
  );
}

/** Keeps the word if it is newer than the one we have; the same word twice, or an old one late, changes nothing. */
export async function recordConsent(
  tx: Database,
  given: ConsentWord & { shop: string; address: string; purpose: Purpose },
): Promise<void> {
  const address = normaliseAddress(given.address);
  if (!address) return;
  const { shop, purpose, granted, basis, source, at } = given;
  // The comparison is isNewerWord's (its test plays both); PostgreSQL's "C" collation compares text as JavaScript does.
  await tx.$executeRaw`
    insert into "Consent" ("shop", "address", "purpose", "granted", "basis", "source", "at")
    values (${shop}, ${address}, ${purpose}, ${granted}, ${basis}, ${source}, ${at}::timestamptz)
    on conflict ("shop", "address", "purpose") do update
      set "granted" = excluded."granted", "basis" = excluded."basis", "source" = excluded."source", "at" = excluded."at"
      where (excluded."at", not excluded."granted", excluded."basis" collate "C", excluded."source" collate "C")
          > ("Consent"."at", not "Consent"."granted", "Consent"."basis" collate "C", "Consent"."source" collate "C")`;
}

/** Webhook customers_email_marketing_consent/update. */
export async function recordShopifyConsent(
  tx: Database,
  {
    shop,
    payload,
    triggeredAt,
  }: { shop: string; payload: unknown; triggeredAt: Date },
): Promise<void> {
  const parsed = emailConsentPayload.parse(payload);
  const word = wordOfShopify(parsed, triggeredAt);
  if (word && parsed.email_address)
    await recordConsent(tx, {
      ...word,
      shop,
      address: parsed.email_address,
      purpose: "marketing",
    });
}

/** Webhooks checkouts/* and orders/*: the ticked "e-mail me with news and offers". */
export async function recordBoxConsent(
  tx: Database,
  {
    shop,
    kind,
    payload,
  }: { shop: string; kind: "checkout" | "order"; payload: unknown },
): Promise<void> {
  const parsed = marketingPayload.parse(payload);
  const word = wordOfBox(kind, parsed);
  if (word && parsed.email)
    await recordConsent(tx, {
      ...word,
      shop,
      address: parsed.email,
      purpose: "marketing",
    });
}

/** Nothing of this purpose (or "all") is sent to the address again. The first reason stays. */
export async function suppress(
  tx: Database,
  entry: SuppressionEntry & { shop: string; address: string; at: Date },
): Promise<void> {
  const address = normaliseAddress(entry.address);
  if (!address) return;
  const { shop, purpose, reason, at } = entry;
  await tx.suppression.createMany({
    data: [
      { shop, addressKey: addressKey(shop, address), purpose, reason, at },
    ],
    skipDuplicates: true,
  });
}

export async function listSuppressions(
  tx: Database,
  { shop, address }: { shop: string; address: string },
): Promise<SuppressionEntry[]> {
  const normalised = normaliseAddress(address);
  if (!normalised) return [];
  const rows = await tx.suppression.findMany({
    where: { shop, addressKey: { in: addressKeys(shop, normalised) } },
  });
  return rows as unknown as SuppressionEntry[];
}

/** May this shop write to this address for this purpose now, and on what basis? */
export async function mayWrite(
  tx: Database,
  {
    shop,
    address,
    purpose,
    countryCode,
    policy,
    facts,
  }: {
    shop: string;
    address: string | null;
    purpose: Purpose;
    countryCode: string | null;
    policy: RecoveryPolicy;
    facts: { gaveAddressAt: Date | null };
  },
): Promise<MayWrite> {
  const normalised = normaliseAddress(address);
  if (!normalised) return { allowed: false, reason: "no-address" };
  const suppressions = await listSuppressions(tx, {
    shop,
    address: normalised,
  });
  const words = await tx.consent.findMany({
    where: { shop, address: normalised, purpose: { in: [...PURPOSES] } },
  });
  return decideMayWrite({
    purpose,
    countryCode,
    policy,
    suppressions,
    gaveAddressAt: facts.gaveAddressAt,
    consents: Object.fromEntries(words.map((word) => [word.purpose, word])),
  });
}

export interface CustomerIdentity {
  shop: string;
  email: string | null;
  phone?: string | null;
  customerId?: string | null;
}

/** What we know about a person in this module, for a data request. */
export async function exportCustomer(
  tx: Database,
  { shop, email }: CustomerIdentity,
): Promise<{ consents: unknown[]; suppressions: unknown[] }> {
  const address = normaliseAddress(email);
  if (!address) return { consents: [], suppressions: [] };
  const consents = await tx.consent.findMany({ where: { shop, address } });
  return {
    consents: consents.map(({ purpose, granted, basis, source, at }) => ({
      purpose,
      granted,
      basis,
      source,
      at,
    })),
    suppressions: await listSuppressions(tx, { shop, address }),
  };
}

/** Forgets the address; what stays is a key that keeps us from ever writing to it again. */
export async function eraseCustomer(
  tx: Database,
  { shop, email, at }: CustomerIdentity & { at: Date },
): Promise<void> {
  const address = normaliseAddress(email);
  if (!address) return;
  await tx.consent.deleteMany({ where: { shop, address } });
  await suppress(tx, { shop, address, purpose: "all", reason: "erased", at });
}
