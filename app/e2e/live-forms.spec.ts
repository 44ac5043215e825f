import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { houseUrl, openBrowser, openContext, signIn } from "./setup/browser.ts";
import { demo } from "./setup/demo.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function person(email: string): Promise<Page> {
  const page = await (await openContext(browser, demo.slug, { width: 1280, theme: "light" })).newPage();
  await signIn(page, demo.slug, email, demo.password);
  return page;
}

async function rooms(page: Page): Promise<string> {
  await page.goto(houseUrl(demo.slug, "/school"));
  const address = `${page.url()}/rooms`;
  await page.goto(address);
  await page.getByText("Live", { exact: true }).waitFor();
  return address;
}

describe("Two people on the same page of a school", () => {
  test("the list follows the other's change, and a form that is being filled in keeps its text and says who was faster", async () => {
    const [office, planner] = await Promise.all([person(demo.admin.email), person("planner@north.example")]);
    await Promise.all([rooms(office), rooms(planner)]);
    const room = (page: Page) => page.getByRole("link", { name: "Art studio 1", exact: true }).first();

    await room(planner).click();
    const notes = planner.locator("[role=dialog] textarea").first();
    await notes.fill("The kiln is repaired on Friday.");

    await room(office).click();
    await office.locator("[role=dialog] input[name=name]").fill("Pottery");
    await office.locator("[role=dialog] button[type=submit]").click();
    await office.getByRole("link", { name: "Pottery", exact: true }).first().waitFor();

    const dialog = planner.locator("[role=dialog]");
    await dialog.getByText(/Robin Hale changed this at/).waitFor();
    expect(await notes.inputValue()).toBe("The kiln is repaired on Friday.");
    await dialog.locator("button[type=submit]").click();
    const conflict = planner.getByRole("alertdialog");
    await conflict.getByText("Pottery").first().waitFor();
    await conflict.getByRole("button", { name: "Save the mix" }).waitFor();
  });
});
