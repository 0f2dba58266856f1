// Small behaviours of single pages: quantity buttons, the product's options and form, sorting, the menu.
import { announceSelection } from "@theme/announce";
import { addLine, openDrawer, say } from "@theme/cart";

class QuantityField extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      const button = event.target.closest("[data-step]");
      const field = this.querySelector("input");
      if (!button || !field) return;
      const next = Math.max(
        Number(field.min || 0),
        Number(field.value) + Number(button.dataset.step),
      );
      if (String(next) === field.value) return;
      field.value = String(next);
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
}
customElements.define("quantity-field", QuantityField);

function setUpProduct(product) {
  const variants = JSON.parse(
    product.querySelector("[data-variants]")?.textContent || "[]",
  );
  const form = product.querySelector("[data-product-form]");
  const options = product.querySelector("[data-options]");
  if (!form) return;

  const chosen = () =>
    [...options.querySelectorAll("fieldset")].map(
      (set) => set.querySelector("input:checked")?.value,
    );
  const find = (values) =>
    variants.find((variant) =>
      values.every((value, i) => variant.options[i] === value),
    );

  const namesOf = () =>
    [...options.querySelectorAll("fieldset")].map((set) => set.dataset.option);
  const told = (variant) => ({
    id: variant.id,
    title: variant.title,
    availableForSale: variant.available,
    price: {
      amount: String(variant.price / 100),
      currencyCode: window.Shopify?.currency?.active ?? "",
    },
    selectedOptions: namesOf().map((name, i) => ({
      name,
      value: variant.options[i],
    })),
  });

  /** Strikes out what cannot be had together with the other choices. */
  function markUnavailable() {
    const now = chosen();
    options.querySelectorAll("fieldset").forEach((set, i) => {
      for (const input of set.querySelectorAll("input")) {
        const values = now.with(i, input.value);
        input.classList.toggle("is-out", !find(values)?.available);
      }
    });
  }

  async function choose() {
    const values = chosen();
    const variant = find(values);
    announceSelection({
      from: form,
      product: JSON.parse(product.dataset.product),
      selectedOptions: namesOf().map((name, i) => ({ name, value: values[i] })),
      promise: Promise.resolve({ variant: variant ? told(variant) : null }),
    });
    options
      .querySelectorAll("[data-option-name]")
      .forEach((el, i) => (el.textContent = values[i] ?? ""));
    markUnavailable();
    const button = form.querySelector("[name=add]");
    if (!variant) {
      if (button) button.disabled = true;
      return;
    }
    form.elements.id.value = variant.id;
    const address = new URL(location.href);
    address.searchParams.set("variant", variant.id);
    history.replaceState({}, "", address);
    showPicture(values[0], variant.featured_image?.src);

    const question = `${product.dataset.url}?variant=${variant.id}&section_id=${encodeURIComponent(product.dataset.sectionId)}`;
    const answer = await fetch(question).catch(() => null);
    if (!answer?.ok || form.elements.id.value !== String(variant.id)) return;
    const fresh = new DOMParser().parseFromString(
      await answer.text(),
      "text/html",
    );
    for (const place of product.querySelectorAll("[data-replace]")) {
      const next = fresh.querySelector(
        `[data-replace="${place.dataset.replace}"]`,
      );
      if (next) place.replaceChildren(...next.childNodes);
    }
  }

  function showPicture(look, src) {
    const file = src?.split("?")[0]?.split("/").pop();
    const gallery = product.querySelector("[data-gallery]");
    const pictures = [...gallery.querySelectorAll("[data-picture]")];
    for (const el of pictures)
      el.hidden = el.dataset.look !== "" && el.dataset.look !== look;
    const lead = pictures.find(
      (el) => file && el.dataset.picture.split("?")[0].endsWith(file),
    );
    if (!lead) return;
    for (const el of pictures) el.classList.toggle("is-lead", el === lead);
    gallery.scrollTo({
      left: lead.offsetLeft - gallery.offsetLeft,
      behavior: "instant",
    });
  }

  if (options) {
    markUnavailable();
    options.addEventListener("change", () => void choose());
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const error = product.querySelector("[data-form-error]");
    const button = form.querySelector("[name=add]");
    error.textContent = "";
    button.setAttribute("aria-busy", "true");
    try {
      await addLine({
        from: form,
        id: Number(form.elements.id.value),
        quantity: Number(form.elements.quantity.value) || 1,
      });
      say(product.dataset.added);
      openDrawer();
    } catch (failure) {
      error.textContent = failure.message;
    } finally {
      form.querySelector("[name=add]")?.removeAttribute("aria-busy");
    }
  });
}

document.querySelectorAll("[data-product]").forEach(setUpProduct);

document.querySelector("[data-sort]")?.addEventListener("change", (event) => {
  const address = new URL(location.href);
  address.searchParams.set("sort_by", event.target.value);
  address.searchParams.delete("page");
  location.assign(address);
});

const menu = document.querySelector("[data-menu]");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu?.open) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  if (menu?.open && !menu.contains(event.target)) menu.open = false;
});
