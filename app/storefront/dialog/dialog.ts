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
  const { onAccept, onClose } = options;
  const host = document.createElement(HOST);
  host.setAttribute("style", sampleLook());
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
  accept.textContent = options.accept;
  decline.textContent = options.decline;
  part("close").setAttribute("aria-label", options.close);
  if (options.content) part("content").append(options.content);

  let busy = false;
  let came: Element | null = null;
  const close = () => dialog.close();
  accept.addEventListener("click", () => {
    if (!busy) onAccept();
  });
  decline.addEventListener("click", () => busy || close());
  part("close").addEventListener("click", () => busy || close());
  dialog.addEventListener("cancel", (event) => busy && event.preventDefault());
  dialog.addEventListener("click", (event) => {
    // The card fills the dialog: a click on the dialog itself was one on its backdrop.
    if (event.target === dialog && !busy) close();
  });
  dialog.addEventListener("close", () => {
    host.remove();
    giveFocusBack(came);
    onClose();
  });

  function setBusy(label: string) {
    busy = true;
    accept.setAttribute("aria-disabled", "true");
    accept.textContent = label;
    part("note").textContent = "";
  }

  function settle(message: string) {
    busy = false;
    accept.removeAttribute("aria-disabled");
    accept.textContent = options.accept;
    part("note").textContent = message;
  }

  return {
    open() {
      came = document.activeElement;
      document.body.append(host);
      dialog.showModal();
      // On the heading, not on a button: whoever was typing must not accept by accident.
      heading.focus({ preventScroll: true });
    },
    close,
    setBusy,
    setMessage(message, retry) {
      settle(message);
      if (retry) return;
      accept.hidden = part("content").hidden = true;
      decline.focus();
    },
    setDone(done: DoneText) {
      // The card keeps its size: what was just read does not jump away.
      dialog.style.minBlockSize = `${dialog.offsetHeight}px`;
      settle(done.message);
      heading.textContent = done.heading;
      accept.textContent = done.accept;
      decline.hidden = part("body").hidden = true;
    },
  };
}

const MARKUP = `<style>${STYLES}</style>
<dialog aria-labelledby="heading" aria-describedby="body">
  <div class="card">
    <h2 id="heading" tabindex="-1"></h2>
    <p class="body" id="body"></p>
    <div class="content"></div>
    <p class="note" role="status"></p>
    <div class="actions"><button class="accept" type="button"></button><button class="decline" type="button"></button></div>
    <button class="close" type="button"><svg viewBox="0 0 18 18" aria-hidden="true"><path d="M3 3l12 12M15 3L3 15"/></svg></button>
  </div>
</dialog>`;

/** The browser gives the focus back by itself, unless the cart was drawn again meanwhile and the element is gone. */
function giveFocusBack(came: Element | null): void {
  if (!came || came === document.body || came.isConnected) return;
  const again = came.id && document.getElementById(came.id);
  const next =
    again || document.querySelector<HTMLElement>('[name="checkout"]');
  next?.focus({ preventScroll: true });
}
