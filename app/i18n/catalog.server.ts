import type { Locale } from "./locale.ts";
import { common as commonAr } from "./messages/common.ar.ts";
import { common as commonEn } from "./messages/common.en.ts";
import { identity as identityAr } from "./messages/identity.ar.ts";
import { identity as identityEn } from "./messages/identity.en.ts";
import { mailbox as mailboxAr } from "./messages/mailbox.ar.ts";
import { mailbox as mailboxEn } from "./messages/mailbox.en.ts";
import { problems as problemsAr } from "./messages/problems.ar.ts";
import { problems as problemsEn } from "./messages/problems.en.ts";
import { shell as shellAr } from "./messages/shell.ar.ts";
import { shell as shellEn } from "./messages/shell.en.ts";
import { ui as uiAr } from "./messages/ui.ar.ts";
import { ui as uiEn } from "./messages/ui.en.ts";
import type { Translation } from "./translation.ts";

/** One line per area. Lives on the server only: a page gets its language through the root loader, once. */
const en = {
  common: commonEn,
  identity: identityEn,
  mailbox: mailboxEn,
  problems: problemsEn,
  shell: shellEn,
  ui: uiEn,
};

export type Messages = typeof en;

const ar: Translation<Messages> = {
  common: commonAr,
  identity: identityAr,
  mailbox: mailboxAr,
  problems: problemsAr,
  shell: shellAr,
  ui: uiAr,
};

export const catalogs: Record<Locale, Messages> = { en, ar };
