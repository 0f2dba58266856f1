// Standard storefront events: what the theme tells apps. Views of products and collections are told by <view-event>.
import {
  CartDiscountUpdateEvent,
  CartErrorEvent,
  CartLinesUpdateEvent,
  CartNoteUpdateEvent,
  CartViewEvent,
  PageViewEvent,
  ProductSelectEvent,
  SearchUpdateEvent,
  createViewEventElement,
} from "@theme/standard-events";

const CHANGES = {
  lines: CartLinesUpdateEvent,
  note: CartNoteUpdateEvent,
  discount: CartDiscountUpdateEvent,
};

/** The cart as it was drawn with the page, then as the last change left it. */
let cart = JSON.parse(
  document.querySelector("[data-cart-state]")?.textContent || "{}",
).cart;

/** @param where "page" or "dialog" */
export function announceCartView(where, from = document) {
  from.dispatchEvent(new CartViewEvent({ context: where, cart: cart ?? null }));
}

/** @param chosen options as `{ name, value }`; the promise gives the variant or null */
export function announceSelection({ from, product, selectedOptions, promise }) {
  from.dispatchEvent(
    new ProductSelectEvent({ product, selectedOptions, promise }),
  );
}

/**
 * Told as the change begins. A change that the cart declines resolves with the cart as it stands and the reason.
 * @param kind "lines", "note" or "discount"
 * @param answer promise of the Ajax API's cart; rejects with `status` and `current` (the cart as it stands)
 */
export function announceChange(kind, { from = document, answer, ...payload }) {
  const failed = (error, code) =>
    from.dispatchEvent(new CartErrorEvent({ error: error.message, code }));
  const promise = answer.then(
    (ajaxCart) => {
      cart = CartViewEvent.createCartFromAjaxResponse(ajaxCart);
      return { cart };
    },
    (error) => {
      if (!error.status) {
        failed(error, "SERVICE_UNAVAILABLE");
        throw error;
      }
      failed(error, "INVALID");
      return {
        cart: cart ?? null,
        userErrors: [{ code: "INVALID", message: error.message }],
      };
    },
  );
  promise.catch(() => {});
  from.dispatchEvent(new CHANGES[kind]({ ...payload, promise }));
}

customElements.define("view-event", createViewEventElement());

const { template } = document.body.dataset;
document.dispatchEvent(
  new PageViewEvent({
    page: { template, title: document.title, url: location.href },
  }),
);
if (template === "cart") announceCartView("page");

const search = document.querySelector("[data-search-total]");
if (search)
  search.dispatchEvent(
    new SearchUpdateEvent({
      search: { query: search.dataset.searchTerms },
      promise: Promise.resolve({
        totalCount: Number(search.dataset.searchTotal),
      }),
    }),
  );
