import fc from "fast-check";
import { expect, test } from "vitest";
import {
  decrypt,
  encrypt,
  isEncrypted,
  isEqual,
  sign,
  signatures,
  verify,
} from "#app/crypto.server.ts";

const [oldKey, newKey] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];

test("every text comes back, and never looks the same twice", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme" }),
      fc.string(),
      (text, context) => {
        const sealed = encrypt(text, { context });
        expect(isEncrypted(sealed) || text === "").toBe(true);
        expect(sealed).not.toBe(encrypt(text, { context }));
        expect(decrypt(sealed, { context })).toBe(text);
      },
    ),
    { numRuns: 50 },
  );
});

test("a value moved to another row, or changed in one bit, does not decrypt", () => {
  const sealed = encrypt("shpat_1", { context: "shop-a" });
  expect(() => decrypt(sealed, { context: "shop-b" })).toThrow();

  const parts = sealed.split(".");
  const data = Buffer.from(parts[3] ?? "", "base64url");
  data[0] = (data[0] ?? 0) ^ 1;
  const changed = [...parts.slice(0, 3), data.toString("base64url")].join(".");
  expect(() => decrypt(changed, { context: "shop-a" })).toThrow();
  expect(() => decrypt("shpat_1", { context: "shop-a" })).toThrow(
    /not an encrypted/,
  );
});

test("after a rotation old values still open, and go blind once the old key is taken away", () => {
  const context = "shop-a";
  const sealed = encrypt("token", { context, keys: [oldKey] });
  expect(decrypt(sealed, { context, keys: [newKey, oldKey] })).toBe("token");
  expect(() => decrypt(sealed, { context, keys: [newKey] })).toThrow(
    /is not configured/,
  );
  expect(() =>
    decrypt(encrypt("token", { context, keys: [newKey, oldKey] }), {
      context,
      keys: [oldKey],
    }),
  ).toThrow();
});

test("a signature holds for its text, its purpose and through a rotation", () => {
  const signed = sign("message-1", { purpose: "links", keys: [oldKey] });
  const keys = [newKey, oldKey];
  expect(verify("message-1", signed, { purpose: "links", keys })).toBe(true);
  expect(verify("message-2", signed, { purpose: "links", keys })).toBe(false);
  expect(verify("message-1", signed, { purpose: "addresses", keys })).toBe(
    false,
  );
  expect(
    verify("message-1", signed, { purpose: "links", keys: [newKey] }),
  ).toBe(false);
  expect(signatures("message-1", { purpose: "links", keys })[1]).toEqual(
    signed,
  );
});

test("equality minds length and content", () => {
  expect(isEqual("abc", "abc")).toBe(true);
  expect(isEqual("abc", "abd")).toBe(false);
  expect(isEqual("abc", "abcd")).toBe(false);
});
