import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { houseUrl, openBrowser, openContext, signIn } from "./setup/browser.ts";
import { demo } from "./setup/demo.ts";
import { type HouseClient, signInByHttp } from "./setup/house-client.ts";
import { deliver, type Shop, shopOrder } from "./setup/shop.ts";

const shop: Shop = { domain: "north-journeys.myshopify.com", secret: "shpss_journeys_0123456789" };
const port = inject("port");
/** Orders #7001 and up: more than a screen, fewer than a second's work. */
const [first, count] = [7_001, 60];

let browser: Browser;
let office: HouseClient;
let schoolId: string;

const list = (query?: string) =>
  office.api.orders.list.query({ schoolId, limit: 100, ...(query && { query }) });
const send = async (order: object) => expect(await deliver(port, demo.slug, shop, order)).toBe(200);

beforeAll(async () => {
  browser = await openBrowser();
  office = await signInByHttp(port, demo.slug, demo.admin.email, demo.password);
  const page = await openPage();
  schoolId = new URL(page.url()).pathname.split("/")[2] ?? "";
  await page.context().close();
  await office.api.orders.stores.connect.mutate({
    schoolId,
    name: "Journeys",
    domain: shop.domain,
    apiSecret: shop.secret,
  });
  for (let number = first; number < first + count; number += 1) await send(shopOrder(number));
  await vi.waitFor(async () => expect((await list("#70")).total).toBe(count), {
    timeout: 60_000,
    interval: 200,
  });
}, 120_000);
afterAll(() => browser.close());

/** The orders of one more person's browser. */
async function openPage(search = ""): Promise<Page> {
  const context = await openContext(browser, demo.slug, { width: 1280, theme: "light" });
  const page = await context.newPage();
  await signIn(page, demo.slug, demo.admin.email, demo.password);
  await page.goto(houseUrl(demo.slug, schoolId ? `/orders/${schoolId}${search}` : "/orders"));
  if (schoolId) await page.getByText("Live", { exact: true }).waitFor(); // it listens, so it answers to keys too
  return page;
}

const row = (page: Page, number: string) => page.locator("tr[data-index]", { hasText: number });
const status = (page: Page, number: string, word: string) =>
  row(page, number).locator("[data-column=status]").getByText(word);
