/** What the stand-in of App Bridge (inside the app's frame) and the admin around it tell each other by postMessage. */

export interface TitleBarButton {
  index: number;
  label: string;
  variant: "primary" | "breadcrumb" | "plain";
  disabled: boolean;
  critical: boolean;
}

export type ToAdmin =
  | { type: "navigated"; path: string }
  | {
      type: "toast";
      id: string;
      message: string;
      isError: boolean;
      duration: number;
      action: string | null;
    }
  | { type: "toast-hide"; id: string }
  | { type: "loading"; on: boolean }
  | {
      type: "save-bar";
      open: boolean;
      saveLabel: string;
      saveDisabled: boolean;
      saving: boolean;
      confirmDiscard: boolean;
    }
  | { type: "title-bar"; title: string; buttons: TitleBarButton[] }
  | { type: "nav-menu"; items: { label: string; path: string }[] }
  | { type: "open"; url: string };

/** Questions the admin answers with a value. */
export type Question =
  | { ask: "id-token" }
  | { ask: "user" }
  | { ask: "extensions" }
  | { ask: "scopes" }
  | { ask: "leave-confirmation" }
  | { ask: "review" }
  | { ask: "resource-picker"; options: PickerOptions };

export interface PickerOptions {
  type: "product" | "variant" | "collection";
  action?: "add" | "select";
  multiple?: boolean | number;
  query?: string;
  selectionIds?: { id: string; variants?: { id: string }[] }[];
}

export type ToApp =
  | { type: "answer"; to: string; value?: unknown; error?: string }
  | { type: "navigate"; path: string }
  | { type: "save-bar-click"; button: "save" | "discard" }
  | { type: "title-bar-click"; index: number }
  | { type: "toast-action"; id: string }
  | { type: "toast-dismiss"; id: string };

/** Every message is one of the above in this wrapping, so that other scripts' messages are not taken for ours. */
export interface Wrapped<T> {
  localShopify: 1;
  message: T;
  /** Of a question, for its answer. */
  id?: string;
}

export function unwrap<T>(data: unknown): Wrapped<T> | null {
  return data !== null &&
    typeof data === "object" &&
    (data as Partial<Wrapped<T>>).localShopify === 1
    ? (data as Wrapped<T>)
    : null;
}
