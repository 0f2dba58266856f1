/** The admin's side of every page: the menu on small screens, and the app's frame where there is one. */
import { startAppFrame } from "./app-frame.ts";

const menu = document.querySelector<HTMLButtonElement>("[data-menu]");
const sidebar = document.querySelector<HTMLElement>(".sidebar");
menu?.addEventListener("click", () => {
  const open = sidebar?.classList.toggle("open") ?? false;
  menu.setAttribute("aria-expanded", String(open));
});
sidebar?.addEventListener("click", (event) => {
  if ((event.target as Element).closest("a")) sidebar.classList.remove("open");
});

for (const form of document.querySelectorAll<HTMLFormElement>(
  "form[data-confirm]",
))
  form.addEventListener("submit", (event) => {
    if (!window.confirm(form.dataset["confirm"])) event.preventDefault();
  });

startAppFrame();
