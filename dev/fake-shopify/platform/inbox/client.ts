/** The mail reader: which part is shown, how wide, and as tall as the mail is. */
const frame = document.querySelector<HTMLIFrameElement>(".mail-frame iframe");
const holder = document.querySelector<HTMLElement>(".mail-frame");

function press(
  buttons: NodeListOf<HTMLButtonElement>,
  pressed: HTMLButtonElement,
): void {
  for (const button of buttons)
    button.setAttribute("aria-pressed", String(button === pressed));
}

function fit(): void {
  const height = frame?.contentDocument?.documentElement?.scrollHeight;
  if (frame && height) frame.style.height = `${height}px`;
}

const parts = document.querySelectorAll<HTMLButtonElement>("[data-part]");
for (const button of parts)
  button.addEventListener("click", () => {
    press(parts, button);
    for (const view of document.querySelectorAll<HTMLElement>("[data-view]"))
      view.hidden = view.dataset["view"] !== button.dataset["part"];
  });

const widths =
  document.querySelectorAll<HTMLButtonElement>("button[data-width]");
for (const button of widths)
  button.addEventListener("click", () => {
    press(widths, button);
    if (holder) holder.dataset["width"] = button.dataset["width"];
    if (frame) frame.style.height = "";
    requestAnimationFrame(fit);
  });

frame?.addEventListener("load", fit);
fit();
setTimeout(fit, 600); // pictures that came late
