import { expect, test } from "vitest";
import { addressKey } from "./address.ts";

test("an IPv4 address counts for itself, however it is written", () => {
  expect(addressKey("198.51.100.7")).toBe("198.51.100.7");
  expect(addressKey("::ffff:198.51.100.7")).toBe("198.51.100.7");
});

test("the addresses of one IPv6 network count as one", () => {
  const network = "2001:db8:1:2::/64";
  for (const address of [
    "2001:db8:1:2::1",
    "2001:0DB8:0001:0002:aaaa:bbbb:cccc:dddd",
    "2001:db8:1:2:0:0:0:1%eth0",
  ])
    expect(addressKey(address)).toBe(network);
  expect(addressKey("2001:db8:1:3::1")).toBe("2001:db8:1:3::/64");
  expect(addressKey("2001:db8::1")).toBe("2001:db8:0:0::/64");
  expect(addressKey("::1")).toBe("0:0:0:0::/64");
  expect(addressKey("64:ff9b::198.51.100.7")).toBe("64:ff9b:0:0::/64");
});

test("what is no address counts for itself", () => {
  expect(addressKey("")).toBe("");
  expect(addressKey("nonsense")).toBe("nonsense");
});
