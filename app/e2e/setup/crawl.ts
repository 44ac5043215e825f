import type { Page } from "playwright-core";

const uuid = /[0-9a-f]{8}-[0-9a-f-]{27}/g;

/** The shape of an address: ids are interchangeable, so one page of each shape stands for all. */
export const shapeOf = (path: string): string => path.replace(uuid, ":id");

type Reach = {
  /** Most shapes to find. */
  most?: number;
  /** Also one address for each name in a query, which opens a sheet, a filter or a view; not each mixture of them. */
  queries?: boolean;
};

/** Follows links from the first pages, as the server draws them, and gives one path of each shape that answers with a page of ours. */
export async function crawl(
  page: Page,
  origin: string,
  first: readonly string[],
  { most = 60, queries = false }: Reach = {},
): Promise<string[]> {
  const found: string[] = [];
  const seen = new Set<string>();
  const visit = (url: URL) => {
    const names = queries
      ? [...url.searchParams.keys()].map((name) => `${shapeOf(url.pathname)}?${name}`)
      : [];
    const fresh = [shapeOf(url.pathname), ...names].filter((shape) => !seen.has(shape));
    if (fresh.length === 0) return;
    for (const shape of fresh) seen.add(shape);
    found.push(queries ? url.pathname + url.search : url.pathname);
  };
  for (const path of first) visit(new URL(origin + path));
  for (const path of found) {
    if (found.length >= most) break;
    const links = await page.evaluate(async (address) => {
      const answer = await fetch(address);
      const read = new DOMParser().parseFromString(await answer.text(), "text/html");
      const anchors = [...read.querySelectorAll("a[href]")];
      return anchors.map((anchor) => new URL(anchor.getAttribute("href") ?? "", answer.url).href);
    }, origin + path);
    for (const link of links) {
      const url = new URL(link);
      const leaves =
        url.origin !== origin || /sign-out|download|export|\.(csv|fet|xml|ics)$/.test(url.pathname);
      if (!leaves) visit(url);
    }
  }
  return found;
}