const drawer = (page: Page) => page.getByRole("dialog", { name: /^Order #/ });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

/** Opens an order for editing and types a note. */
async function type(page: Page, number: string, note: string): Promise<void> {
  await row(page, number).focus();
  await page.keyboard.press("Enter");
  await drawer(page).getByRole("button", { name: "Edit", exact: true }).click();
  await page.locator("textarea[name=notes]").fill(note);
}
const save = (page: Page) => drawer(page).getByRole("button", { name: "Save", exact: true }).click();
const saved = (page: Page, words: RegExp) => page.locator("[data-toasts]").getByText(words).first().waitFor();

describe("Two people edit one order", () => {
  let one: Page;
  let other: Page;
  beforeAll(async () => {
    [one, other] = [await openPage("?q=%2370"), await openPage("?q=%2370")];
  }, 60_000);
  afterAll(async () => {
    await one.context().close();
    await other.context().close();
  });

  /** Both type a note into the same order; the other one saves first, so this one meets the conflict. */
  async function collide(number: string): Promise<void> {
    await type(one, number, "Mine");
    await type(other, number, "Theirs");
    await save(other);
    await saved(other, new RegExp(`${number} is saved as version 2`));
    await one
      .getByRole("alert")
      .getByText(/changed this order while you were editing/)
      .waitFor();
    await save(one);
    await one.getByRole("alertdialog").getByText("Theirs", { exact: true }).waitFor();
  }
  const stored = async (number: string) => (await list(number)).orders[0];
  const close = async () => {
    for (const page of [one, other]) {
      await page.keyboard.press("Escape");
      await drawer(page).waitFor({ state: "detached" });
    }
  };

  test("what the other saved can be taken, and nothing is written", async () => {
    await collide("#7060");
    await one
      .getByRole("alertdialog")
      .getByText(/Robin|Saved by/)
      .first()
      .waitFor();
    await button(one, "Take theirs").click();
    await expect.poll(() => one.locator("textarea[name=notes]").inputValue()).toBe("Theirs");
    expect(await stored("#7060")).toMatchObject({ notes: "Theirs", version: 2 });
    await close();
  });

  test("a mix is saved as the next version, field by field", async () => {
    await collide("#7059");
    await one.getByRole("radio", { name: "Notes: keep your change" }).check();
    await button(one, "Save the mix").click();
    await saved(one, /#7059 is saved as version 3/);
    expect(await stored("#7059")).toMatchObject({ notes: "Mine", version: 3 });
    await close();
  });

  test("all of mine can be forced over it, which is a new version and said in the story", async () => {
    await collide("#7058");
    await button(one, "Keep all of mine").click();
    await saved(one, /#7058 is saved over the other change, as version 3/);
    const order = await stored("#7058");
    expect(order).toMatchObject({ notes: "Mine", version: 3 });
    const { entries } = await office.api.orders.timeline.query({ id: order?.id ?? "" });
    expect(entries[0]).toMatchObject({ title: "edit.forced", version: 3 });
    await drawer(one).getByText("Saved over version 2, begun on version 1").waitFor();
    await close();
  });
});

test("a row changes where it stands: scroll, selection and focus stay, and new orders wait in a pill", async () => {
  const page = await openPage("?q=%2370");
  const frame = page.getByRole("grid").locator("xpath=..");
  await row(page, "#7055").focus();
  await page.keyboard.press("Space");
  await frame.evaluate((element) => {
    element.scrollTop = 360;
  });
  await status(page, "#7045", "Pending").waitFor();
  await send(shopOrder(7_045, 5, { financial_status: "paid" }));
  await status(page, "#7045", "Confirmed").waitFor();
  expect(await frame.evaluate((element) => element.scrollTop)).toBe(360);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("#7055");
  await page.getByText("1 selected").waitFor();

  await send(shopOrder(7_061));
  const pill = page.getByRole("button", { name: "1 new order" });
  await pill.waitFor();
  expect(await frame.evaluate((element) => element.scrollTop)).toBe(360);
  expect(await row(page, "#7061").count()).toBe(0);
  await pill.click();
  await row(page, "#7061").waitFor();
  expect(await frame.evaluate((element) => element.scrollTop)).toBe(0);
  expect(await page.getByRole("grid").getAttribute("aria-rowcount")).toBe(String(count + 2));
  await page.context().close();
});

test("an order has an address of its own, Back closes it, and leaving with typed text asks first", async () => {
  const page = await openPage("?q=%2370");
  await type(page, "#7054", "Half a thought");
  expect(new URL(page.url()).searchParams.get("order")).toMatch(/^[0-9a-f-]{36}$/);
  await page.goBack();
  await page.getByRole("alertdialog", { name: "Leave without saving?" }).waitFor();
  await button(page, "Leave").click();
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain("#7054");
  expect(new URL(page.url()).searchParams.has("order")).toBe(false);
  expect(await drawer(page).count()).toBe(0);
  expect((await list("#7054")).orders[0]).toMatchObject({ notes: "", version: 1 });
  await page.context().close();
});

test("many orders are set at once, and that is taken back", async () => {
  const page = await openPage("?q=%2370");
  await row(page, "#7053").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+ArrowDown");
  await button(page, "Set status").click();
  await page.getByRole("menuitem", { name: "Confirmed" }).click();
  await button(page, "Set to Confirmed").click();
  await saved(page, /2 orders set to Confirmed/);
  await status(page, "#7052", "Confirmed").waitFor();
  await button(page, "Undo").click();
  await saved(page, /2 orders are back as they were/);
  await status(page, "#7052", "Pending").waitFor();
  await page.context().close();
});

test("the number of an order stays in sight where the table is wider than the screen", async () => {
  const page = await openPage("?q=%2370");
  await page.setViewportSize({ width: 900, height: 800 });
  const frame = page.getByRole("grid").locator("xpath=..");
  const number = row(page, "#7055").locator("[data-column=number]");
  const header = page.getByRole("columnheader", { name: "Order" });
  const place = async () => [(await number.boundingBox())?.x, (await header.boundingBox())?.x];
  const before = await place();
  await frame.evaluate((element) => {
    element.scrollLeft = 120;
  });
  expect(await frame.evaluate((element) => element.scrollLeft)).toBe(120);
  await expect.poll(place).toEqual(before);
  await page.context().close();
});

test("the table may be used while the order that the address opens is still on its way", async () => {
  const page = await openPage("?q=%2370");
  await row(page, "#7054").focus();
  await page.keyboard.press("Enter");
  await drawer(page).waitFor();
  const problems: Error[] = [];
  page.on("pageerror", (error) => problems.push(error));
  const held: (() => void)[] = [];
  await page.route(/order-drawer/, async (route) => {
    await new Promise<void>((resolve) => held.push(resolve));
    await route.continue();
  });
  await page.reload();
  await page.getByText("Live", { exact: true }).waitFor();
  await expect.poll(() => held.length).toBeGreaterThan(0);
  await row(page, "#7050").hover();
  await page.getByRole("columnheader", { name: "Amount" }).getByRole("button").click();
  await expect.poll(() => new URL(page.url()).searchParams.get("sort")).toContain("total");
  for (const go of held) go();
  await page.getByRole("columnheader", { name: "Amount" }).and(page.locator("[aria-sort]")).waitFor();
  expect(problems).toEqual([]);
  await page.context().close();
});
