// The cart: talks to the Ajax API, draws sections again, tells others what happened.

const root = () => window.Shopify?.routes?.root ?? "/";
const sections = () => {
  const onPage = [...document.querySelectorAll("[data-cart-section]")].map(
    (el) => el.dataset.cartSection,
  );
  return onPage.length > 0 ? onPage : ["cart-drawer"];
};

async function post(path, body) {
  const answer = await fetch(root() + path, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify({
      ...body,
      sections: sections(),
      sections_url: location.pathname,
    }),
  });
  const data = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(data.description ?? data.message ?? "");
  return data;
}

/** One of Shopify's standard storefront events. */
function announce(name, detail) {
  document.dispatchEvent(
    new CustomEvent(`shopify:cart:${name}`, { bubbles: true, detail }),
  );
}

export function say(words) {
  const live = document.querySelector("[data-live]");
  if (live) live.textContent = words;
}

function drawSections(drawn) {
  for (const [id, html] of Object.entries(drawn ?? {})) {
    const place = document.getElementById(`shopify-section-${id}`);
    if (!place || !html) continue;
    const fresh = new DOMParser()
      .parseFromString(html, "text/html")
      .getElementById(`shopify-section-${id}`);
    if (!fresh) continue;
    // An open dialog keeps its place and its backdrop only when the element itself stays.
    const dialog = place.querySelector("dialog");
    const freshDialog = fresh.querySelector("dialog");
    if (dialog && freshDialog)
      dialog.replaceChildren(...freshDialog.childNodes);
    else place.replaceChildren(...fresh.childNodes);
  }
}

function drawCount(count) {
  const bubble = document.querySelector("[data-cart-count]");
  if (!bubble || typeof count !== "number") return;
  bubble.textContent = String(count);
  bubble.hidden = count === 0;
}

/** How to find a control again after its line was drawn anew. */
function findAgain(el) {
  if (!el || el === document.body) return null;
  if (el.id) return `#${CSS.escape(el.id)}`;
  const key = el.closest("[data-key]")?.dataset.key;
  if (key && el.dataset.step)
    return `[data-key="${key}"] [data-step="${el.dataset.step}"]`;
  return null;
}

/** Draws the cart again wherever it stands on the page, keeping the focus where it was, or near. */
function drawCart(cart) {
  const before = document.activeElement;
  const again = findAgain(before);
  drawSections(cart.sections);
  drawCount(cart.item_count);
  if (before?.isConnected && before !== document.body) return;
  const place =
    (again && document.querySelector(again)) ??
    document.querySelector("dialog[open] [data-close]") ??
    document.querySelector("[data-cart-section] h1");
  place?.focus({ preventScroll: true });
}

function tell(name, detail, promise) {
  const told = promise.then((cart) => ({ cart }));
  told.catch((error) => announce("error", { error: error.message }));
  announce(name, { ...detail, promise: told });
  return promise;
}

export async function addLine({ id, quantity, properties }) {
  const promise = post("cart/add.js", {
    items: [{ id, quantity, properties }],
  });
  const added = await tell(
    "lines-update",
    { action: "add", lines: [{ merchandiseId: id, quantity }] },
    promise,
  );
  const cart = await fetch(`${root()}cart.js`, {
    headers: { Accept: "application/json" },
  }).then((r) => r.json());
  drawCart({ ...cart, sections: added.sections });
  return cart;
}

async function changeLine({ key, quantity }) {
  const promise = post("cart/change.js", { id: key, quantity });
  const cart = await tell(
    "lines-update",
    {
      action: quantity === 0 ? "remove" : "update",
      lines: [{ id: key, quantity }],
    },
    promise,
  );
  drawCart(cart);
}

async function setCodes(codes) {
  const promise = post("cart/update.js", { discount: codes.join(",") });
  const cart = await tell("discount-update", { discountCodes: codes }, promise);
  drawCart(cart);
  return cart;
}

export function openDrawer() {
  const drawer = document.querySelector("[data-cart-drawer]");
  if (!drawer || drawer.open) return;
  drawer.showModal();
}

const lineOf = (el) => el.closest("[data-key]");

async function changeFrom(el, quantity) {
  const line = lineOf(el);
  if (!line || line.getAttribute("aria-busy")) return;
  line.setAttribute("aria-busy", "true");
  try {
    await changeLine({ key: line.dataset.key, quantity });
  } catch (error) {
    line.removeAttribute("aria-busy");
    const field = line.querySelector("input");
    if (field) field.value = field.defaultValue;
    const place = line.querySelector("[data-line-error]");
    if (place) place.textContent = error.message;
  }
}

document.addEventListener("change", (event) => {
  const el = event.target;
  if (el.matches?.(".line input[type=number]"))
    void changeFrom(el, Math.max(0, Number.parseInt(el.value, 10) || 0));
  if (el.matches?.("[data-cart-note]")) {
    const promise = post("cart/update.js", { note: el.value });
    void tell("note-update", { note: el.value }, promise).catch(() => {});
  }
});

const appliedCodes = () =>
  [...document.querySelectorAll("[data-code]")].map((el) =>
    el.textContent.trim(),
  );

document.addEventListener("click", (event) => {
  const el = event.target;
  const remove = el.closest?.("[data-remove]");
  if (remove) {
    event.preventDefault();
    void changeFrom(remove, 0);
  }
  const code = el.closest?.("[data-remove-code]");
  if (code)
    void setCodes(
      appliedCodes().filter((it) => it !== code.dataset.removeCode),
    ).catch(() => {});
  const link = el.closest?.("[data-cart-link]");
  if (
    link &&
    document.querySelector("[data-cart-drawer]") &&
    !event.metaKey &&
    !event.ctrlKey
  ) {
    event.preventDefault();
    openDrawer();
  }
  const drawer = el.closest?.("[data-cart-drawer]");
  if (drawer && (el === drawer || el.closest("[data-close]"))) drawer.close();
});

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-discount-form]")) return;
  event.preventDefault();
  const code = form.elements.discount.value.trim();
  if (!code) return;
  const error = form.querySelector("[data-discount-error]");
  try {
    const cart = await setCodes([...appliedCodes(), code]);
    const taken = cart.discount_codes?.some(
      (it) => it.applicable && it.code.toLowerCase() === code.toLowerCase(),
    );
    const place = document.querySelector("[data-discount-error]");
    if (!taken && place) place.textContent = place.dataset.refused;
  } catch (failure) {
    if (error) error.textContent = failure.message;
  }
});
