import type { Stack } from "#dev/demo/stack.ts";
import { paint, say } from "#dev/print.ts";

export function sayWelcome(): void {
  say();
  say(
    `  ${paint("bold", "Second Thought")} ${paint("dim", "on a Shopify of your own; nothing leaves this machine")}`,
  );
  say();
}

export function sayAddresses({ urls }: Pick<Stack, "urls">): void {
  const line = (name: string, url: string, what: string) =>
    say(
      `  ${name.padEnd(12)} ${paint("cyan", url.padEnd(30))} ${paint("dim", what)}`,
    );
  say();
  say(
    `  ${paint("bold", "Start here")}   ${paint(["bold", "cyan"], urls.platform)}`,
  );
  say();
  line("Shop", urls.storefront, "as shoppers see it");
  line(
    "Admin",
    `${urls.platform}/admin`,
    "as the merchant sees it, with the app inside",
  );
  line("Inbox", `${urls.platform}/inbox`, "every mail the app sends");
  line(
    "Control",
    `${urls.platform}/control`,
    "the clock, and what may go wrong",
  );
  say();
  say(
    paint(
      "dim",
      "  Logs are in .data/logs. Ctrl-C ends everything and keeps the data; npm run demo -- --reset starts over.",
    ),
  );
  say();
}
