/** Whose requests share a lid: the shopper's network, as far as the headers of proxies can tell. Pure. */
import { isIPv4, isIPv6 } from "node:net";

/**
 * The address that connected to Shopify. Each proxy on the way adds who connected to it at the end of `X-Forwarded-For`, and
 * what stands before those entries is the visitor's own to make up: so it is counted from the end, past the entries that our
 * own `hops` proxies added. With fewer entries than that the first is taken (docs/decisions/056-whose-claims-share-a-lid.md).
 * @param remote address of the connection itself, used when the header is missing.
 */
export function forwardedAddress({
  header,
  hops,
  remote,
}: {
  header: string | string[] | undefined;
  hops: number;
  remote: string | undefined;
}): string {
  const entries = (Array.isArray(header) ? header.join(",") : (header ?? ""))
    .split(",")
    .map((entry) => entry.trim())
    .filter(Boolean);
  const address = entries[Math.max(0, entries.length - 1 - hops)];
  return (address ?? remote ?? "").slice(0, 45); // the longest IPv6 text
}

/**
 * What one household or machine has: an IPv4 address, or the first 64 bits of an IPv6 address, of which a visitor may use
 * as many as she likes. Anything else is itself.
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const plain = mapped ?? address.split("%")[0]!;
  if (isIPv4(plain) || !isIPv6(plain)) return plain.toLowerCase();
  const [head = "", tail] = plain.toLowerCase().split("::");
  const left = head.split(":").filter(Boolean);
  const right = (tail ?? "").split(":").filter(Boolean);
  const missing = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array<string>(missing).fill("0"), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":")}::/64`;
}
