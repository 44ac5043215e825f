import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { small } from "../../server/domains/timetable/testing/small-file.ts";
import { houseUrl, openBrowser, openContext, signIn } from "./setup/browser.ts";
import { demo } from "./setup/demo.ts";

let browser: Browser;
let page: Page;
let schoolId: string;
beforeAll(async () => {
  browser = await openBrowser();
  page = await (await openContext(browser, demo.slug, { width: 1280, theme: "light" })).newPage();
  await signIn(page, demo.slug, demo.admin.email, demo.password);
  await page.goto(houseUrl(demo.slug, "/timetable"));
  schoolId = new URL(page.url()).pathname.split("/")[2] ?? "";
});
afterAll(() => browser.close());

/** A page whose scripts listen. */
async function open(path: string): Promise<void> {
  await page.goto(houseUrl(demo.slug, path));
  await page.waitForLoadState("networkidle");
}
const button = (name: string) => page.getByRole("button", { name, exact: true });

describe("What somebody typed", () => {
  test("is asked about before Escape leaves a form, stays when they stay, and is not asked about once it is saved", async () => {
    await open(`/school/${schoolId}/tags?new=tags`);
    const form = page.locator("[role=dialog]").filter({ has: page.locator("form") });
    const name = form.locator("input[name=name]");
    await expect.poll(() => name.evaluate((field) => field === document.activeElement)).toBe(true);
    await name.fill("Kept");
    await page.keyboard.press("Escape");
    const question = page.getByRole("alertdialog");
    const stay = question.getByRole("button", { name: "Stay" });
    await expect.poll(() => stay.evaluate((button) => button === document.activeElement)).toBe(true);
    await stay.click();
    await question.waitFor({ state: "detached" });
    expect(await name.inputValue()).toBe("Kept");
    await form.locator("button[type=submit]").click();
    await page.getByRole("link", { name: "Kept", exact: true }).first().waitFor();
    await form.waitFor({ state: "detached" });
    expect(await question.count()).toBe(0);
  });

  test("goes when they say so", async () => {
    await open(`/school/${schoolId}/tags`);
    await page.getByRole("link", { name: "Kept", exact: true }).first().click();
    await page.locator("[role=dialog] input[name=name]").fill("Lost");
    await page.keyboard.press("Escape");
    await page.getByRole("alertdialog").getByRole("button", { name: "Leave" }).click();
    await page.locator("[role=dialog]").waitFor({ state: "detached" });
    expect(new URL(page.url()).search).toBe("");
    expect(await page.getByText("Lost", { exact: true }).count()).toBe(0);
  });
});

describe("A row that was there already", () => {
  test("is saved, and its form closes without a question", async () => {
    await open(`/school/${schoolId}/tags`);
    await page.getByRole("link", { name: "Kept", exact: true }).first().click();
    await page.locator("[role=dialog] input[name=name]").fill("Kept on");
    await page.locator("[role=dialog] button[type=submit]").click();
    await page.getByRole("link", { name: "Kept on", exact: true }).first().waitFor();
  });
});

describe("A page that lost its server", () => {
  test("says so, and comes back by itself", async () => {
    await open(`/school/${schoolId}/subjects`);
    const data = (url: URL) => url.pathname.endsWith(".data");
    await page.route(data, (route) => route.abort("connectionrefused"));
    await page
      .locator(`main a[href="/school/${schoolId}/tags"], nav a[href="/school/${schoolId}/tags"]`)
      .first()
      .click();
    await page.getByRole("heading", { name: "No connection" }).waitFor();
    await page.unroute(data);
    await page.getByRole("link", { name: "Kept on", exact: true }).first().waitFor();
  });
});

describe("An import", () => {
  test("is taken back from the list of imports, whole", async () => {
    // weeks, subjects, teachers, classes, rooms, lessons and rules, counted
    const overview = async () => {
      await open(`/school/${schoolId}`);
      return page.getByRole("main").textContent();
    };
    const before = await overview();
    await open(`/timetable/${schoolId}/import`);
    const file = { name: "small.fet", mimeType: "text/xml", buffer: Buffer.from(small()) };
    await page.setInputFiles("input[type=file]", file);
    await button("Look at the file").click();
    await button("Import").click();
    await page.getByText("Small is imported").first().waitFor();
    await button("Undo").first().click();
    await page.getByText(/small\.fet is taken back/).waitFor();
    await page
      .getByText(/^Taken back/)
      .first()
      .waitFor();
    expect(await overview()).toBe(before);
  });
});
