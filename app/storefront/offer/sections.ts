/** Draws the theme's cart again after the code was applied, with the theme's own Liquid. */

/** What sets a cart apart from the rest of a page: its form, its checkout button, or the elements well-known themes use. */
const CART =
  'form[action$="/cart"],[name="checkout"],cart-items,cart-drawer,cart-drawer-items,[data-cart-items]';
const PREFIX = "shopify-section-";
/** Shopify draws at most five sections with a cart answer. */
const MOST = 5;

export function findCartSections(root: ParentNode): string[] {
  return [...root.querySelectorAll(`[id^="${PREFIX}"]`)]
    .filter((section) => section.querySelector(CART))
    .map((section) => section.id.slice(PREFIX.length))
    .slice(0, MOST);
}

/** Answers whether everything asked for was drawn; where it was not, the page must be loaded again. */
export function drawSections(
  root: Document,
  drawn: Record<string, string | null>,
  asked: string[],
): boolean {
  const results = asked.map((id) => {
    const place = root.getElementById(PREFIX + id);
    const fresh = new DOMParser()
      .parseFromString(drawn[id] ?? "", "text/html")
      .getElementById(PREFIX + id);
    if (!place || !fresh) return false;
    place.replaceChildren(...fresh.childNodes);
    return true;
  });
  return !results.includes(false);
}

/** Standard storefront event: themes and other apps that show the cart hear of it without watching our requests. */
export function announceCodes(codes: string[], cart: Promise<unknown>): void {
  // Whoever listens handles failures; without listeners nothing may reach the console.
  const promise = cart.then((answer) => ({ cart: answer }));
  promise.catch(() => undefined);
  document.dispatchEvent(
    Object.assign(
      new Event("shopify:cart:discount-update", { bubbles: true }),
      {
        discountCodes: codes.map((code) => ({ code })),
        promise,
      },
    ),
  );
}
