import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { houseUrl, type Look, openBrowser, openContext, signIn } from "./setup/browser.ts";
import { crawl } from "./setup/crawl.ts";
import { demo } from "./setup/demo.ts";
import { inspectAll } from "./setup/inspect.ts";

const looks: Look[] = [
  { width: 1280, theme: "light", locale: "en" },
  { width: 390, theme: "dark", locale: "ar" },
];

let browser: Browser;
let paths: string[];
beforeAll(async () => {
  browser = await openBrowser();
  const page = await signedIn({ width: 1280, theme: "light" });
  paths = await crawl(page, houseUrl(demo.slug, ""), ["/"]);
  await page.context().close();
}, 180_000);
afterAll(() => browser.close());

async function signedIn(look: Look): Promise<Page> {
  const context = await openContext(browser, demo.slug, look);
  const page = await context.newPage();
  await signIn(page, demo.slug, demo.admin.email, demo.password);
  return page;
}

describe.each(looks)("Pages at $width pixels, $theme, $locale", (look) => {
  test("every page a school admin can reach is accessible, steady and light", async () => {
    expect(paths.length).toBeGreaterThan(10);
    const page = await signedIn(look);
    expect(await inspectAll(page.context(), paths)).toEqual([]);
    await page.context().close();
  }, 240_000);
});
