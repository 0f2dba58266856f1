/** The offer, loaded at the moment it is shown: its words, her answer, and what came of it. */
import type { Incentive } from "../../shared/storefront-config.ts";
import type {
  DoneText,
  OfferContext,
  ReminderContext,
} from "../treatment-context.ts";
import { claimOffer } from "./claim.ts";
import { promise } from "./promised.ts";
import { announceCodes, drawSections, findCartSections } from "./sections.ts";
import { take, type Taken } from "./take.ts";
import { fill, nameEnd } from "./words.ts";

export { warmings } from "./words.ts";

export function showOffer(context: OfferContext): void {
  const { campaign, page, who, productId, report, remember } = context;
  const { facts } = page;
  const { locale } = facts;
  const { incentive, texts, surface = "dialog" } = campaign.treatment;
  const { money, benefit, say, sum, content } = promise({
    ...context,
    incentive,
  });
  const withBenefit = (text: string) =>
    fill(text, { benefit: benefit(incentive) });

  // Without consent nothing is kept; the server still must know one press from two.
  const visitId = who?.visit.id ?? crypto.randomUUID();
  let accepted = false;
  let silenced = false;
  let reload = false;

  const dialog = context.shell.makeSurface({
    surface,
    look: page.config.look,
    locale,
    heading: withBenefit(texts.heading),
    body: withBenefit(texts.body),
    ...(content ? { content } : {}),
    accept: withBenefit(texts.accept),
    decline: withBenefit(texts.decline),
    close: say("close"),
    quiet: {
      fewer: say("fewer"),
      onChoose(choice) {
        silenced = true;
        remember(choice);
      },
    },
    onAccept: () => void (accepted ? dialog.close() : accept()),
    onClose() {
      if (!accepted) {
        if (!silenced) remember("declined");
        report("offer-declined");
      }
      context.onGone();
      if (reload) location.reload();
    },
  });
  dialog.open();

  async function accept() {
    // A benefit that the shop gives anyway is only said: there is nothing to fetch, and what helps more may still come.
    if (incentive.kind === "benefit") {
      accepted = true;
      remember("declined");
      report("offer-accepted");
      return dialog.close();
    }
    dialog.setBusy(say("working"));
    const sections = findCartSections(document);
    const taken = await take({
      incentive,
      productId,
      sections,
      path: location.pathname,
      promises: context.promises,
      claim: () =>
        claimOffer(`${facts.proxy}/claim`, {
          campaignId: campaign.id,
          visitId,
          ...(who?.shopper ? { shopperId: who.shopper.id } : {}),
          ...(productId ? { productId } : {}),
          locale,
        }),
      call(path, change) {
        const answer = context.callCart(path, change);
        if (change && "discount" in change)
          announceCodes(String(change.discount).split(","), answer);
        return answer;
      },
    });
    if (taken.kind === "failed") {
      report("offer-failed");
      return dialog.setMessage(taken.message ?? say(taken.word), taken.retry);
    }
    accepted = true;
    remember("accepted");
    keep(taken);
    report("offer-accepted");
    const drawn = drawSections(document, taken.sections, sections);
    reload = !drawn || (facts.kind === "cart" && sections.length === 0);
    dialog.setDone(confirm(taken));
  }

  function keep({ claim }: Extract<Taken, { kind: "taken" }>) {
    if (!claim) return;
    context.keepClaim({
      incentive: claim.incentive ?? incentive,
      heading: withBenefit(texts.heading),
      skew: claim.now.getTime() - Date.now(),
      ...(claim.kind === "code"
        ? { code: claim.code }
        : { claimIds: [...context.promises, claim.claimId] }),
      ...(claim.endsAt ? { endsAt: claim.endsAt.getTime() } : {}),
    });
  }

  /** Says what Shopify made of it, which may differ from what the page promised when the page is old. */
  function confirm(taken: Extract<Taken, { kind: "taken" }>): DoneText {
    const { claim, before, after, waits } = taken;
    const given: Incentive = claim?.incentive ?? incentive;
    const time = claim?.endsAt
      ? nameEnd({ endsAt: claim.endsAt, now: claim.now, locale })
      : "";
    const values = {
      benefit: benefit(given),
      before: money(before.totalMinor),
      after: money(after.totalMinor),
      title: given.kind === "gift" ? given.title : (facts.product?.title ?? ""),
      titles: new Intl.ListFormat(locale).format(
        incentive.kind === "bundle"
          ? incentive.items.map((item) => item.title)
          : [],
      ),
      time,
    };
    const until = time ? ` ${say("until", values)}` : "";
    if (!waits) sum?.write(values, say("instead", values));
    return {
      heading: say("done"),
      message: waits
        ? say("waiting", values) + until
        : given.kind === "percent" || given.kind === "amount"
          ? say(time ? "applied_until" : "applied", values)
          : say(EFFECT[given.kind], values) + until,
      accept: say("continue"),
    };
  }
}

const EFFECT = {
  gift: "gift_added",
  bundle: "bundle_added",
  "free-shipping": "shipping_applied",
  "faster-shipping": "shipping_applied",
  promise: "promise_kept",
  benefit: "",
} satisfies Partial<Record<Incentive["kind"], string>>;

/** What she took is still hers: a card that asks for nothing and names its real end. */
export function showReminder(context: ReminderContext): void {
  const { page, claim, shell, onGone } = context;
  const { words, facts, config } = page;
  const { locale } = facts;
  const { endsAt, skew, heading } = claim;
  const time =
    endsAt &&
    nameEnd({
      endsAt: new Date(endsAt),
      now: new Date(Date.now() + skew),
      locale,
    });
  const text = words[time ? "reminder_until" : "reminder"] ?? "";
  const note = shell.makeSurface({
    surface: "note",
    look: config.look,
    locale,
    heading,
    body: fill(text, { time: time || "" }),
    decline: words.continue ?? "",
    close: words.close ?? "",
    onAccept: () => undefined,
    onClose: onGone,
  });
  note.open();
}
