import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { ensureEmbedded } from "../../server/core/db/embedded.ts";
import { backfill, storiesOf } from "../../server/domains/orders/demo/service.ts";
import { findChromium } from "../find-chromium.ts";
import { buildPages } from "../start/build-pages.ts";
import { ChangingShop } from "./changing-shop.ts";
import { cpuOf } from "./cpu.ts";
import { type Figure, quantile } from "./figure.ts";
import { type MainThread, watchMainThread } from "./main-thread.ts";
import {
  credentials,
  environmentOf,
  freePort,
  prepareShop,
  type ShopTown,
  startProcess,
  stopProcess,
  untilReady,
} from "./product.ts";

const wanted = { orders: 100_000, visits: 5, rate: 200, seconds: 10 };
/** A frame at 60 a second, and what timers and a headless browser's own beat may differ by. Milliseconds. */
const frame = { length: 16.7, tolerance: 3.3 };

/**
 * How the orders page feels with 100,000 orders, and with 200 live updates a second: everything it needs is started here
 * and taken away again. Wall times are of this machine as it is loaded; CPU times are the page's own.
 */
export async function benchOrdersPage(): Promise<Figure[]> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error("This bench needs Chromium, for example `apt-get install chromium`.");
  await buildPages(console.log);
  const home = mkdtempSync(join(tmpdir(), "atrium-bench-"));
  const cluster = await ensureEmbedded({ home });
  const children: ChildProcess[] = [];
  let town: ShopTown | undefined;
  let browser: Browser | undefined;
  try {
    town = await prepareShop(cluster.ownerUrl, home);
    const stories = storiesOf(0, wanted.orders, 9, 90);
    await backfill(town.database, town.tenant, town.shop, stories);
    const port = await freePort();
    const env = environmentOf(home, port, town.ownerUrl);
    children.push(startProcess("server/main.ts", env), startProcess("jobs/main.ts", env));
    await untilReady(port);
    browser = await chromium.launch({
      executablePath,
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
    const page = await signIn(browser, `http://${town.tenant.slug}.localhost:${port}`);
    return await measure(browser, page, new ChangingShop(town, port, stories), () => cpuOf(children, home));
  } finally {
    await browser?.close();
    for (const child of children) await stopProcess(child);
    await town?.database.end();
    await cluster.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

async function signIn(browser: Browser, origin: string): Promise<Page> {
  // as a person's: a headless browser would pass for a robot and get the page only once all of it is there
  const userAgent = `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${browser.version()} Safari/537.36`;
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, userAgent });
  await page.goto(`${origin}/sign-in`);
  await page.fill("input[name=email]", credentials.email);
  await page.fill("input[name=password]", credentials.password);
  await page.locator("form button[type=submit]").last().click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  await page.goto(`${origin}/orders`);
  await page.getByText("Live", { exact: true }).waitFor();
  return page;
}

/** `cpu` tells the CPU seconds that web, worker and Postgres have used so far. */
async function measure(
  browser: Browser,
  page: Page,
  shop: ChangingShop,
  cpu: () => number,
): Promise<Figure[]> {
  const before = cpu();
  const visits = await visit(page);
  const spent = (cpu() - before) / wanted.visits;
  const { drawn, inAll } = await rows(page);
  const scrolled = await scroll(page, 4_000, Number.POSITIVE_INFINITY);
  await page.reload();
  await page.getByText("Live", { exact: true }).waitFor();
  let changed = 0;
  const idle = await watchMainThread(browser, page, async () => {
    [changed] = await Promise.all([
      changesSeen(page, wanted.seconds * 1_000),
      shop.update(wanted.rate, wanted.seconds, 40),
    ]);
  });
  await page.waitForTimeout(1_000); // let what is under way end
  let busyFrames: number[] = [];
  const busy = await watchMainThread(browser, page, async () => {
    [busyFrames] = await Promise.all([
      scroll(page, wanted.seconds * 1_000, 110),
      shop.update(wanted.rate, wanted.seconds, 150),
    ]);
  });
  const frames = `≤ ${(frame.length + frame.tolerance).toFixed(0)}`;
  return [
    { what: "orders in the list", value: inAll, unit: "", target: String(wanted.orders) },
    { what: "rows in the document", value: drawn, unit: "", target: "≤ 30" },
    { what: "CPU of web and Postgres, a visit", value: spent * 1_000, unit: "ms" },
    { what: "first byte, median of visits", value: quantile(visits.bytes, 0.5), unit: "ms" },
    {
      what: "first paint, median of visits",
      value: quantile(visits.paints, 0.5),
      unit: "ms",
      target: "< 1000",
    },
    { what: "scrolling, frame median", value: quantile(scrolled, 0.5), unit: "ms", target: frames },
    { what: "scrolling, frame p95", value: quantile(scrolled, 0.95), unit: "ms", target: frames },
    { what: "changes seen in place within those in view", value: changed / wanted.seconds, unit: "/s" },
    ...threadFigures(`${wanted.rate} updates/s`, idle),
    ...threadFigures(`${wanted.rate} updates/s while scrolling`, busy),
    { what: "the same, frame p95", value: quantile(busyFrames, 0.95), unit: "ms", target: frames },
    { what: "load of this machine meanwhile", value: loadavg()[0] ?? 0, unit: "" },
  ];
}

const threadFigures = (what: string, { long, longOwn, longest, longestOwn, busy }: MainThread): Figure[] => [
  { what: `${what}: tasks above 50 ms`, value: long, unit: "", target: "0" },
  { what: "the same, longest task", value: longest, unit: "ms", target: "≤ 50" },
  { what: "the same, tasks of more than 50 ms of its own CPU", value: longOwn, unit: "", target: "0" },
  { what: "the same, longest task's own CPU", value: longestOwn, unit: "ms", target: "≤ 50" },
  { what: "the same, share of the main thread", value: busy * 100, unit: "%" },
];

/** Milliseconds from asking for the page to its first byte and first paint; the rows come with the document. */
async function visit(page: Page): Promise<{ bytes: number[]; paints: number[] }> {
  const [bytes, paints]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < wanted.visits; turn++) {
    await page.reload();
    await page.getByText("Live", { exact: true }).waitFor();
    const [byte, paint] = await page.evaluate(() => {
      const [visit] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
      const [painted] = performance.getEntriesByName("first-contentful-paint");
      return [visit?.responseStart ?? Number.NaN, painted?.startTime ?? Number.NaN] as const;
    });
    bytes.push(byte);
    paints.push(paint);
  }
  return { bytes, paints };
}

