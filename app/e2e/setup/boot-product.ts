import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { findChromium } from "../../../scripts/find-chromium.ts";
import { Product } from "./product.ts";

declare module "vitest" {
  interface ProvidedContext {
    port: number;
    /** ATRIUM_HOME of the product: the `atrium` command finds its database there. */
    home: string;
    chromium: string;
  }
}

/** Starts the whole product as `npm start` does, on a free loopback port and an empty home, once for all journeys. */
export default async function bootProduct(project: TestProject): Promise<() => Promise<void>> {
  const chromium = findChromium();
  if (!chromium)
    throw new Error("The end-to-end tests need Chromium, for example `apt-get install chromium`.");
  const home = mkdtempSync(join(process.cwd(), ".atrium-e2e-"));
  const product = await Product.start(home);
  project.provide("home", home);
  project.provide("port", product.port);
  project.provide("chromium", chromium);
  return async () => {
    await product.stop();
    rmSync(home, { recursive: true, force: true });
  };
}
