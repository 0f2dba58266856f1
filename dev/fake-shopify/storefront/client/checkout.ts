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
  }

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

  let queue = Promise.resolve();
  const save = (action: string, more: Record<string, string> = {}) => {
    queue = queue.then(async () => {
      const fields = new URLSearchParams();
      new FormData(form).forEach((value, name) =>
        fields.set(name, String(value)),
      );
      fields.set("action", action);
      for (const [name, value] of Object.entries(more)) fields.set(name, value);
      const typed =
        document.querySelector<HTMLInputElement>("[name=discount]")?.value ??
        "";
      try {
        // Not form.action: the buttons are named so and hide it.
        const answer = await fetch(form.getAttribute("action") ?? "", {
          method: "POST",
          headers: { Accept: "application/json" },
          body: fields,
        });
        if (!answer.ok) return;
        const saved = (await answer.json()) as Saved;
        summary.innerHTML = saved.summary;
        const total = summary.querySelector("[data-total]")?.textContent;
        const copy = document.querySelector("[data-total-copy]");
        if (copy && total) copy.textContent = total;
        const entry =
          document.querySelector<HTMLInputElement>("[name=discount]");
        if (entry && action !== "discount") entry.value = typed;
        showErrors(saved.errors);
      } catch {
        // The network is away: the next field that is left tries again, and "Pay now" is a plain form.
      }
    });
    return queue;
  };

  form.addEventListener("change", () => void save("save"));
  document.addEventListener("click", (event) => {
    const button =
      event.target instanceof Element
        ? event.target.closest<HTMLButtonElement>("button[name=action]")
        : null;
    if (!button || button.value === "pay") return;
    event.preventDefault();
    void save(
      button.value,
      button.dataset["code"] ? { code: button.dataset["code"] } : {},
    );
  });
  document.addEventListener("keydown", (event) => {
    if (
      event.key !== "Enter" ||
      !(event.target instanceof HTMLInputElement) ||
      event.target.name !== "discount"
    )
      return;
    event.preventDefault();
    void save("discount");
  });
  form.addEventListener("submit", (event) => {
    if (
      !(event.submitter instanceof HTMLButtonElement) ||
      event.submitter.value !== "pay"
    )
      return;
    event.submitter.textContent = "Placing your order…";
    event.submitter.setAttribute("aria-busy", "true");
  });
})();
