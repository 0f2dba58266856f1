/** Keeps the start page in step with the world and moves its levers. */
interface State {
  now: string;
  rate: number;
  mails: number;
  themeNotes:
    { kind: string; name: string; file: string; line: number }[] | null;
  faults: Record<string, Record<string, unknown>>;
  shops: {
    shop: string;
    webhooks: {
      pending: number;
      log: {
        topic: string;
        status: number | string;
        attempt: number;
        at: string;
      }[];
    };
  }[];
}

const config = JSON.parse(
  document.getElementById("control")!.textContent ?? "{}",
) as { shop: string; timeZone: string };
const one = <T extends HTMLElement = HTMLElement>(selector: string) =>
  document.querySelector<T>(selector)!;

let anchor = { real: performance.now(), local: Date.now(), rate: 1 };
const time = new Intl.DateTimeFormat("en", {
  timeStyle: "medium",
  hour12: false,
  timeZone: config.timeZone,
});
const date = new Intl.DateTimeFormat("en", {
  dateStyle: "full",
  timeZone: config.timeZone,
});

function tick(): void {
  const now = new Date(
    anchor.local + (performance.now() - anchor.real) * anchor.rate,
  );
  one("[data-now]").textContent = time.format(now);
  one("[data-date]").textContent = date.format(now);
}

function say(text: string): void {
  one("[data-said]").textContent = text;
}

async function post(path: string, body: unknown): Promise<void> {
  const response = await fetch(`/control/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as {
    error?: { message: string };
    queued?: number;
  };
  say(
    answer.error?.message ??
      (answer.queued === undefined
        ? ""
        : `${answer.queued} deliveries on their way.`),
  );
  await refresh();
}

function drawFaults(faults: State["faults"]): void {
  for (const input of document.querySelectorAll<
    HTMLInputElement | HTMLSelectElement
  >("[data-fault]")) {
    if (input === document.activeElement) continue;
    const [part, name] = input.dataset["fault"]!.split(".") as [string, string];
    const value = faults[part]?.[name];
    if (input instanceof HTMLInputElement && input.type === "checkbox")
      input.checked = Boolean(value);
    else
      input.value = String(
        input.dataset["factor"]
          ? Number(value) / Number(input.dataset["factor"])
          : value,
      );
  }
}

function drawThemeNotes(notes: NonNullable<State["themeNotes"]>): void {
  const place = document.querySelector("[data-theme-notes]");
  if (!place) return;
  one("[data-theme-count]").textContent = String(notes.length);
  place.replaceChildren(
    ...notes.map(({ kind, name, file, line }) => {
      const row = document.createElement("tr");
      for (const textContent of [kind, name, `${file}:${line}`])
        row.append(
          Object.assign(document.createElement("td"), { textContent }),
        );
      return row;
    }),
  );
}

async function refresh(): Promise<void> {
  const [state, progress] = await Promise.all([
    fetch("/control/state").then(
      (response) => response.json() as Promise<State>,
    ),
    fetch("/control/progress").then(
      (response) => response.json() as Promise<Record<string, boolean>>,
    ),
  ]);
  anchor = {
    real: performance.now(),
    local: Date.parse(state.now),
    rate: state.rate,
  };
  tick();
  one("[data-rate]").textContent = `×${state.rate}`;
  one("[data-mails]").textContent = String(state.mails);
  for (const button of document.querySelectorAll<HTMLButtonElement>(
    "[data-speed]",
  ))
    button.setAttribute(
      "aria-pressed",
      String(Number(button.dataset["speed"]) === state.rate),
    );
  for (const step of document.querySelectorAll<HTMLElement>("[data-step]"))
    step.classList.toggle(
      "done",
      progress[step.dataset["step"] ?? ""] ?? false,
    );
  drawFaults(state.faults);
  drawThemeNotes(state.themeNotes ?? []);
  const shop = state.shops.find((candidate) => candidate.shop === config.shop);
  one("[data-pending]").textContent = String(shop?.webhooks.pending ?? 0);
  one("[data-log]").replaceChildren(
    ...(shop?.webhooks.log ?? []).slice(0, 8).map((entry) => {
      const row = document.createElement("tr");
      const good = typeof entry.status === "number" && entry.status < 300;
      for (const text of [
        entry.topic,
        entry.attempt > 1 ? `try ${entry.attempt}` : "",
      ])
        row.append(
          Object.assign(document.createElement("td"), { textContent: text }),
        );
      const cell = document.createElement("td");
      cell.append(
        Object.assign(document.createElement("span"), {
          className: `badge ${good ? "good" : "bad"}`,
          textContent: String(entry.status),
        }),
      );
      row.append(cell);
      return row;
    }),
  );
}

for (const button of document.querySelectorAll<HTMLButtonElement>(
  "[data-jump]",
))
  button.addEventListener(
    "click",
    () => void post("clock", { jumpMs: Number(button.dataset["jump"]) }),
  );
for (const button of document.querySelectorAll<HTMLButtonElement>(
  "[data-speed]",
))
  button.addEventListener(
    "click",
    () => void post("clock", { rate: Number(button.dataset["speed"]) }),
  );
for (const button of document.querySelectorAll<HTMLButtonElement>(
  "[data-post]",
))
  button.addEventListener(
    "click",
    () =>
      void post(
        button.dataset["post"]!,
        JSON.parse(button.dataset["body"] ?? "{}"),
      ),
  );
for (const input of document.querySelectorAll<
  HTMLInputElement | HTMLSelectElement
>("[data-fault]"))
  input.addEventListener("change", () => {
    const [part, name] = input.dataset["fault"]!.split(".") as [string, string];
    const value =
      input instanceof HTMLInputElement && input.type === "checkbox"
        ? input.checked
        : input.dataset["factor"]
          ? Number(input.value) * Number(input.dataset["factor"])
          : input.value;
    void post("faults", {
      [part]: {
        [name]: value,
        ...(part === "api" && value === "slow" ? { delayMs: 2000 } : {}),
      },
    });
  });

setInterval(tick, 250);
setInterval(() => {
  if (!document.hidden)
    void refresh().catch(() => say("The local Shopify does not answer."));
}, 2000);
void refresh();
