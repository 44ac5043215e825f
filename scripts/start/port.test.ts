import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, test } from "vitest";
import { answers, choosePort } from "./port.ts";

async function listening<T>(host: string, act: (port: number) => Promise<T>): Promise<T> {
  const server = createServer().listen(0, host);
  await once(server, "listening");
  try {
    return await act((server.address() as AddressInfo).port);
  } finally {
    server.close();
  }
}

test("a server is looked for at the address where it listens", async () => {
  await listening("127.0.0.2", async (port) => {
    expect(await answers(port, "127.0.0.2")).toBe(true);
    expect(await answers(port, "127.0.0.1")).toBe(false);
  });
  await listening("0.0.0.0", async (port) => expect(await answers(port, "0.0.0.0")).toBe(true));
});

test("any port means one that is free, and a port means itself", async () => {
  expect(await choosePort(3_000, "127.0.0.1")).toBe(3_000);
  const port = await choosePort(0, "127.0.0.1");
  expect(port).toBeGreaterThan(0);
  expect(await answers(port, "127.0.0.1")).toBe(false);
});
