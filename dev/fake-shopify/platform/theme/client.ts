/** The theme editor's panel. It works on a copy; Save sends it. */
import { showToast } from "../admin/client/toasts.ts";
import { field, make, type Setting, type Values } from "./setting-field.ts";

interface Block {
  file: string;
  name: string;
  target: string;
  settings: Setting[];
  templates: string[];
}
interface Theme {
  embeds: Record<string, { disabled: boolean; settings: Values }>;
  blocks: { id: string; template: string; block: string; settings: Values }[];
}
interface EditorData {
  store: string;
  storefront: string;
  app: string;
  template: string;
  activate: string | null;
  add: string | null;
  tab: "blocks" | "embeds";
  templates: { name: string; path: string }[];
  blocks: Block[];
  theme: Theme;
}

const data = JSON.parse(
  document.getElementById("editor")!.textContent ?? "{}",
) as EditorData;
const theme = structuredClone(data.theme);
let { tab, template } = data;
const panel = document.querySelector<HTMLElement>("[data-panel]")!;
const save = document.querySelector<HTMLButtonElement>("[data-save]")!;
const frame = document.querySelector<HTMLIFrameElement>(".preview iframe")!;

let drafting: ReturnType<typeof setTimeout> | undefined;

/** The preview shows what would be saved; the storefront itself stays as it is until Save. */
function changed(): void {
  save.disabled = false;
  clearTimeout(drafting);
  drafting = setTimeout(() => {
    void fetch(`${data.store}/themes/draft.json`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(theme),
    }).then((response) => {
      if (response.ok) showPreview();
    });
  }, 300);
}

function showPreview(): void {
  const path = data.templates.find((one) => one.name === template)?.path ?? "/";
  const address = new URL(path, data.storefront);
  address.searchParams.set("design_mode", "1");
  frame.src = address.href;
}

const fields = (block: Block, values: Values) =>
  block.settings.length > 0
    ? [
        make(
          "div",
          { className: "settings" },
          ...block.settings.map((setting) => field(setting, values, changed)),
        ),
      ]
    : [];

function embedsPanel(): Node[] {
  const embeds = data.blocks.filter((block) => block.target !== "section");
  if (embeds.length === 0)
    return [make("p", { textContent: "No installed app has an embed." })];
  return embeds.map((block) => {
    const state = theme.embeds[block.file];
    const box = make("input", {
      type: "checkbox",
      className: "switch",
      checked: state?.disabled === false,
    });
    box.dataset["embed"] = block.file;
    box.setAttribute("aria-label", `${block.name} (${data.app})`);
    box.addEventListener("change", () => {
      theme.embeds[block.file] = {
        settings: {},
        ...theme.embeds[block.file],
        disabled: !box.checked,
      };
      changed();
      draw();
    });
    const title = make(
      "div",
      {},
      make("h3", { textContent: block.name }),
      make("small", { textContent: data.app }),
    );
    const card = make(
      "div",
      {
        className: `block-card${data.activate === block.file ? " wanted" : ""}`,
      },
      make("div", { className: "row between" }, title, box),
    );
    if (state?.disabled === false)
      card.append(...fields(block, state.settings));
    return card;
  });
}

