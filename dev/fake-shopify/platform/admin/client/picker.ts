/** The resource picker: a list to choose products, variants or collections from. */
import type { PickerOptions } from "../../app-bridge/protocol.ts";

interface Variant {
  id: string;
  title: string;
  price: string;
}
interface Resource {
  id: string;
  title: string;
  images: { originalSrc: string }[];
  variants?: Variant[];
}

export async function pickResources({
  store,
  dialog,
  options,
}: {
  store: string;
  dialog: HTMLDialogElement;
  options: PickerOptions;
}): Promise<unknown> {
  const load = async (query: string): Promise<Resource[]> => {
    const response = await fetch(`${store}/resources.json`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ type: options.type, query }),
    });
    return (await response.json()) as Resource[];
  };
  const all = await load("");
  const chosen = new Set(
    (options.selectionIds ?? []).flatMap((one) =>
      options.type === "variant" && one.variants
        ? one.variants.map(({ id }) => id)
        : [one.id],
    ),
  );
  const most =
    options.multiple === true ? Infinity : Number(options.multiple || 1);

  const form = document.createElement("form");
  form.method = "dialog";
  const heading = document.createElement("h2");
  heading.textContent = `${options.action === "select" ? "Select" : "Add"} ${options.type}s`;
  const search = Object.assign(document.createElement("input"), {
    type: "search",
    placeholder: "Search",
    value: options.query ?? "",
  });
  search.setAttribute("aria-label", "Search");
  const list = document.createElement("div");
  list.className = "picker";
  const foot = document.createElement("div");
  foot.className = "row between";
  foot.innerHTML = `<span class="soft" data-count></span><span class="row"><button value="cancel">Cancel</button><button class="primary" value="pick">${options.action === "select" ? "Select" : "Add"}</button></span>`;

  const entry = (
    id: string,
    title: string,
    image: string | undefined,
    sub: boolean,
  ) => {
    const label = document.createElement("label");
    if (sub) label.className = "sub";
    const box = Object.assign(document.createElement("input"), {
      type: most === 1 ? "radio" : "checkbox",
      name: "pick",
      checked: chosen.has(id),
    });
    box.addEventListener("change", () => {
      if (most === 1) chosen.clear();
      if (box.checked && chosen.size < most) chosen.add(id);
      else chosen.delete(id);
      box.checked = chosen.has(id);
      count();
    });
    label.append(box);
    if (image)
      label.append(
        Object.assign(document.createElement("img"), {
          src: image,
          alt: "",
          className: "thumb",
          loading: "lazy",
        }),
      );
    label.append(
      Object.assign(document.createElement("span"), { textContent: title }),
    );
    return label;
  };
  const count = () => {
    foot.querySelector("[data-count]")!.textContent = `${chosen.size} selected`;
    foot.querySelector<HTMLButtonElement>("button.primary")!.disabled =
      chosen.size === 0 && options.action !== "select";
  };
  const draw = async () => {
    const found = search.value ? await load(search.value) : all;
    list.replaceChildren(
      ...found.flatMap((one) =>
        options.type === "variant"
          ? (one.variants ?? []).map((variant) =>
              entry(
                variant.id,
                `${one.title}, ${variant.title}`,
                one.images[0]?.originalSrc,
                false,
              ),
            )
          : [entry(one.id, one.title, one.images[0]?.originalSrc, false)],
      ),
    );
    if (found.length === 0) list.textContent = "Nothing found.";
    count();
  };
  search.addEventListener("input", () => void draw());
  form.append(heading, search, list, foot);
  dialog.replaceChildren(form);
  await draw();
  dialog.returnValue = "";
  dialog.showModal();
  await new Promise<void>((resolve) =>
    dialog.addEventListener("close", () => resolve(), { once: true }),
  );
  if (dialog.returnValue !== "pick") return undefined;
  if (options.type === "variant")
    return all
      .flatMap((one) => one.variants ?? [])
      .filter(({ id }) => chosen.has(id));
  return all.filter(({ id }) => chosen.has(id));
}
