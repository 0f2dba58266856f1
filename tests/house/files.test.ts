import { expect, test } from "vitest";
import { listFiles, readText } from "#tests/support/tree.ts";

const TEXT =
  /\.(tsx?|m?js|json|md|toml|ya?ml|sql|prisma|liquid|css|html|svg|sh)$|^(\.\w[\w.]*|Dockerfile|\.ci\/run)$/;
const MAX_LINES = 400;
/** Other people's words and lists, which are as long as they are; style sheets, which are one subject. */
const NOT_OURS =
  /^(package-lock\.json|.*\/admin-schema\/.*|.*\/data\/.*|.*\.(svg|sql|css)|prisma\/schema\.prisma)$/;

const texts = listFiles(TEXT).map((file) => ({ file, text: readText(file) }));

function linesWith(pattern: RegExp, files = texts): string[] {
  return files.flatMap(({ file, text }) =>
    text
      .split("\n")
      .flatMap((line, i) =>
        pattern.test(line)
          ? [`${file}:${i + 1} ${line.trim().slice(0, 120)}`]
          : [],
      ),
  );
}

test("there is something to look at", () => {
  expect(texts.length).toBeGreaterThan(50);
});

test("nothing names a folder of the machine it was written on", () => {
  const home = /(^|[\s"'`(=:])\/(home|Users|work|mnt|workspace)\/[a-z]/;
  expect(
    linesWith(
      home,
      texts.filter(({ file }) => file !== "package-lock.json"),
    ),
  ).toEqual([]);
});

test("the lockfile names no registry, so that any mirror will do", () => {
  const lock = readText("package-lock.json");
  expect(lock).not.toContain('"resolved": "http');
  expect(lock).not.toMatch(/https?:\/\/[^"]*\.tgz/);
});

test("no secret is committed", () => {
  const secret = new RegExp(
    [
      "-----BEGIN [A-Z ]*PRIVATE KEY",
      "\\bshp(at|ss|ca|pa|rt|ua)_[0-9a-f]{32}\\b",
      "\\b(ghp|gho|ghs)_[A-Za-z0-9]{36}\\b",
      "\\bnpm_[A-Za-z0-9]{36}\\b",
      "\\bAKIA[0-9A-Z]{16}\\b",
    ].join("|"),
  );
  expect(linesWith(secret)).toEqual([]);
});

test(`a file has one subject and at most ${MAX_LINES} lines`, () => {
  const long = texts
    .filter(({ file }) => !NOT_OURS.test(file))
    .map(({ file, text }) => ({
      file,
      lines: text.trimEnd().split("\n").length,
    }))
    .filter(({ lines }) => lines > MAX_LINES);
  expect(long).toEqual([]);
});

test("file names are kebab-case, one noun everywhere", () => {
  const odd = listFiles(/^(app|dev|tests|benchmarks)\/.*\.tsx?$/)
    // Remix's routes spell their URL: `app.campaigns_.$id.tsx`.
    .filter((file) => !file.startsWith("app/routes/"))
    .filter(
      (file) =>
        !/^[a-z0-9-]+(\.[a-z0-9-]+)*\.tsx?$/.test(file.split("/").at(-1) ?? ""),
    );
  expect(odd).toEqual([]);
});

test("the words mock and fake stay out of the product", () => {
  const product = texts.filter(
    ({ file }) => /^app\/.*\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file),
  );
  expect(linesWith(/\b(mock|fake|isDev)\b/i, product)).toEqual([]);
});

test("a decision has a number of its own, the one in its name and its heading", () => {
  const decisions = listFiles(/^docs\/decisions\/.*\.md$/);
  const numbers = decisions.map((file) => file.split("/").at(-1)!.slice(0, 3));
  expect(
    numbers.filter((number, i) => numbers.indexOf(number) !== i),
    "take the next free number: two decisions of one number cannot be cited",
  ).toEqual([]);
  for (const [i, file] of decisions.entries()) {
    const [, named] = /^# (\d{3})\b/.exec(readText(file)) ?? [];
    if (named) expect(named, file).toBe(numbers[i]);
  }
});
