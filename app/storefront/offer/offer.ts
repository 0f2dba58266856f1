/**
 * The offer, loaded at the moment it is shown: a dialog, a claim, a code on the cart. The only export is what the loader calls.
 */
import { shopify } from "../consent.ts";
import { writeMoney } from "../cart-money.ts";
import type { Incentive } from "../../shared/storefront-config.ts";
import type { DoneText, OfferContext } from "../treatment-context.ts";
import { applyCode, type Applied } from "./apply.ts";
import { claimCode, type ClaimResult } from "./claim.ts";
import { announceCodes, drawSections, findCartSections } from "./sections.ts";
import { makeSum } from "./sum.ts";
import { estimateTotal, readTotals, toPresentment } from "./totals.ts";
import { fill, nameBenefit, nameEnd } from "./words.ts";

type Claimed = Extract<ClaimResult, { kind: "claimed" }>;

export function showOffer(context: OfferContext): void {
  const { campaign, page, who, report, remember, callCart } = context;
  const { facts, words } = page;
  const { locale } = facts;
  const { incentive, texts } = campaign.treatment;
  const totals = readTotals(context.cart);
  const { currency } = totals;
  /** An amount off in the currency she sees; 0 for percentages. */
  const amountOf = (what: Incentive) =>
    what.kind === "amount"
      ? toPresentment({
          amountMinor: what.amountMinor,
          shopCurrency: facts.shopCurrency,
          currency,
          rate: Number(shopify().currency?.rate) || 1,
        })
      : 0;
  const money = (minor: number) => writeMoney({ minor, currency, locale });
  const name = (what: Incentive) =>
    nameBenefit({
      incentive: what,
      amountMinor: amountOf(what),
      currency,
      locale,
    });
  const say = (word: string, values = {}) => fill(words[word] ?? "", values);
  const amounts = {
    before: money(totals.totalMinor),
    after: money(estimateTotal(totals, incentive, amountOf(incentive))),
  };
  const withBenefit = (text: string) =>
    fill(text, { benefit: name(incentive) });

  // Without consent nothing is kept; the server still must know one press from two.
  const visitId = who?.visit.id ?? crypto.randomUUID();
  let accepted = false;
  let reload = false;

  const sum = makeSum(say("basket"));
  sum.write(amounts, say("instead", amounts));
  const dialog = context.shell.makeSurface({
    locale,
    heading: withBenefit(texts.heading),
    body: withBenefit(texts.body),
    content: sum.node,
    accept: withBenefit(texts.accept),
    decline: withBenefit(texts.decline),
    close: say("close"),
    onAccept: () => void (accepted ? dialog.close() : accept()),
    onClose() {
      if (!accepted) {
        remember("declined");
        report("offer-declined");
      }
      if (reload) location.reload();
    },
  });
  dialog.open();

  async function accept() {
    dialog.setBusy(say("working"));
    const claim = await claimCode(`${facts.proxy}/claim`, {
      campaignId: campaign.id,
      visitId,
      ...(who?.shopper ? { shopperId: who.shopper.id } : {}),
      locale,
    });
    if (claim.kind === "refused") {
      report("offer-failed");
      return dialog.setMessage(claim.message ?? say(claim.word), claim.retry);
    }
    const sections = findCartSections(document);
    const applied = await apply(claim.code, sections).catch(
      () => "offline" as const,
    );
    if (applied === "offline" || !applied) {
      report("offer-failed");
      return dialog.setMessage(
        say(applied ?? "refused"),
        applied === "offline",
      );
    }
    accepted = true;
    remember("accepted");
    report("offer-accepted");
    const drawn = drawSections(document, applied.sections, sections);
    reload = !drawn || (facts.kind === "cart" && sections.length === 0);
    dialog.setDone(confirm(claim, applied));
  }

  function apply(
    code: string,
    sections: string[],
  ): Promise<Applied | undefined> {
    return applyCode({
      code,
      sections,
      path: location.pathname,
      call(path, change) {
        const answer = callCart(path, change);
        if (change && "discount" in change)
          announceCodes(String(change.discount).split(","), answer);
        return answer;
      },
    });
  }

  /** Says what Shopify made of it, which may differ from what the page promised when the page is old. */
  function confirm(claim: Claimed, applied: Applied): DoneText {
    const { percent, amountMinor, endsAt, now } = claim;
    const given: Incentive = percent
      ? { kind: "percent", percent }
      : amountMinor
        ? { kind: "amount", amountMinor }
        : incentive;
    const values = {
      benefit: name(given),
      before: money(applied.before.totalMinor),
      after: money(applied.after.totalMinor),
      time: endsAt ? nameEnd({ endsAt, now, locale }) : "",
    };
    sum.write(values, say("instead", values));
    return {
      heading: say("done"),
      message: say(endsAt ? "applied_until" : "applied", values),
      accept: say("continue"),
    };
  }
}
