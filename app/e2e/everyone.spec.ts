import { randomUUID } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { houseUrl, type Look, openBrowser, openContext, signIn } from "./setup/browser.ts";
import { atrium } from "./setup/command.ts";
import { crawl } from "./setup/crawl.ts";
import { demo } from "./setup/demo.ts";
import { signInByHttp } from "./setup/house-client.ts";
import { examine, inspectAll } from "./setup/inspect.ts";

const port = inject("port");
const bare = "meadow";
const desk: Look = { width: 1280, theme: "light", locale: "en" };
const pocket: Look = { width: 390, theme: "dark", locale: "ar" };
const looks = [desk, pocket];

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** A page of a house in a browser of its own. */
async function openPage(look: Look, slug: string = demo.slug): Promise<Page> {
  return (await openContext(browser, slug, look)).newPage();
}

async function signedIn(look: Look, email: string): Promise<Page> {
  const page = await openPage(look);
  await signIn(page, demo.slug, email, demo.password);
  return page;
}

// The sheets for paper are the same for everybody, and pages.spec.ts looks at them.
const onScreen = (paths: readonly string[]): string[] => paths.filter((path) => !/\/print\b/.test(path));

describe("The pages of everyone else", () => {
  const people = [
    { who: "a teacher", email: demo.teacher.email, look: desk },
    { who: "a guardian", email: demo.guardian.email, look: pocket },
    { who: "a pupil", email: demo.pupil.email, look: { ...pocket, locale: "en" } satisfies Look },
  ];

  test.each(people)(
    "are accessible, steady and light for $who",
    async ({ email, look }) => {
      const page = await signedIn(look, email);
      const paths = await crawl(page, houseUrl(demo.slug, ""), ["/"]);
      expect(await inspectAll(page.context(), onScreen(paths))).toEqual([]);
      expect(paths.length).toBeGreaterThan(4);
      await page.context().close();
    },
    400_000,
  );

  test("are accessible where they say no", async () => {
    for (const look of looks) {
      const page = await signedIn(look, demo.pupil.email);
      const nowhere = ["/no-such-page", `/school/${randomUUID()}/no-such-page`];
      expect(await inspectAll(page.context(), nowhere, { status: 404 })).toEqual([]);
      expect(await inspectAll(page.context(), ["/people", "/audit"], { status: 403 })).toEqual([]);
      await page.context().close();
    }
  }, 120_000);
});

describe("The door of a house", () => {
  /** Where the mail to somebody who forgot their password leads. */
  async function resetPath(): Promise<string> {
    const office = await signInByHttp(port, demo.slug, demo.admin.email, demo.password);
    await office.api.identity.requestReset.mutate({ email: demo.pupil.email });
    const mail = await vi.waitFor(
      async () => {
        const { mails } = await office.api.mailbox.list.query({ search: demo.pupil.email });
        expect(mails).not.toEqual([]);
        return mails[0]?.id ?? "";
      },
      { timeout: 20_000 },
    );
    const { text } = await office.api.mailbox.read.query({ mailId: mail });
    return /\/reset-password\/[\w-]+/.exec(text ?? "")?.[0] ?? "";
  }

  test("is accessible, steady and light, whether what one brings is good or spent", async () => {
    const reset = await resetPath();
    expect(reset).not.toBe("");
    for (const look of looks) {
      const page = await openPage(look);
      expect(await inspectAll(page.context(), ["/sign-in", "/forgot-password", reset])).toEqual([]);
      const spent = ["/reset-password/no-such-token-here", "/invitation/no-such-token-here"];
      expect(await inspectAll(page.context(), spent, { status: 404 })).toEqual([]);
      await page.context().close();
    }
  }, 120_000);
});

