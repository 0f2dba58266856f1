import { expect, test } from "vitest";
import { loader } from "./preview.$file.ts";

const get = (file: string) =>
  loader({
    request: new Request(`https://second-thought.test/preview/${file}`),
    params: { file },
    context: {},
  });

test("the page loads its script and nothing of anybody else", async () => {
  const response = await get("page");
  expect(response.headers.get("content-type")).toContain("text/html");
  expect(response.headers.get("content-security-policy")).toContain(
    "default-src 'none'",
  );
  expect(await response.text()).toContain('src="preview.js"');
});

test("words come in the nearest language that the extension has", async () => {
  const close = async (locale: string) => {
    const words = (await (await get(`words.${locale}.json`)).json()) as Record<
      string,
      string
    >;
    return words.close;
  };
  expect(await close("de")).toBe("Schließen");
  expect(await close("pt-PT")).toBe(await close("pt-BR"));
  expect(await close("sv")).toBe("Close");
});

test.each(["../package.json", "loader.js", "toString", "words..json", ""])(
  "%j is no file of the preview",
  async (name) => {
    await expect(get(name)).rejects.toMatchObject({ status: 404 });
  },
);
