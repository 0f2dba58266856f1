/** One setting of a block, as the theme editor lets it be changed. */
export interface Setting {
  type: string;
  id?: string;
  label?: string;
  info?: string;
  content?: string;
  default?: unknown;
  min?: number;
  max?: number;
  step?: number;
  unit?: string;
  options?: { value: string; label: string }[];
}
export type Values = Record<string, unknown>;

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(tag), props);
  element.append(...children);
  return element;
}

/** `changed` is called after each entry; the value is in `values` by then. */
export function field(
  setting: Setting,
  values: Values,
  changed: () => void,
): HTMLElement {
  if (!setting.id)
    return setting.type === "header"
      ? make("h3", { textContent: setting.content ?? "" })
      : make("small", { textContent: setting.content ?? "" });
  const id = setting.id;
  const value = values[id] ?? setting.default;
  const set = (next: unknown) => {
    values[id] = next;
    changed();
  };
  if (setting.type === "checkbox") {
    const box = make("input", { type: "checkbox", checked: Boolean(value) });
    box.addEventListener("change", () => set(box.checked));
    return make("label", { className: "row" }, box, setting.label ?? id);
  }
  let input: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
  if (setting.type === "select" || setting.type === "radio")
    input = make(
      "select",
      {},
      ...(setting.options ?? []).map((option) =>
        make("option", {
          value: option.value,
          textContent: option.label,
          selected: option.value === value,
        }),
      ),
    );
  else if (
    setting.type === "textarea" ||
    setting.type === "richtext" ||
    setting.type === "liquid"
  )
    input = make("textarea", { value: String(value ?? "") });
  else if (setting.type === "range" || setting.type === "number")
    input = make("input", {
      type: "number",
      value: String(value ?? ""),
      min: String(setting.min ?? ""),
      max: String(setting.max ?? ""),
      step: String(setting.step ?? 1),
    });
  else
    input = make("input", {
      type: setting.type === "color" ? "color" : "text",
      value: String(value ?? (setting.type === "color" ? "#000000" : "")),
    });
  input.addEventListener("input", () =>
    set(
      input.type === "number"
        ? input.value === ""
          ? null
          : Number(input.value)
        : input.value,
    ),
  );
  const label = make(
    "label",
    { className: "field" },
    setting.label ?? id,
    input,
  );
  if (setting.info) label.append(make("small", { textContent: setting.info }));
  return label;
}
