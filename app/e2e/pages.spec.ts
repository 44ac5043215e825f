import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { houseUrl, type Look, openBrowser, openContext, signIn } from "./setup/browser.ts";
import { crawl, shapeOf } from "./setup/crawl.ts";
import { demo } from "./setup/demo.ts";
import { ScriptWeight } from "./setup/script-weight.ts";

/** Bytes of JavaScript a page may load, compressed. */
const scriptBudget = 160 * 1024;
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

/** Opens one page and says what is wrong with it. */
async function inspect(page: Page, path: string, weight: ScriptWeight): Promise<string[]> {
  const findings: string[] = [];
  const broken = (error: Error) => findings.push(`${path}: script error ${error.message}`);
  weight.reset();
  page.on("pageerror", broken);
  const response = await page.goto(houseUrl(demo.slug, path));
  await page.waitForLoadState("networkidle");
  page.off("pageerror", broken);
  if ((response?.status() ?? 0) >= 400) findings.push(`${path}: answers ${response?.status()}`);
  const { bytes } = weight;
  if (bytes > scriptBudget) findings.push(`${path}: ${Math.round(bytes / 1024)} KB of JavaScript`);
  if (bytes < 20 * 1024) findings.push(`${path}: its scripts were not measured`);
  const shift = await layoutShift(page);
  if (shift > 0.02) findings.push(`${path}: layout shift ${shift.toFixed(3)}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (wide > 1) findings.push(`${path}: ${wide} pixels wider than the screen`);
  const { violations } = await new AxeBuilder({ page }).analyze();
  for (const one of violations) {
    findings.push(`${shapeOf(path)}: axe ${one.id} (${one.nodes.length}) ${one.nodes[0]?.target.join(" ")}`);
  }
  return findings;
}

/** Layout shift since the page began, without what followed a person's input. */
const layoutShift = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & {
            value: number;
            hadRecentInput: boolean;
          })[]) {
            if (!entry.hadRecentInput) sum += entry.value;
          }
        }).observe({ type: "layout-shift", buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
      }),
  );
