/** What Shopify passed on from a customer, in the merchant's words. */

export interface RequestWords {
  title: string;
  /** What was done, in whole sentences. */
  done: string;
}

const WORDS: Record<string, RequestWords> = {
  "data-request": {
    title: "A customer asked for their data",
    done: "Everything Second Thought holds about them is in one file, which also says who they are. Hand it to them yourself.",
  },
  "customer-redact": {
    title: "A customer’s data were erased",
    done: "Erased: their e-mail address, telephone and customer number on orders and baskets, the way back to their baskets, what they typed into product fields, their consents, the mails written to them, and what linked purchases to visits. A mail still waiting was not sent. What was bought and for how much stays, and names nobody. They are never written to again.",
  },
  "shop-redact": {
    title: "The shop’s data were erased",
    done: "Erased 48 hours after Second Thought was removed from the shop: everything it held about the shop, its customers and its campaigns.",
  },
};

/** @param kind of PrivacyRequest; one we have no words for is shown as it is */
export function describeRequest(kind: string): RequestWords {
  return WORDS[kind] ?? { title: kind, done: "" };
}

/** Names the day and nobody. */
export function exportFileName({ receivedAt }: { receivedAt: Date }): string {
  return `customer-data-${receivedAt.toISOString().slice(0, 10)}.json`;
}
