import { isIPv6 } from "node:net";

/**
 * What of an address limits count by: an IPv4 address whole, of an IPv6 address the network, since whoever has one
 * address of a /64 has all 2^64 of them.
 */
export function addressKey(address: string): string {
  if (!isIPv6(address)) return address;
  const plain = address.split("%", 1)[0] ?? "";
  const mapped = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(plain);
  if (mapped?.[1]) return mapped[1];
  const [left = "", right] = plain.split("::");
  const groups = (text: string) => text.split(":").filter((group) => group !== "");
  const tail = groups(right ?? "");
  const tailLength = tail.length + (tail.at(-1)?.includes(".") ? 1 : 0); // an IPv4 tail stands for two groups
  const head = groups(left);
  const zeros = right === undefined ? 0 : 8 - head.length - tailLength;
  const all = [...head, ...Array<string>(Math.max(0, zeros)).fill("0"), ...tail];
  const network = all.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(":")}::/64`;
}
