/** The checkout saves itself: whatever was entered is kept when a field is left, so that an interrupted checkout can be resumed. */
(() => {
  const form = document.querySelector<HTMLFormElement>("#checkout-form");
  const fold = document.querySelector<HTMLDetailsElement>("[data-fold]");
  const summary = document.querySelector<HTMLElement>("[data-summary]");
  if (!form || !fold || !summary) return;

  // On a wide screen the summary stands open beside the form; on a phone it is folded above it.
  const wide = matchMedia("(min-width: 900px)");
  const place = () => (fold.open = wide.matches);
  place();
  wide.addEventListener("change", place);

  interface Saved {
    errors: Record<string, string>;
    summary: string;
    delivery: string;
    pixels: unknown;
  }

  /** For the web pixels of this page, if there are any. */
  const tell = (name: string, detail?: unknown) =>
    document.dispatchEvent(new CustomEvent(`checkout:${name}`, { detail }));

  const showErrors = (errors: Record<string, string>) => {
    document.querySelectorAll<HTMLElement>("[data-error]").forEach((place) => {
      const name = place.dataset["error"] ?? "";
      place.textContent = errors[name] ?? "";
      document
        .querySelectorAll(`[name="${name}"]`)
        .forEach((input) =>
          input.setAttribute("aria-invalid", errors[name] ? "true" : "false"),
        );
    });
  };

  const codeField = () =>
    document.querySelector<HTMLInputElement>("[name=discount]");

  /** Draws the summary anew without taking away what is being typed into it. */
  const show = (saved: Saved, sentCode: string | undefined) => {
    const before = codeField();
    const typed = before?.value ?? "";
    const hadFocus = before !== null && before === document.activeElement;
    summary.innerHTML = saved.summary;
    const after = codeField();
    if (after) {
      if (typed !== sentCode) after.value = typed;
      if (hadFocus) after.focus();
    }
    const total = summary.querySelector("[data-total]")?.textContent;
    const copy = document.querySelector("[data-total-copy]");
    if (copy && total) copy.textContent = total;
    const delivery = document.querySelector("[data-delivery]");
    if (delivery && !delivery.contains(document.activeElement))
      delivery.innerHTML = saved.delivery;
    showErrors(saved.errors);
    document.querySelector("[data-notice]")?.remove();
  };

  let queue = Promise.resolve();
  const save = (action: string, more: Record<string, string> = {}) => {
    queue = queue.then(async () => {
      const fields = new URLSearchParams();
      new FormData(form).forEach((value, name) =>
        fields.set(name, String(value)),
      );
      fields.set("action", action);
      for (const [name, value] of Object.entries(more)) fields.set(name, value);
      try {
        // Not form.action: the buttons are named so and hide it.
        const answer = await fetch(form.getAttribute("action") ?? "", {
          method: "POST",
          headers: { Accept: "application/json" },
          body: fields,
        });
        if (!answer.ok) return;
        const saved = (await answer.json()) as Saved;
        show(saved, more["discount"]);
        tell("saved", saved.pixels);
      } catch {
        // The network is away: the next field that is left tries again, and "Pay now" is a plain form.
      }
    });
    return queue;
  };

  // What is typed counts from the moment of the click, also while an earlier save is on its way.
  const applyCode = () => {
    const discount = codeField()?.value.trim() ?? "";
    if (discount) void save("discount", { discount });
  };

  form.addEventListener("change", () => void save("save"));
  document.addEventListener("click", (event) => {
    const button =
      event.target instanceof Element
        ? event.target.closest<HTMLButtonElement>("button[name=action]")
        : null;
    if (!button || button.value === "pay") return;
    event.preventDefault();
    if (button.value === "discount") applyCode();
    else void save(button.value, { code: button.dataset["code"] ?? "" });
  });
  document.addEventListener("keydown", (event) => {
    if (
      event.key !== "Enter" ||
      !(event.target instanceof HTMLInputElement) ||
      event.target.name !== "discount"
    )
      return;
    event.preventDefault();
    applyCode();
  });
  form.addEventListener("submit", (event) => {
    if (
      !(event.submitter instanceof HTMLButtonElement) ||
      event.submitter.value !== "pay"
    )
      return;
    tell("paying");
    event.submitter.textContent = "Placing your order…";
    event.submitter.setAttribute("aria-busy", "true");
  });
})();