describe("What an address opens on a page", () => {
  let opened: string[];
  beforeAll(async () => {
    const page = await signedIn(desk, demo.admin.email);
    const paths = await crawl(page, houseUrl(demo.slug, ""), ["/"], { most: 120, queries: true });
    opened = paths.filter((path) => path.includes("?"));
    await page.context().close();
  }, 180_000);

  test.each(looks)(
    "is accessible and steady at $width pixels, $theme, $locale",
    async (look) => {
      expect(opened.some((path) => /[?&]edit\./.test(path))).toBe(true);
      // every other one at each look: all of them at both take minutes
      const some = opened.filter((_, index) => index % looks.length === looks.indexOf(look));
      const page = await signedIn(look, demo.admin.email);
      // what makes sheets comes when one opens, some 12 KB beside the page's own, 25 for an order's
      expect(await inspectAll(page.context(), onScreen(some), { budget: 165 * 1024 })).toEqual([]);
      await page.context().close();
    },
    400_000,
  );
});

describe("A house that has just been opened", () => {
  let invitation: string;
  beforeAll(async () => {
    await atrium("tenant", "create", "--slug", bare, "--name", "Meadow School");
    const { url } = await atrium<{ url: string }>(
      "invite",
      bare,
      "head@meadow.example",
      "--name",
      "Ada Head",
    );
    invitation = new URL(url).pathname;
  }, 60_000);
  const origin = houseUrl(bare, "");

  test("invites its first person with accessible, steady and light pages, empty as they are", async () => {
    const waiting = await openPage(desk, bare);
    expect(await inspectAll(waiting.context(), [invitation], { origin })).toEqual([]);
    await waiting.context().close();

    const page = await openPage(pocket, bare);
    expect(await inspectAll(page.context(), [invitation], { origin })).toEqual([]);
    await page.goto(houseUrl(bare, invitation));
    await page.locator("input[name=password]").fill("a long way to meadow");
    await page.locator("form button[type=submit]").first().click();
    await page.waitForURL((url) => url.pathname === "/");
    const paths = await crawl(page, origin, ["/"]);
    expect(paths.length).toBeGreaterThan(10);
    expect(await inspectAll(page.context(), onScreen(paths), { origin })).toEqual([]);
    await page.context().close();
  }, 400_000);

  test("has an accessible page when it is closed for a time", async () => {
    await atrium("tenant", "suspend", bare);
    for (const look of looks) {
      const page = await openPage(look, bare);
      expect(await inspectAll(page.context(), ["/"], { origin, status: 503, plain: true })).toEqual([]);
      await page.context().close();
    }
    await atrium("tenant", "resume", bare);
  }, 60_000);
});

describe("The town's own pages", () => {
  test("are accessible and steady: its door, and an address without a school", async () => {
    for (const look of looks) {
      const page = await openPage(look, "nowhere");
      const door = `http://localhost:${port}`;
      expect(await inspectAll(page.context(), ["/"], { origin: door, plain: true })).toEqual([]);
      const origin = houseUrl("nowhere", "");
      expect(await inspectAll(page.context(), ["/"], { origin, status: 404, plain: true })).toEqual([]);
      await page.context().close();
    }
  }, 60_000);
});

describe("What a button opens", () => {
  test("is accessible at both widths: a new timetable, an invitation, the palette", async () => {
    for (const look of [desk, { ...pocket, locale: "en" } satisfies Look]) {
      const page = await signedIn(look, demo.admin.email);
      await page.goto(houseUrl(demo.slug, "/timetable"));
      const plan = `${new URL(page.url()).pathname}/plan`;
      const findings: string[] = [];
      for (const [path, name] of [
        [plan, "New timetable"],
        ["/people", "Invite"],
      ] as const) {
        await page.goto(houseUrl(demo.slug, path));
        await page.waitForLoadState("networkidle");
        await page.getByRole("button", { name }).or(page.getByRole("link", { name })).first().click();
        await page.getByRole("dialog").first().waitFor();
        findings.push(...(await examine(page, `${path} ${name}`)));
        await page.keyboard.press("Escape");
      }
      await page.goto(houseUrl(demo.slug, "/"));
      await page.waitForLoadState("networkidle");
      await page.keyboard.press("Control+k");
      await page.getByRole("dialog").first().waitFor();
      findings.push(...(await examine(page, "the palette")));
      expect(findings).toEqual([]);
      await page.context().close();
    }
  }, 120_000);
});
