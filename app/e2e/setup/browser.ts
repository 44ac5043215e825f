import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { inject } from "vitest";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A browser with an empty profile. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: inject("chromium"), args: flags, headless: true });

/** Address of a page of a house. */
export const houseUrl = (slug: string, path = "/"): string =>
  `http://${slug}.localhost:${inject("port")}${path}`;

export type Look = { width: 390 | 1280; theme: "light" | "dark"; locale?: "en" | "ar" };

/** A fresh context at a width and theme; nothing is shared between contexts. */
export async function openContext(browser: Browser, slug: string, look: Look): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.width === 390 ? 844 : 800 },
    colorScheme: look.theme,
    hasTouch: look.width === 390,
  });
  await context.addCookies([
    { name: "theme", value: look.theme, url: houseUrl(slug) },
    { name: "locale", value: look.locale ?? "en", url: houseUrl(slug) },
  ]);
  return context;
}

/** Signs in through the page, as a person does. */
export async function signIn(page: Page, slug: string, email: string, password: string): Promise<void> {
  await page.goto(houseUrl(slug, "/sign-in"));
  await page.locator("input[name=email]").fill(email);
  await page.locator("input[name=password]").fill(password);
  await page.locator("form button[type=submit]").first().click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}
