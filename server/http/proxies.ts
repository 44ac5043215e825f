import type { IncomingMessage } from "node:http";
import { BlockList, isIP, isIPv6 } from "node:net";
import type { Config } from "../core/config.ts";

/** Whether the machine at `address`, the `hop`th on the way from us to the sender (0: the nearest), is a proxy of ours. */
export type Trust = (address: string, hop: number) => boolean;

/** Reads TRUST_PROXY: everybody, nobody, so many nearest machines, or those of the networks named. */
export function trustOf(setting: Config["TRUST_PROXY"]): Trust {
  if (typeof setting === "boolean") return () => setting;
  if (typeof setting === "number") return (_address, hop) => hop < setting;
  const ours = new BlockList();
  for (const network of setting) {
    const [address = "", prefix] = network.split("/");
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    ours.addSubnet(address, prefix === undefined ? (family === "ipv6" ? 128 : 32) : Number(prefix), family);
  }
  return (address) => isIP(address) !== 0 && ours.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}

/** The sender's address, for what does not pass through Fastify, which finds it in the same way. */
export function addressOf(request: IncomingMessage, trust: Trust): string {
  const forwarded = String(request.headers["x-forwarded-for"] ?? "");
  const claimed = forwarded.split(",").flatMap((one) => one.trim() || []);
  const way = [request.socket.remoteAddress ?? "", ...claimed.reverse()];
  const sender = way.findIndex((address, hop) => hop === way.length - 1 || !trust(address, hop));
  return way[sender] ?? "";
}
