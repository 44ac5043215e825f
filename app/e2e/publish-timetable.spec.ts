import { existsSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { houseUrl, openBrowser, openContext, signIn } from "./setup/browser.ts";
import { demo } from "./setup/demo.ts";

const file = "../shared/data/fet/Hopwood.fet";
const house = "maple";
const present = existsSync(file);
if (!present) console.warn(`SKIPPED: importing a real school's file needs ${file}, which is not here.`);

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function person(email: string): Promise<Page> {
  const context = await openContext(browser, house, { width: 1280, theme: "light" });
  const page = await context.newPage();
  await signIn(page, house, email, demo.password);
  return page;
}

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

describe("A school admin and a teacher at two browsers", () => {
  test.skipIf(!present)(
    "a file is imported, its timetable generated without a broken rule and published, and the teacher's open page shows it",
    async () => {
      const admin = await person("office@maple.example");
      const teacher = await person("ilias.almeida@maple.example");
      await teacher.goto(houseUrl(house, "/timetable"));
      await admin.goto(houseUrl(house, "/timetable"));
      const schoolId = new URL(admin.url()).pathname.split("/")[2] ?? "";

      await admin.goto(houseUrl(house, `/timetable/${schoolId}/import`));
      await admin.setInputFiles("input[type=file]", file);
      await button(admin, "Look at the file").click();
      await admin.getByRole("row", { name: /Lessons/ }).waitFor();
      await button(admin, "Import").click();
      await admin.getByRole("status").getByRole("link").waitFor();

      await admin.goto(houseUrl(house, `/timetable/${schoolId}/plan`));
      await button(admin, "New timetable").click();
      await admin.locator("[role=dialog] input[name=name]").fill("Autumn");
      await admin.locator("[role=dialog] button[type=submit]").click();
      await admin.locator("select[name=seconds]").selectOption("10");
      await button(admin, "Place all lessons").click();
      await admin.getByRole("progressbar").waitFor();
      await button(admin, "Search again").waitFor();
      const numbers = (await admin.locator("dl").first().textContent()) ?? "";
      expect(numbers.replace(/\s+/g, " ")).toMatch(/Without a place\s*0.*Broken rules\s*0/);

      const before = teacher.getByText("No timetable is in force yet");
      await before.waitFor();
      await button(admin, "Publish").first().click();
      await admin.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
      await before.waitFor({ state: "detached" });
      await teacher
        .getByText(/In force since/)
        .first()
        .waitFor();
    },
  );
});
