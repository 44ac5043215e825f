import type { Page } from "playwright-core";

const uuid = /[0-9a-f]{8}-[0-9a-f-]{27}/g;

/** The shape of an address: ids are interchangeable, so one page of each shape stands for all. */
export const shapeOf = (path: string): string => path.replace(uuid, ":id");

/** Follows links from the first pages and gives one path of each shape that answers with a page of ours. */
export async function crawl(
  page: Page,
  origin: string,
  first: readonly string[],
  most = 60,
): Promise<string[]> {
  const found = new Map(first.map((path) => [shapeOf(path), path]));
  for (const [, path] of found) {
    if (found.size >= most) break;
    await page.goto(origin + path, { waitUntil: "domcontentloaded" });
    const links = await page
      .locator("a[href]")
      .evaluateAll((anchors) => anchors.map((anchor) => (anchor as HTMLAnchorElement).href));
    for (const link of links) {
      const url = new URL(link);
      const leaves =
        url.origin !== origin || /sign-out|download|export|\.(csv|fet|xml|ics)$/.test(url.pathname);
      const shape = shapeOf(url.pathname);
      if (!leaves && !found.has(shape)) found.set(shape, url.pathname);
    }
  }
  return [...found.values()];
}
