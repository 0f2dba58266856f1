// The cart: talks to the Ajax API, draws sections again, tells others what happened.
import { announceCartView, announceChange } from "@theme/announce";
import { CartViewEvent } from "@theme/standard-events";

const summaryOf = CartViewEvent.createCartFromAjaxResponse;

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
  if (!answer.ok)
    throw Object.assign(new Error(data.description ?? data.message ?? ""), {
      status: answer.status,
    });
  return data;
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

/** Where a control stands, as standard events call it. */
const contextOf = (el) =>
  el?.closest?.("dialog")
    ? "dialog"
    : el?.closest?.("[data-product]")
      ? "product"
      : "cart";

export async function addLine({ from, id, quantity, properties }) {
  const adding = post("cart/add.js", {
    items: [{ id, quantity, properties }],
  }).then(async (added) => {
    const cart = await fetch(`${root()}cart.js`, {
      headers: { Accept: "application/json" },
    }).then((r) => r.json());
    return { ...cart, sections: added.sections };
  });
  announceChange("lines", {
    from,
    action: "add",
    context: contextOf(from),
    lines: [{ merchandiseId: id, quantity }],
    answer: adding,
  });
  const cart = await adding;
  drawCart(cart);
  return cart;
}

async function changeLine({ from, key, quantity }) {
  const answer = post("cart/change.js", { id: key, quantity });
  announceChange("lines", {
    from,
    action: quantity === 0 ? "remove" : "update",
    context: contextOf(from),
    lines: [{ id: key, quantity }],
    answer,
  });
  drawCart(await answer);
}

async function setCodes(codes, from) {
  const answer = post("cart/update.js", { discount: codes.join(",") });
  announceChange("discount", {
    from,
    discountCodes: codes.map((code) => ({ code })),
    answer,
  });
  const cart = await answer;
  drawCart(cart);
  return cart;
}

async function setNote(note, from) {
  const answer = post("cart/update.js", { note });
  announceChange("note", { from, context: contextOf(from), note, answer });
  await answer;
}

export function openDrawer() {
  const drawer = document.querySelector("[data-cart-drawer]");
  if (!drawer || drawer.open) return;
  drawer.showModal();
  announceCartView("dialog", drawer);
}

/** What apps and agents ask for by Shopify.actions, done and drawn in place, without a new page. */
const actions = {
  openCart() {
    if (document.querySelector("[data-cart-drawer]")) openDrawer();
    else location.assign(`${root()}cart`);
  },
  async updateCart({ lines = [], note, discountCodes }) {
    const userErrors = [];
    const bare = (id) => id.replace(/^gid:\/\/shopify\/\w+\//, "");
    const properties = (line) =>
      line.attributes && {
        properties: Object.fromEntries(
          line.attributes.map(({ key, value }) => [key, value]),
        ),
      };
    const send = (path, body) =>
      post(path, body).catch((error) => {
        if (!error.status) throw error;
        userErrors.push({ message: error.message });
      });
    for (const line of lines)
      await (line.merchandiseId
        ? send("cart/add.js", {
            items: [
              {
                id: Number(bare(line.merchandiseId)),
                quantity: line.quantity ?? 1,
                ...properties(line),
              },
            ],
          })
        : send("cart/change.js", {
            id: bare(line.id),
            quantity: line.quantity,
            ...properties(line),
          }));
    // Asked last, also when nothing else changes: its answer brings the sections as they now are.
    const cart = await post("cart/update.js", {
      ...(note === undefined ? {} : { note }),
      ...(discountCodes ? { discount: discountCodes.join(",") } : {}),
    });
    drawCart(cart);
    return { cart: summaryOf(cart), userErrors };
  },
};

document.addEventListener("DOMContentLoaded", () => {
  for (const [name, handler] of Object.entries(actions))
    window.Shopify?.actions?.[name].configure({ handler });
});

const lineOf = (el) => el.closest("[data-key]");

async function changeFrom(el, quantity) {
  const line = lineOf(el);
  if (!line || line.getAttribute("aria-busy")) return;
  line.setAttribute("aria-busy", "true");
  try {
    await changeLine({ from: line, key: line.dataset.key, quantity });
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
    void setNote(el.value, el).catch(() => {});
  }
});

// Liquid shows no code for delivery, so the page alone does not know all codes in use.
async function appliedCodes() {
  const answer = await fetch(`${window.Shopify.routes.root}cart.js`);
  const cart = await answer.json();
  return (cart.discount_codes ?? [])
    .filter((it) => it.applicable)
    .map((it) => it.code);
}

async function removeCode(code, from) {
  const codes = await appliedCodes();
  await setCodes(
    codes.filter((it) => it !== code),
    from,
  );
}

document.addEventListener("click", (event) => {
  const el = event.target;
  const remove = el.closest?.("[data-remove]");
  if (remove) {
    event.preventDefault();
    void changeFrom(remove, 0);
  }
  const code = el.closest?.("[data-remove-code]");
  if (code) void removeCode(code.dataset.removeCode, code).catch(() => {});
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
    const cart = await setCodes([...(await appliedCodes()), code], form);
    const same = (it) => it.toLowerCase() === code.toLowerCase();
    const taken = cart.discount_codes?.some(
      (it) => it.applicable && same(it.code),
    );
    const shown = [...document.querySelectorAll("[data-code]")].some((el) =>
      same(el.textContent.trim()),
    );
    const place = document.querySelector("[data-discount-error]");
    if (!place) return;
    if (!taken) place.textContent = place.dataset.refused;
    else if (!shown) place.textContent = place.dataset.delivery;
  } catch (failure) {
    if (error) error.textContent = failure.message;
  }
});
