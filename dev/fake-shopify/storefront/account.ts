import { type Answer, html, localPath, parseFields, redirect } from "./http.ts";
import { escapeHtml } from "./liquid/filter-arguments.ts";
import {
  CUSTOMER_COOKIE,
  findCart,
  makeCookie,
  type StoreRequest,
} from "./request.ts";

/** Sign-in without a password: this is a shop on a developer's machine. Null when the path is none of the account's. */
export async function answerAccount(
  request: StoreRequest,
): Promise<Answer | null> {
  if (request.path === "/account/logout") {
    request.setCookies.push(makeCookie(CUSTOMER_COOKIE, "", { maxAge: 0 }));
    return redirect(request.root);
  }
  if (request.path !== "/account/login" && request.path !== "/account")
    return null;
  const fields =
    request.method === "POST"
      ? await parseFields(request.body, request.headers["content-type"])
      : {};
  const email = String(
    fields["email"] ?? request.url.searchParams.get("email") ?? "",
  )
    .trim()
    .toLowerCase();
  if (!email) return html(200, signInPage(request, ""));
  const customer = request.shop.customers.find(
    (one) => one.email?.toLowerCase() === email,
  );
  if (!customer)
    return html(
      404,
      signInPage(request, `There is no customer with the address ${email}.`),
    );
  request.setCookies.push(makeCookie(CUSTOMER_COOKIE, customer.id));
  const cart = findCart(request);
  if (cart) cart.customerId = customer.id;
  request.ctx.save();
  return redirect(
    localPath(request.url.searchParams.get("return_to"), request.root),
  );
}

function signInPage(
  { shop, root, customer }: StoreRequest,
  problem: string,
): string {
  const names = shop.customers
    .slice(0, 8)
    .flatMap((one) =>
      one.email ? [`<option value="${escapeHtml(one.email)}">`] : [],
    );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sign in – ${escapeHtml(shop.name)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:4rem auto;padding:0 1rem;color:#2c2621}input,button{font:inherit;padding:.7rem;width:100%;box-sizing:border-box;margin:.3rem 0}button{background:#2c2621;color:#fff;border:0;border-radius:4px}p[role=alert]{color:#a3261a}</style>
<h1>Sign in</h1>${customer ? `<p>You are signed in as ${escapeHtml(customer.email)}. <a href="${root}account/logout">Sign out</a></p>` : ""}
${problem ? `<p role="alert">${escapeHtml(problem)}</p>` : ""}
<form method="post" action="${root}account/login"><label>E-mail <input type="email" name="email" list="known" required autocomplete="email"></label><datalist id="known">${names.join("")}</datalist><button>Sign in</button></form>
<p><a href="${root}">Back to the shop</a></p>`;
}
