/** Short messages at the bottom of the admin. */
interface Toast {
  id: string;
  message: string;
  isError: boolean;
  duration: number;
  action: string | null;
  onAction: () => void;
  onDismiss: () => void;
}

const holder = () => document.querySelector<HTMLElement>("[data-toasts]")!;
const shown = new Map<string, () => void>();

export function showToast(toast: Toast): void {
  const box = document.createElement("div");
  box.className = toast.isError ? "toast error" : "toast";
  box.append(toast.message);
  const dismiss = () => {
    if (!shown.delete(toast.id)) return;
    box.remove();
    toast.onDismiss();
  };
  const button = (label: string, onClick: () => void) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.addEventListener("click", onClick);
    box.append(made);
    return made;
  };
  if (toast.action)
    button(toast.action, () => {
      toast.onAction();
      dismiss();
    });
  button("✕", dismiss).setAttribute("aria-label", "Dismiss");
  shown.set(toast.id, dismiss);
  holder().replaceChildren(...[...holder().children].slice(-2), box);
  setTimeout(dismiss, toast.duration);
}

export function hideToast(id: string): void {
  shown.get(id)?.();
}
