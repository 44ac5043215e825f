import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { plainPage, plainPageHeaders } from "./plain-pages.ts";

const place = { rootHost: "atrium.example", host: "nroth.atrium.example", school: null };

test("an unknown address is named, offered for correction, and cannot smuggle anything in", () => {
  const page = plainPage("unknown", "en", place);
  expect(page).toContain('value="nroth"');
  expect(page).toContain("nroth.atrium.example</bdi>");
  expect(plainPage("unknown", "en", { ...place, host: '"><script>x</script>' })).not.toContain("<script>");
});

test("a closed school is named, in the reader's language and direction, and the page tries again by itself", () => {
  const page = plainPage("suspended", "ar", { ...place, school: "Hill & Dale" });
  expect(page).toContain('lang="ar" dir="rtl"');
  expect(page).toContain("Hill &#38; Dale");
  expect(page).toContain('data-again="60"');
  expect(page).toContain('<noscript><meta http-equiv="refresh" content="60"></noscript>');
});

test("the one script of these pages is the one that their policy lets run", () => {
  const [, script = ""] = /<script>(.*)<\/script>/s.exec(plainPage("away", "en", place)) ?? [];
  const hash = createHash("sha256").update(script).digest("base64");
  expect(plainPageHeaders["content-security-policy"]).toContain(`script-src 'sha256-${hash}'`);
  expect(plainPage("unknown", "en", place)).not.toContain("<script");
});

test("only who is lost is asked for their school", () => {
  expect(plainPage("landing", "en", { ...place, host: "atrium.example" })).toContain("<form");
  expect(plainPage("failed", "en", place)).not.toContain("<form");
});
