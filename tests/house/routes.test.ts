import { expect, test } from "vitest";
import { listFiles, readText } from "#tests/support/tree.ts";

/** What a route has to do first, by the first part of its name: it says who calls. */
const CHECKS: Record<string, RegExp | null> = {
  app: /shopify\.authenticate\.admin\(request\)/,
  proxy: /authenticate\.public\.appProxy\(request\)/,
  auth: /shopify\.(authenticate\.admin|login)\(request\)/,
  email: /readToken\(/,
  // Whoever asks may know: no shop, nobody's data.
  _index: null,
  healthz: null,
  readyz: null,
  privacy: null,
  preview: null,
};

const routes = listFiles(/^app\/routes\/.*\.tsx?$/).filter(
  (file) => !/\.test\.tsx?$/.test(file),
);

test("there are routes to check", () => {
  expect(routes.length).toBeGreaterThan(8);
});

test.each(routes)("%s checks who asks before anything else", (file) => {
  const prefix = file.replace("app/routes/", "").split(".")[0] ?? "";
  expect(Object.keys(CHECKS), `the prefix of ${file} says who calls`).toContain(
    prefix,
  );
  const check = CHECKS[prefix];
  if (!check) return;
  for (const { name, body } of findServerFunctions(readText(file))) {
    const first = body.slice(0, body.search(/\bawait\b|;/) + 200);
    expect(first, `${name} of ${file}`).toMatch(check);
  }
});

test("a loader that forgets its check is seen", () => {
  const text =
    "export async function loader({ request }) {\n  return db.shop.findMany();\n}\n";
  const [found] = findServerFunctions(text);
  expect(found?.name).toBe("loader");
  expect(found?.body).not.toMatch(CHECKS.app!);
});

test("every hot edge verifies a signature before it reads what was sent", () => {
  const edges = [
    ...readText("app/edges/edges.server.ts").matchAll(
      /from "#app\/(edges\/[\w-]+\.server\.ts)"/g,
    ),
  ]
    .map(([, file]) => `app/${file}`)
    .filter((file) => !file.endsWith("http.server.ts"));
  expect(edges.length).toBeGreaterThan(1);
  // A checkout's sandbox can sign nothing: what comes from there is bounded and only joined.
  const unsigned = ["app/edges/pixel.server.ts"];
  for (const file of edges.filter((one) => !unsigned.includes(one)))
    expect(readText(file), file).toMatch(/receiveProxy\w+\(|isSigned\(/);
  expect(readText("app/edges/proxy.server.ts")).toMatch(
    /utils\.validateHmac\(/,
  );
});

/** `loader` and `action` with what is in them. */
function findServerFunctions(text: string): { name: string; body: string }[] {
  const starts = [
    ...text.matchAll(/export (?:async function|const) (loader|action)\b/g),
  ];
  return starts.map((match) => {
    const rest = text.slice(match.index);
    const end = rest.search(/\n}\)?;?\n/);
    return { name: match[1] ?? "", body: end < 0 ? rest : rest.slice(0, end) };
  });
}
