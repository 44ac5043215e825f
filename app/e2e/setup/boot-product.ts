import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { findChromium } from "../../../scripts/find-chromium.ts";

declare module "vitest" {
  interface ProvidedContext {
    port: number;
    chromium: string;
  }
}

/** Starts the whole product as `npm start` does, on a free loopback port and an empty home, once for all journeys. */
export default async function bootProduct(project: TestProject): Promise<() => Promise<void>> {
  const chromium = findChromium();
  if (!chromium)
    throw new Error("The end-to-end tests need Chromium, for example `apt-get install chromium`.");
  const home = mkdtempSync(join(process.cwd(), ".atrium-e2e-"));
  const port = await freePort();
  const product = spawn(process.execPath, ["scripts/start.ts"], {
    env: {
      ...process.env,
      NODE_ENV: "test",
      ATRIUM_HOME: home,
      PORT: String(port),
      LOG_LEVEL: "warn",
      DATABASE_URL: "",
    },
    stdio: ["ignore", "inherit", "inherit"],
  });
  await ready(product, port);
  project.provide("port", port);
  project.provide("chromium", chromium);
  return async () => {
    await ended(product);
    rmSync(home, { recursive: true, force: true });
  };
}

async function ready(product: ChildProcess, port: number): Promise<void> {
  const deadline = Date.now() + 180_000;
  while (Date.now() < deadline) {
    if (product.exitCode !== null) throw new Error(`npm start ended with ${product.exitCode}`);
    const answer = await fetch(`http://127.0.0.1:${port}/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200)); // polling a foreign process is the only way to know
  }
  throw new Error("The product was not ready within three minutes");
}

function ended(product: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (product.exitCode !== null) return resolve();
    product.once("exit", () => resolve());
    product.kill("SIGINT");
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