/** How often a cell that is drawn was written anew meanwhile. */
const changesSeen = (page: Page, milliseconds: number): Promise<number> =>
  page.evaluate(
    (length) =>
      new Promise<number>((resolve) => {
        const cells = new Set<Node>();
        let seen = 0;
        const watch = new MutationObserver((records) => {
          for (const { target } of records) cells.add(target);
          seen += cells.size;
          cells.clear();
        });
        const body = document.querySelector("[role=grid] tbody");
        if (body) watch.observe(body, { subtree: true, characterData: true, childList: true });
        setTimeout(() => {
          watch.disconnect();
          resolve(seen);
        }, length);
      }),
    milliseconds,
  );

const rows = (page: Page): Promise<{ drawn: number; inAll: number }> =>
  page.evaluate(() => ({
    drawn: document.querySelectorAll("tr[data-index]").length,
    inAll: Number(document.querySelector("[role=grid]")?.getAttribute("aria-rowcount")) - 1,
  }));

/** Scrolls by a row and a third each frame, back and forth within so many rows; times between frames. */
function scroll(page: Page, milliseconds: number, within: number): Promise<number[]> {
  return page.evaluate(
    async ([length, most]) => {
      const list = document.querySelector("[role=grid]")?.parentElement;
      const frames: number[] = [];
      let step = 48;
      let last = performance.now();
      for (const until = last + length; last < until; ) {
        const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
        frames.push(now - last);
        last = now;
        if (!list) continue;
        if (list.scrollTop > most * 36) step = -48;
        if (list.scrollTop === 0) step = 48;
        list.scrollTop += step;
      }
      return frames;
    },
    [milliseconds, Math.min(within, 1e6)] as const,
  );
}
