import { AxeBuilder } from "@axe-core/playwright";
import type { BrowserContext, Page } from "playwright-core";
import { houseUrl } from "./browser.ts";
import { shapeOf } from "./crawl.ts";
import { demo } from "./demo.ts";
import { Traffic } from "./traffic.ts";

/** Bytes of JavaScript a page may load, compressed. */
const scriptBudget = 160 * 1024;

/** What a page is, where it is not one of the demo school that answers well. */
export type Expected = {
  origin?: string;
  status?: number;
  /** Without scripts: the server's own pages, which stand where no house is open. */
  plain?: boolean;
  /** Bytes of JavaScript it may load, where that is more than a page may. */
  budget?: number;
};

/** Opens the pages, two at a time, in tabs of their own, and says what is wrong with them. */
export async function inspectAll(
  context: BrowserContext,
  paths: readonly string[],
  expected?: Expected,
): Promise<string[]> {
  const waiting = [...paths];
  const findings: string[] = [];
  const tab = async () => {
    const page = await context.newPage();
    const traffic = await Traffic.of(page);
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      findings.push(...(await inspect(page, path, traffic, expected)));
    }
    await page.close();
  };
  await Promise.all([tab(), tab()]);
  return findings;
}

/** Opens one page and says what is wrong with it. */
async function inspect(
  page: Page,
  path: string,
  traffic: Traffic,
  { origin = houseUrl(demo.slug, ""), status = 200, plain = false, budget = scriptBudget }: Expected = {},
): Promise<string[]> {
  const findings: string[] = [];
  const broken = (error: Error) => findings.push(`${path}: script error ${error.message}`);
  await page.goto("about:blank"); // what the page before still loads is not this one's
  traffic.reset();
  page.on("pageerror", broken);
  const response = await page.goto(origin + path);
  await traffic.settled();
  page.off("pageerror", broken);
  if (response?.status() !== status) findings.push(`${path}: answers ${response?.status()}`);
  const bytes = traffic.scriptBytes;
  if (bytes > budget) findings.push(`${path}: ${Math.round(bytes / 1024)} KB of JavaScript`);
  if (!plain && bytes < 20 * 1024) findings.push(`${path}: its scripts were not measured`);
  const shift = await layoutShift(page);
  if (shift > 0.02) findings.push(`${path}: layout shift ${shift.toFixed(3)}`);
  findings.push(...(await examine(page, path)));
  return findings;
}

/** What is wrong with the page as it stands, with whatever is open on it. */
export async function examine(page: Page, path: string): Promise<string[]> {
  const findings: string[] = [];
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (wide > 1) findings.push(`${path}: ${wide} pixels wider than the screen`);
  // Fourteen thousand elements of like sheets hold axe up for minutes; what is true of three is true of thirty.
  await page.evaluate(() => {
    for (const sheet of document.querySelectorAll(".print-sheet:nth-of-type(n + 4)")) sheet.remove();
  });
  const { violations } = await new AxeBuilder({ page })
    .exclude("iframe[sandbox]") // in a mail's frame no script runs, axe's neither, and it would wait for ever
    .setLegacyMode(true) // no second page to gather the answers of frames: there are no others
    .options({ resultTypes: ["violations"] }) // describing what is right takes longer than finding what is wrong
    .analyze();
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