function blocksPanel(): Node[] {
  const choose = make(
    "select",
    {},
    ...data.templates.map(({ name }) =>
      make("option", {
        value: name,
        textContent: name === "index" ? "home page" : `${name} page`,
        selected: name === template,
      }),
    ),
  );
  choose.setAttribute("aria-label", "Template");
  choose.addEventListener("change", () => {
    template = choose.value;
    draw();
    showPreview();
  });
  const placed = theme.blocks
    .filter((one) => one.template === template)
    .map((one) => {
      const block = data.blocks.find(({ file }) => file === one.block);
      const remove = make("button", { type: "button", textContent: "Remove" });
      remove.addEventListener("click", () => {
        theme.blocks = theme.blocks.filter((other) => other !== one);
        changed();
        draw();
      });
      const card = make(
        "div",
        { className: "block-card" },
        make(
          "div",
          { className: "row between" },
          make(
            "div",
            {},
            make("h3", { textContent: block?.name ?? one.block }),
            make("small", { textContent: data.app }),
          ),
          remove,
        ),
      );
      if (block) card.append(...fields(block, one.settings));
      return card;
    });
  const offered = data.blocks
    .filter(
      (block) =>
        block.target === "section" && block.templates.includes(template),
    )
    .map((block) => {
      const add = make("button", {
        type: "button",
        textContent: `+ ${block.name}`,
      });
      add.dataset["addBlock"] = block.file;
      add.addEventListener("click", () => {
        addBlock(block.file);
        draw();
      });
      return add;
    });
  const none = make("p", {
    className: "soft",
    textContent: "No app block on this page yet.",
  });
  const offer =
    offered.length > 0
      ? make(
          "div",
          { className: "stack", style: "gap:8px" } as never,
          make("small", { textContent: "Add an app block" }),
          ...offered,
        )
      : make("p", {
          className: "soft",
          textContent: "No app has a block for this page.",
        });
  return [
    make("label", { className: "field" }, "Page", choose),
    make("h2", {
      textContent: "App blocks",
      style: "margin-top:16px",
    } as never),
    ...(placed.length > 0 ? placed : [none]),
    offer,
  ];
}

function addBlock(file: string): void {
  theme.blocks.push({
    id: crypto.randomUUID(),
    template,
    block: file,
    settings: {},
  });
  changed();
}

function draw(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>(
    "[data-tab]",
  ))
    button.setAttribute("aria-pressed", String(button.dataset["tab"] === tab));
  const asked = data.blocks.find(
    ({ file }) => file === (data.activate ?? data.add),
  );
  const note =
    asked && !save.disabled
      ? [
          make("p", {
            className: "note",
            textContent: `${asked.name} is prepared. Press Save to put it live.`,
          }),
        ]
      : [];
  panel.replaceChildren(
    ...note,
    ...(tab === "embeds" ? embedsPanel() : blocksPanel()),
  );
}

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-tab]"))
  button.addEventListener("click", () => {
    tab = button.dataset["tab"] as typeof tab;
    draw();
  });
for (const button of document.querySelectorAll<HTMLButtonElement>(
  "button[data-width]",
))
  button.addEventListener(
    "click",
    () =>
      (document.querySelector<HTMLElement>(".preview")!.dataset["width"] =
        button.dataset["width"]),
  );

const say = (message: string, isError = false) =>
  showToast({
    id: crypto.randomUUID(),
    message,
    isError,
    duration: 5000,
    action: null,
    onAction: () => undefined,
    onDismiss: () => undefined,
  });

save.addEventListener("click", () => {
  save.disabled = true;
  clearTimeout(drafting);
  void fetch(`${data.store}/themes/current.json`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(theme),
  }).then(async (response) => {
    if (response.ok) {
      say("Saved. The storefront shows it now.");
      data.activate = data.add = null;
      draw();
      showPreview();
      return;
    }
    save.disabled = false;
    say(
      ((await response.json()) as { error: { message: string } }).error.message,
      true,
    );
  });
});
window.addEventListener("beforeunload", (event) => {
  if (!save.disabled) event.preventDefault();
});

// A deep link prepares what it names; the merchant still has to press Save.
if (
  data.activate &&
  data.blocks.some((block) => block.file === data.activate)
) {
  if (theme.embeds[data.activate]?.disabled !== false) {
    theme.embeds[data.activate] = {
      settings: {},
      ...theme.embeds[data.activate],
      disabled: false,
    };
    changed();
  }
}
if (
  data.add &&
  data.blocks.some(
    (block) => block.file === data.add && block.templates.includes(template),
  )
)
  addBlock(data.add);
draw();
showPreview();
