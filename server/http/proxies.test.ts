import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { loadConfig } from "../core/config.ts";
import { addressOf, trustOf } from "./proxies.ts";

const config = (value: string) =>
  loadConfig({ NODE_ENV: "test", SECRET: "x".repeat(32), TRUST_PROXY: value }).TRUST_PROXY;
const sender = (setting: string, forwarded?: string, socket = "10.0.0.1") =>
  addressOf(
    {
      socket: { remoteAddress: socket },
      headers: { ...(forwarded && { "x-forwarded-for": forwarded }) },
    } as unknown as IncomingMessage,
    trustOf(config(setting)),
  );

test("without trust the socket's own address counts, whatever is claimed", () => {
  expect(sender("false", "1.2.3.4")).toBe("10.0.0.1");
});

test("a number of proxies ends what a sender may claim", () => {
  expect(sender("1", "6.6.6.6, 1.2.3.4")).toBe("1.2.3.4");
  expect(sender("2", "6.6.6.6, 1.2.3.4, 10.0.0.2")).toBe("1.2.3.4");
  expect(sender("1")).toBe("10.0.0.1");
  expect(sender("true", "6.6.6.6, 1.2.3.4")).toBe("6.6.6.6");
});

test("networks of proxies are passed by, and only they", () => {
  expect(sender("10.0.0.0/8,fd00::/8", "6.6.6.6, 1.2.3.4, 10.9.9.9")).toBe("1.2.3.4");
  expect(sender("10.0.0.0/8", "1.2.3.4", "192.0.2.1")).toBe("192.0.2.1");
  expect(sender("fd00::/8", "1.2.3.4", "fd00::5")).toBe("1.2.3.4");
  expect(sender("10.0.0.1", "1.2.3.4")).toBe("1.2.3.4");
  expect(sender("10.0.0.0/8", "1.2.3.4, nonsense")).toBe("nonsense");
});

test("settings that are neither are refused when the process starts", () => {
  for (const value of ["yes", "0", "10.0.0.0/99", "10.0.0", "1.5", "-1"])
    expect(() => config(value), value).toThrow("TRUST_PROXY");
});
