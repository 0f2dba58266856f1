import fc from "fast-check";
import { expect, test } from "vitest";
import { forwardedAddress, networkOf } from "./network.ts";

const address = (header: string | undefined, hops = 1) =>
  forwardedAddress({ header, hops, remote: "10.0.0.1" });

test("what a visitor puts before the proxies' own entries is not believed", () => {
  expect(address("203.0.113.7, 23.227.38.1")).toBe("203.0.113.7");
  expect(address("1.2.3.4, 203.0.113.7, 23.227.38.1")).toBe("203.0.113.7");
  expect(address("1.2.3.4, 203.0.113.7", 0)).toBe("203.0.113.7");
  expect(address("203.0.113.7, 23.227.38.1, 10.1.1.1", 2)).toBe("203.0.113.7");
});

test("with fewer entries than proxies nobody is thrown together with all others", () => {
  expect(address("203.0.113.7")).toBe("203.0.113.7");
  expect(address("203.0.113.7", 5)).toBe("203.0.113.7");
  expect(address(undefined)).toBe("10.0.0.1");
  expect(address(" , ")).toBe("10.0.0.1");
});

test("all addresses of one IPv6 network are one, of two are two", () => {
  expect(networkOf("2001:db8:1:2:3:4:5:6")).toBe("2001:db8:1:2::/64");
  expect(networkOf("2001:0DB8:0001:2::1")).toBe("2001:db8:1:2::/64");
  expect(networkOf("2001:db8:1:3::1")).toBe("2001:db8:1:3::/64");
  expect(networkOf("::1")).toBe("0:0:0:0::/64");
  expect(networkOf("::ffff:203.0.113.7")).toBe("203.0.113.7");
  expect(networkOf("203.0.113.7")).toBe("203.0.113.7");
});

test("anything has a network, and a network's text does not grow", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.ipV4(), fc.ipV6(), fc.string({ maxLength: 45 })),
      (text) => {
        expect(networkOf(text).length).toBeLessThanOrEqual(48);
      },
    ),
  );
  fc.assert(
    fc.property(fc.ipV6(), (text) => {
      expect(networkOf(text)).toMatch(/^([\da-f]{1,4}:){4}:\/64$|^[\d.]+$/);
    }),
  );
});
