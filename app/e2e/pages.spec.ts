import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { houseUrl, type Look, openBrowser, openContext, signIn } from "./setup/browser.ts";
import { crawl } from "./setup/crawl.ts";
import { demo } from "./setup/demo.ts";
import { inspect } from "./setup/inspect.ts";
import { ScriptWeight } from "./setup/script-weight.ts";

const looks: Look[] = [
  { width: 1280, theme: "light", locale: "en" },
  { width: 390, theme: "dark", locale: "ar" },
];

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe.each(looks)("Pages at $width pixels, $theme, $locale", (look) => {
  let context: BrowserContext;
  let page: Page;
  let paths: string[];
  let weight: ScriptWeight;
  beforeAll(async () => {
    context = await openContext(browser, demo.slug, look);
    page = await context.newPage();
    await signIn(page, demo.slug, demo.admin.email, demo.password);
    paths = await crawl(page, houseUrl(demo.slug, ""), ["/"]);
    weight = await ScriptWeight.of(page);
  }, 180_000);
  afterAll(() => context.close());

  test("every page a school admin can reach is accessible, steady and light", async () => {
    const findings: string[] = [];
    for (const path of paths) findings.push(...(await inspect(page, path, weight)));
    expect(findings).toEqual([]);
    expect(paths.length).toBeGreaterThan(10);
  }, 240_000);
});
