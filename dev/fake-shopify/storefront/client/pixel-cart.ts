/** What the page's own requests do to the cart: product_added_to_cart and product_removed_from_cart. */
export type Publish = (name: string, data: unknown) => void;

interface AjaxLine {
  key: string;
  variant_id: number;
  product_id: number;
  quantity: number;
  price: number;
  final_line_price: number;
  final_price: number;
  sku: string;
  image: string | null;
  product_title: string;
  product_type: string;
  variant_title: string | null;
  vendor: string;
  url: string;
}
interface AjaxCart {
  items: AjaxLine[];
  currency: string;
}

const ADDING = "_wpm_adding";

export function watchCart(publish: Publish): void {
  const root =
    (window as unknown as { Shopify?: { routes?: { root?: string } } }).Shopify
      ?.routes?.root ?? "/";
  const plainFetch = window.fetch.bind(window);
  const readCart = (): Promise<AjaxCart> =>
    plainFetch(`${root}cart.js`, {
      headers: { Accept: "application/json" },
    }).then((answer) => answer.json() as Promise<AjaxCart>);
  let known: Promise<AjaxCart | null> = readCart().catch(() => null);

  /** One look at the cart after each change, compared with the one before: whatever the theme called. */
  async function compare(): Promise<void> {
    const before = await known;
    known = readCart().catch(() => null);
    const after = await known;
    if (!before || !after) return;
    const counts = (cart: AjaxCart) =>
      new Map(cart.items.map((line) => [line.variant_id, line]));
    const [old, now] = [counts(before), counts(after)];
    for (const [id, line] of now) {
      const added = line.quantity - (old.get(id)?.quantity ?? 0);
      if (added > 0)
        publish("product_added_to_cart", {
          cartLine: lineOf(line, added, after.currency),
        });
    }
    for (const [id, line] of old) {
      const removed = line.quantity - (now.get(id)?.quantity ?? 0);
      if (removed > 0)
        publish("product_removed_from_cart", {
          cartLine: lineOf(line, removed, before.currency),
        });
    }
  }

  let queue = Promise.resolve();
  const changed = () => {
    queue = queue.then(compare);
  };
  const changes = (url: string) =>
    /\/cart\/(?:add|change|update|clear)(?:\.js|\.json)?(?:[?#]|$)/.test(url);

  window.fetch = async (input, init) => {
    const answer = await plainFetch(input, init);
    const url = input instanceof Request ? input.url : String(input);
    if (answer.ok && changes(url)) changed();
    return answer;
  };
  const open = XMLHttpRequest.prototype.open as (...args: unknown[]) => void;
  XMLHttpRequest.prototype.open = function (
    this: XMLHttpRequest,
    ...args: unknown[]
  ) {
    if (changes(String(args[1])))
      this.addEventListener("load", () => {
        if (this.status < 300) changed();
      });
    open.apply(this, args);
  } as typeof XMLHttpRequest.prototype.open;

  // A plain form leaves the page: what it added is told by the next one.
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || !changes(form.getAttribute("action") ?? ""))
      return;
    const fields = new FormData(form);
    remember([Number(fields.get("id")), Number(fields.get("quantity")) || 1]);
  });
  const left = recall();
  if (left)
    void known.then((cart) => {
      const line = cart?.items.find((one) => one.variant_id === left[0]);
      if (cart && line)
        publish("product_added_to_cart", {
          cartLine: lineOf(line, left[1], cart.currency),
        });
    });
}

function lineOf(line: AjaxLine, quantity: number, currencyCode: string) {
  const money = (hundredths: number) => ({
    amount: hundredths / 100,
    currencyCode,
  });
  return {
    cost: { totalAmount: money(line.final_price * quantity) },
    merchandise: {
      id: String(line.variant_id),
      image: line.image ? { src: line.image } : null,
      price: money(line.price),
      product: {
        id: String(line.product_id),
        title: line.product_title,
        type: line.product_type,
        untranslatedTitle: line.product_title,
        url: line.url,
        vendor: line.vendor,
      },
      sku: line.sku,
      title: line.variant_title,
      untranslatedTitle: line.variant_title,
    },
    quantity,
  };
}

function remember(added: [number, number]): void {
  try {
    sessionStorage.setItem(ADDING, JSON.stringify(added));
  } catch {
    // Without storage this one addition stays untold, as it would at Shopify.
  }
}

function recall(): [number, number] | null {
  try {
    const text = sessionStorage.getItem(ADDING);
    sessionStorage.removeItem(ADDING);
    return text ? (JSON.parse(text) as [number, number]) : null;
  } catch {
    return null;
  }
}
