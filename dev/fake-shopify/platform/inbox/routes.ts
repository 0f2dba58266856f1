/** The inbox: mails as a person would read them, and as a test would. */
import PostalMime, { type Email } from "postal-mime";
import type { LocalShopify } from "../../context.ts";
import type { InboxMail } from "../../world/types.ts";
import { html, json, Refusal, type Route } from "../http.ts";
import { escapeHtml, h, type Markup } from "../markup.ts";
import { page } from "../page.ts";
import { siteHead } from "../site-head.ts";

const MOST_LISTED = 200;

const bytesOf = (mail: InboxMail) => Buffer.from(mail.raw, "latin1");
const parse = (mail: InboxMail): Promise<Email> =>
  PostalMime.parse(bytesOf(mail));

function findMail(ctx: LocalShopify, id: string): InboxMail {
  const mail = ctx.world.inbox.find((one) => one.id === id);
  if (!mail) throw new Refusal(404, "There is no such mail.");
  return mail;
}

const sender = (email: Email, mail: InboxMail) =>
  email.from?.name || email.from?.address || mail.from;
const when = (iso: string) =>
  new Intl.DateTimeFormat("en", {
    dateStyle: "medium",
    timeStyle: "short",
  }).format(new Date(iso));

async function listPage(ctx: LocalShopify, to: string) {
  const mails = ctx.world.inbox
    .filter(
      (mail) =>
        !to ||
        mail.to.some((address) => address.toLowerCase() === to.toLowerCase()),
    )
    .slice(-MOST_LISTED);
  const entries = await Promise.all(
    mails.toReversed().map(async (mail) => {
      const email = await parse(mail);
      return h`<a href="/inbox/${mail.id}"><strong>${sender(email, mail)}</strong><span class="subject">${email.subject} <span class="soft">to ${mail.to.join(", ")}</span></span><span class="soft">${when(mail.receivedAt)}</span></a>`;
    }),
  );
  const list =
    entries.length > 0
      ? h`<section class="card mail-list" style="padding-block:0">${entries}</section>`
      : h`<section class="card empty">No mail yet. Fill a basket, start a checkout with an e-mail address, leave, and move the clock an hour ahead.</section>`;
  return page({
    title: "Inbox",
    body: h`${siteHead("inbox")}<main class="site"><div class="row between" style="margin-bottom:14px"><div><h1>Inbox</h1><span class="soft">Every mail sent in this world ends here${to && h`: those to ${to}`}.</span></div></div>${list}</main>`,
    scripts: [],
  });
}

/** The HTML part alone, as the mail reader's inner frame: no script may run, links open a tab of their own. */
function framedMail(email: Email): string {
  const body =
    email.html ??
    `<pre style="font:14px/1.5 sans-serif;white-space:pre-wrap;padding:16px">${escapeHtml(email.text ?? "")}</pre>`;
  return `<base target="_blank">${body}`;
}

async function mailPage(mail: InboxMail) {
  const email = await parse(mail);
  const part = (name: string, label: string) =>
    h`<button type="button" data-part="${name}" aria-pressed="${name === "html" ? "true" : "false"}">${label}</button>`;
  const rows: Markup[] = email.headers.map(
    ({ originalKey, value }) => h`<dt>${originalKey}</dt><dd>${value}</dd>`,
  );
  const body = h`${siteHead("inbox")}<main class="site">
<p><a href="/inbox">← All mail</a></p>
<section class="card"><div class="row between" style="align-items:flex-start"><div><h1>${email.subject}</h1><span class="soft">${sender(email, mail)} &lt;${email.from?.address}&gt; to ${mail.to.join(", ")} · ${when(mail.receivedAt)}</span></div>
<div class="row" role="group" aria-label="View">${part("html", "Mail")}${part("text", "Plain text")}${part("headers", "Headers")}<a class="button" href="/inbox/${mail.id}/raw" download="mail-${mail.id}.eml">Source</a></div></div>
<div data-view="html" style="margin-top:14px"><div class="row" style="margin-bottom:10px" role="group" aria-label="Width"><button type="button" data-width="desktop" aria-pressed="true">Desktop</button><button type="button" data-width="phone" aria-pressed="false">Phone</button></div>
<div class="mail-frame" data-width="desktop"><iframe title="${email.subject}" src="/inbox/${mail.id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox allow-same-origin"></iframe></div></div>
<div data-view="text" hidden style="margin-top:14px"><pre>${email.text}</pre></div>
<div data-view="headers" hidden style="margin-top:14px"><dl>${rows}</dl></div></section></main>`;
  return page({ title: email.subject ?? "Mail", body, scripts: ["inbox"] });
}

export function inboxRoutes(): Route[] {
  return [
    {
      method: "GET",
      path: /^\/inbox$/,
      handle: ({ ctx, url }) => listPage(ctx, url.searchParams.get("to") ?? ""),
    },
    {
      method: "GET",
      path: /^\/inbox\.json$/,
      handle: async ({ ctx, url }) => {
        const to = url.searchParams.get("to")?.toLowerCase();
        const mails = ctx.world.inbox.filter(
          (mail) =>
            !to || mail.to.some((address) => address.toLowerCase() === to),
        );
        return json({
          mails: await Promise.all(
            mails.map(async (mail) => {
              const {
                subject,
                html: htmlPart,
                text,
                messageId,
                headers,
              } = await parse(mail);
              return {
                id: mail.id,
                receivedAt: mail.receivedAt,
                from: mail.from,
                to: mail.to,
                subject,
                html: htmlPart,
                text,
                messageId,
                headers: headers.map(({ key, value }) => ({
                  name: key,
                  value,
                })),
              };
            }),
          ),
        });
      },
    },
    {
      method: "GET",
      path: /^\/inbox\/(\d+)$/,
      handle: ({ ctx, params }) => mailPage(findMail(ctx, params[0]!)),
    },
    {
      method: "GET",
      path: /^\/inbox\/(\d+)\/html$/,
      handle: async ({ ctx, params }) => {
        const answer = html(framedMail(await parse(findMail(ctx, params[0]!))));
        return {
          ...answer,
          headers: {
            ...answer.headers,
            "content-security-policy":
              "script-src 'none'; frame-ancestors 'self'",
          },
        };
      },
    },
    {
      method: "GET",
      path: /^\/inbox\/(\d+)\/raw$/,
      handle: ({ ctx, params }) => ({
        status: 200,
        headers: { "content-type": "message/rfc822" },
        body: bytesOf(findMail(ctx, params[0]!)),
      }),
    },
  ];
}
