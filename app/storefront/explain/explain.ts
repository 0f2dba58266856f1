/**
 * The merchant's view into a page: what was noticed, what it was taken to mean, which campaign won and why the others did not.
 * Loaded in the theme editor, or by a link that the app signed; shoppers never load it. It only reads what `SecondThought.why()` says.
 */
import type { Decision } from "../../shared/arbitration.ts";
import { unpackCampaigns } from "../../shared/config-packing.ts";
import type { Drop, Intent } from "../../shared/intent-model.ts";
import { REFUSAL_TEXTS } from "../../shared/refusal-texts.ts";
import type { Signal } from "../../shared/signals.ts";
import type { Page } from "../page.ts";
import type { StorefrontCampaign } from "../../shared/storefront-config.ts";
import STYLES from "./styles.css?inline";

/** What `SecondThought.why()` may say; all of it may still be unknown. */
export interface Explained {
  consent: string;
  signals?: Signal[];
  intent?: Intent;
  percentiles?: Intent;
  segment?: string;
  momentum?: number;
  pageSeconds?: number;
  drop?: Drop;
  last?: { decision?: Decision; arm?: string };
}

export interface ExplainContext {
  page: Page;
  why: () => object;
  /** Of the signed link; absent in the theme editor. */
  token: string | undefined;
  /** The link is over, or was never ours. */
  forget: () => void;
}

const HOST = "second-thought-explain";
const EVERY_MS = 1000;
const SIGNALS = 12;

export async function startExplain(context: ExplainContext): Promise<void> {
  const { page, token, forget } = context;
  const names = new Map<string, string>();
  if (token) {
    const url = `${page.facts.proxy}/explain?token=${encodeURIComponent(token)}`;
    const response = await fetch(url);
    if (!response.ok) return forget();
    const { campaigns } = (await response.json()) as {
      campaigns?: { id: string; name: string }[];
    };
    for (const { id, name } of campaigns ?? []) names.set(id, name);
  }
  // In the editor no server is asked: there a campaign is known by what it would say.
  for (const campaign of unpackCampaigns(page.config)) {
    const { id, treatment } = campaign as Partial<StorefrontCampaign>;
    if (id && !names.has(id)) names.set(id, treatment?.texts?.heading ?? id);
  }
  openPanel(() => context.why() as Explained, names);
}

function openPanel(why: () => Explained, names: Map<string, string>): void {
  const host = document.createElement(HOST);
  // For merchants, who read the admin in English.
  host.lang = "en";
  host.dir = "ltr";
  const root = host.attachShadow({ mode: "open" });
  root.innerHTML = `<style>${STYLES}</style><aside aria-label="Second Thought explains this page">
    <button type="button" aria-expanded="true" aria-controls="body">Second Thought</button><div id="body" tabindex="0" role="region" aria-label="Explanation"></div></aside>`;
  const body = root.querySelector<HTMLElement>("#body")!;
  const button = root.querySelector("button")!;
  button.addEventListener("click", () => {
    body.hidden = !body.hidden;
    button.setAttribute("aria-expanded", String(!body.hidden));
  });
  document.body.append(host);
  let before = "";
  const draw = () => {
    const parts = describe(why(), names);
    const now = JSON.stringify(parts);
    if (now === before) return;
    before = now;
    body.replaceChildren(...parts.map(write));
  };
  draw();
  setInterval(draw, EVERY_MS);
}

/** A heading and what stands under it: pairs, or single lines. */
export interface Part {
  heading: string;
  lines: [text: string, value?: string][];
}

export function describe(
  explained: Explained,
  names: ReadonlyMap<string, string>,
): Part[] {
  const { consent, intent, percentiles, signals = [], drop } = explained;
  const { decision, arm } = explained.last ?? {};
  const score = (of: keyof Intent) =>
    intent && percentiles
      ? `${intent[of].toFixed(2)}, above ${Math.round(percentiles[of])} % of visits`
      : "not scored yet";
  const nameOf = (id: string) => names.get(id) ?? id;
  return [
    {
      heading: "Shopper",
      lines: [
        ["Segment", explained.segment ?? "not known yet"],
        ["To purchase", score("purchase")],
        ["To abandon", score("abandon")],
        ["To return", score("return")],
        ["Momentum", `${Math.round(explained.momentum ?? 0)} points`],
        ["On this page", `${Math.round(explained.pageSeconds ?? 0)} s`],
        [
          "Drop",
          drop
            ? `${drop.points} points at ${drop.stage}: ${drop.anxiety}`
            : "none",
        ],
        ["Analytics consent", consent],
      ],
    },
    {
      heading: "Campaigns",
      lines: [
        ...(decision?.winner
          ? [
              [
                nameOf(decision.winner.id),
                arm === "holdout" ? "Wins; hold-out, not shown." : "Wins.",
              ] as [string, string],
            ]
          : []),
        ...(decision?.refusals ?? []).map(
          ({ campaignId, reason, path }): [string, string] => [
            nameOf(campaignId),
            REFUSAL_TEXTS[reason] + (path ? ` (${path})` : ""),
          ],
        ),
        ...(decision ? [] : [["Nothing was decided yet."] as [string]]),
      ],
    },
    {
      heading: "Signals",
      lines: signals
        .slice(-SIGNALS)
        .reverse()
        .map(({ at, kind, ...rest }): [string, string] => [
          kind,
          [...Object.values(rest), `${(at / 1000).toFixed(1)} s`].join(", "),
        ]),
    },
  ];
}

function write({ heading, lines }: Part): Node {
  const section = document.createElement("section");
  const title = document.createElement("h2");
  title.textContent = heading;
  const list = document.createElement("dl");
  for (const [text, value] of lines) {
    const term = document.createElement("dt");
    term.textContent = text;
    const about = document.createElement("dd");
    about.textContent = value ?? "";
    list.append(term, about);
  }
  section.append(title, list);
  return section;
}
