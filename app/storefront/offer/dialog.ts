/** The dialog itself: what stands in it and how it opens and closes. It knows nothing of codes and carts. */
import { sampleLook } from "./look.ts";
import STYLES from "./styles.css?inline";

export interface DialogText {
  locale: string;
  heading: string;
  body: string;
  /** Label of the totals, and both amounts: for the eye apart, for the ear in one sentence. */
  basket: string;
  before: string;
  after: string;
  spoken: string;
  accept: string;
  decline: string;
  close: string;
}

export type DoneText = Pick<
  DialogText,
  "heading" | "body" | "before" | "after" | "spoken" | "accept"
>;

export interface OfferDialog {
  open: () => void;
  close: () => void;
  /** While busy the shopper waits for an answer: pressing again does nothing, and it does not close. */
  setBusy: (label: string) => void;
  /** Says something and lets her go on: with the same button again, or only with the other. */
  setMessage: (message: string, retry: boolean) => void;
  /** The offer is taken: what it came to, in the place where it was promised. */
  setDone: (text: DoneText) => void;
}

export interface DialogOptions {
  text: DialogText;
  onAccept: () => void;
  /** Once, however it closes. */
  onClose: () => void;
}

/** A tag of its own: themes hide empty divs (`div:empty`), and a host of a shadow root counts as empty. */
const HOST = "second-thought-offer";

export function makeDialog(options: DialogOptions): OfferDialog {
  const { text, onAccept, onClose } = options;
  const host = document.createElement(HOST);
  host.setAttribute("style", sampleLook());
  host.lang = text.locale;
  host.dir = getComputedStyle(document.documentElement).direction;
  const root = host.attachShadow({ mode: "open" });
  root.innerHTML = MARKUP;
  const part = (name: string) => root.querySelector<HTMLElement>(`.${name}`)!;
  const dialog = root.querySelector("dialog")!;
  const heading = root.querySelector("h2")!;
  const accept = part("accept");
  const decline = part("decline");
  part("label").textContent = text.basket;
  decline.textContent = text.decline;
  write(text);
  part("close").setAttribute("aria-label", text.close);

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

  function write(words: DoneText) {
    heading.textContent = words.heading;
    part("body").textContent = words.body;
    part("hidden").textContent = words.spoken;
    root.querySelector("s")!.textContent = words.before;
    root.querySelector("b")!.textContent = words.after;
    accept.textContent = words.accept;
  }

  function setBusy(label: string) {
    busy = true;
    accept.setAttribute("aria-disabled", "true");
    accept.textContent = label;
    part("note").textContent = "";
  }

  function settle(message: string) {
    busy = false;
    accept.removeAttribute("aria-disabled");
    accept.textContent = text.accept;
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
      accept.hidden = part("sum").hidden = true;
      decline.focus();
    },
    setDone(done) {
      // The card keeps its size: what was just read does not jump away.
      dialog.style.minBlockSize = `${dialog.offsetHeight}px`;
      settle(done.body);
      write(done);
      decline.hidden = part("body").hidden = true;
    },
  };
}

const MARKUP = `<style>${STYLES}</style>
<dialog aria-labelledby="heading" aria-describedby="body">
  <div class="card">
    <h2 id="heading" tabindex="-1"></h2>
    <p class="body" id="body"></p>
    <p class="sum"><span class="label"></span><span><span class="hidden"></span><span aria-hidden="true"><s></s><b></b></span></span></p>
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
