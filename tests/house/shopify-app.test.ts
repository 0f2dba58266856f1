import { parse } from "smol-toml";
import { expect, test } from "vitest";
import { z } from "zod";
import { listFiles, readText } from "#tests/support/tree.ts";

const text = readText("shopify.app.toml");
const config = z
  .object({
    access_scopes: z.object({ scopes: z.string() }),
    app_proxy: z.object({
      url: z.url(),
      prefix: z.literal("apps"),
      subpath: z.string(),
    }),
    webhooks: z.object({
      api_version: z.string(),
      subscriptions: z.array(
        z.object({
          topics: z.array(z.string()).default([]),
          compliance_topics: z.array(z.string()).default([]),
          uri: z.string(),
        }),
      ),
    }),
  })
  .parse(parse(text));

const { subscriptions } = config.webhooks;
const topics = subscriptions.flatMap((each) => [
  ...each.topics,
  ...each.compliance_topics,
]);

/** The keys of `handlers` in app/inbox.server.ts: read, not imported, since that would need a database. */
function readHandledTopics(): string[] {
  const source = readText("app/inbox.server.ts");
  const table =
    /const handlers[^=]*= \{([\s\S]*?)\n\};/.exec(source)?.[1] ?? "";
  return [...table.matchAll(/^ {2}"([\w/]+)":/gm)].map(
    ([, topic = ""]) => topic,
  );
}

test("every topic we subscribe to is handled, and every handler has its subscription", () => {
  expect(topics.length).toBeGreaterThan(8);
  expect(readHandledTopics().sort()).toEqual([...topics].sort());
});

test("all webhooks come to the one address whose edge verifies them", () => {
  expect(new Set(subscriptions.map(({ uri }) => uri))).toEqual(
    new Set(["/webhooks"]),
  );
  expect(readText("app/edges/webhooks.server.ts")).toContain(
    'isFor(req, "/webhooks")',
  );
});

test("each subscription names the functions that handle it, and they exist", () => {
  const blocks = text.split("[[webhooks.subscriptions]]").slice(1);
  expect(blocks).toHaveLength(subscriptions.length);
  const sources = listFiles(/^app\/modules\/.*\.server\.ts$/)
    .map(readText)
    .join("\n");
  for (const block of blocks) {
    const comment = /# Handled by: (.*)/.exec(block)?.[1];
    expect(comment, block).toBeDefined();
    const names = [
      ...(comment ?? "").matchAll(/\b[a-z]+[A-Z]\w+\b|\buninstall\b/g),
    ].map(([name]) => name);
    expect(names.length, comment).toBeGreaterThan(0);
    for (const name of names)
      expect(sources, name).toMatch(
        new RegExp(`export (async )?function ${name}\\b`),
      );
  }
});

test("each scope has its reason, and there is none without one", () => {
  const scopes = config.access_scopes.scopes.split(",");
  const reasons = [...text.matchAll(/^# {3}((?:read|write)_\w+) {2,}\S/gm)].map(
    ([, scope = ""]) => scope,
  );
  expect(reasons.sort()).toEqual([...scopes].sort());
});

test("the toml, the code and the proxy's address agree", () => {
  expect(config.webhooks.api_version).toBe("2026-10");
  expect(readText("app/shopify.server.ts")).toContain("ApiVersion.October26");
  expect(config.app_proxy.url).toMatch(/\/proxy$/);
  const path = `/${config.app_proxy.prefix}/${config.app_proxy.subpath}`;
  expect(readText("prisma/schema.prisma")).toContain(`@default("${path}")`);
});
