/** The shell of every treatment: what stands in it and how it opens and closes. It knows nothing of codes and carts. */
import type {
  DoneText,
  Surface,
  SurfaceOptions,
} from "../treatment-context.ts";
import { sampleLook } from "./look.ts";
import STYLES from "./styles.css?inline";

/** A tag of its own: themes hide empty divs (`div:empty`), and a host of a shadow root counts as empty. */
const HOST = "second-thought-offer";

export function makeSurface(options: SurfaceOptions): Surface {
  const { onAccept, onClose, quiet } = options;
  const isModal = options.surface === "dialog";
  const host = document.createElement(HOST);
  host.setAttribute("style", sampleLook(options.look));
  host.lang = options.locale;
  host.dir = getComputedStyle(document.documentElement).direction;
  const root = host.attachShadow({ mode: "open" });
  root.innerHTML = MARKUP;
  const part = (name: string) => root.querySelector<HTMLElement>(`.${name}`)!;
  const dialog = root.querySelector("dialog")!;
  const heading = root.querySelector("h2")!;
  const accept = part("accept");
  const decline = part("decline");
  heading.textContent = options.heading;
  part("body").textContent = options.body;
  accept.textContent = options.accept ?? "";
  accept.hidden = !options.accept;
  decline.textContent = options.decline;
  decline.hidden = !options.decline;
  part("close").setAttribute("aria-label", options.close);
  if (options.content) part("content").append(options.content);
  dialog.classList.add(options.surface, options.look.position);

  let busy = false;
  let closed = false;
  /** What the shop refused is no refusal of hers. */
  let over = false;
  let came: Element | null = null;
  const close = () => dialog.close();
  const closeUnlessBusy = () => busy || close();
  accept.addEventListener("click", () => {
    if (!busy) onAccept();
  });
  const choose = (choice: "not-now" | "fewer") => {
    if (busy) return;
    if (!over) quiet?.onChoose(choice);
    close();
  };
  decline.addEventListener("click", () => choose("not-now"));
  part("close").addEventListener("click", closeUnlessBusy);
  const fewer = part("fewer");
  fewer.hidden = !quiet;
  fewer.textContent = quiet?.fewer ?? "";
  fewer.addEventListener("click", () => choose("fewer"));
  dialog.addEventListener("cancel", (event) => busy && event.preventDefault());
  dialog.addEventListener("keydown", ({ key }) => {
    // A card that is no modal hears Escape only while the shopper is in it.
    if (!isModal && key === "Escape") closeUnlessBusy();
  });
  dialog.addEventListener("click", (event) => {
    // The card fills the dialog: a click on the dialog itself was one on its backdrop.
    if (isModal && event.target === dialog) closeUnlessBusy();
  });
  dialog.addEventListener("close", () => {
    if (closed) return;
    closed = true;
    const wasInside = root.activeElement;
    host.remove();
    if (isModal || wasInside) giveFocusBack(came);
    onClose();
  });

  function setBusy(label: string) {
    busy = true;
    accept.setAttribute("aria-disabled", "true");
    accept.textContent = label;
    part("message").textContent = "";
  }

  function settle(message: string) {
    busy = false;
    accept.removeAttribute("aria-disabled");
    accept.textContent = options.accept ?? "";
    part("message").textContent = message;
  }

  function open() {
    came = document.activeElement;
    document.body.append(host);
    if (isModal) {
      dialog.showModal();
      // On the heading, not on a button: whoever was typing must not accept by accident.
      heading.focus({ preventScroll: true });
      return;
    }
    // Not `show()`, which would take the focus: the card waits until she comes to it, and says that it is there.
    dialog.setAttribute("open", "");
    part("told").textContent = `${options.heading}. ${options.body}`;
  }

  return {
    open,
    close,
    setBusy,
    setMessage(message, retry) {
      settle(message);
      if (retry) return;
      over = true;
      accept.hidden = part("content").hidden = true;
      fewer.hidden = part("close").hidden = true;
      decline.textContent = options.close;
      decline.hidden = false;
      decline.focus();
    },
    setDone(done: DoneText) {
      // The card keeps its size: what was just read does not jump away.
      dialog.style.minBlockSize = `${dialog.offsetHeight}px`;
      settle(done.message);
      heading.textContent = done.heading;
      accept.textContent = done.accept;
      accept.hidden = false;
      decline.hidden = part("body").hidden = fewer.hidden = true;
    },
  };
}

const MARKUP = `<style>${STYLES}</style>
<dialog aria-labelledby="heading" aria-describedby="body">
  <div class="card">
    <h2 id="heading" tabindex="-1"></h2>
    <p class="body" id="body"></p>
    <div class="content"></div>
    <p class="message" role="status"></p>
    <div class="actions"><button class="accept" type="button"></button><div class="no"><button class="decline" type="button"></button><button class="fewer" type="button"></button></div></div>
    <button class="close" type="button"><svg viewBox="0 0 18 18" aria-hidden="true"><path d="M3 3l12 12M15 3L3 15"/></svg></button>
  </div>
</dialog><p class="hidden told" role="status"></p>`;

/** The browser gives the focus back by itself, unless the cart was drawn again meanwhile and the element is gone. */
function giveFocusBack(came: Element | null): void {
  if (!came || came === document.body) return;
  const again = came.id && document.getElementById(came.id);
  const next = came.isConnected
    ? (came as HTMLElement)
    : again || document.querySelector<HTMLElement>('[name="checkout"]');
  next?.focus({ preventScroll: true });
}
