import type { Locale } from "./locale.ts";
import { audit as auditAr } from "./messages/audit.ar.ts";
import { audit as auditEn } from "./messages/audit.en.ts";
import { common as commonAr } from "./messages/common.ar.ts";
import { common as commonEn } from "./messages/common.en.ts";
import { fileIssues as fileIssuesAr } from "./messages/file-issues.ar.ts";
import { fileIssues as fileIssuesEn } from "./messages/file-issues.en.ts";
import { identity as identityAr } from "./messages/identity.ar.ts";
import { identity as identityEn } from "./messages/identity.en.ts";
import { mailbox as mailboxAr } from "./messages/mailbox.ar.ts";
import { mailbox as mailboxEn } from "./messages/mailbox.en.ts";
import { orders as ordersAr } from "./messages/orders.ar.ts";
import { orders as ordersEn } from "./messages/orders.en.ts";
import { problems as problemsAr } from "./messages/problems.ar.ts";
import { problems as problemsEn } from "./messages/problems.en.ts";
import { replan as replanAr } from "./messages/replan.ar.ts";
import { replan as replanEn } from "./messages/replan.en.ts";
import { ruleKinds as ruleKindsAr } from "./messages/rule-kinds.ar.ts";
import { ruleKinds as ruleKindsEn } from "./messages/rule-kinds.en.ts";
import { runs as runsAr } from "./messages/runs.ar.ts";
import { runs as runsEn } from "./messages/runs.en.ts";
import { school as schoolAr } from "./messages/school.ar.ts";
import { school as schoolEn } from "./messages/school.en.ts";
import { shell as shellAr } from "./messages/shell.ar.ts";
import { shell as shellEn } from "./messages/shell.en.ts";
import { shop as shopAr } from "./messages/shop.ar.ts";
import { shop as shopEn } from "./messages/shop.en.ts";
import { timetable as timetableAr } from "./messages/timetable.ar.ts";
import { timetable as timetableEn } from "./messages/timetable.en.ts";
import { today as todayAr } from "./messages/today.ar.ts";
import { today as todayEn } from "./messages/today.en.ts";
import { ui as uiAr } from "./messages/ui.ar.ts";
import { ui as uiEn } from "./messages/ui.en.ts";
import { whyNot as whyNotAr } from "./messages/why-not.ar.ts";
import { whyNot as whyNotEn } from "./messages/why-not.en.ts";
import type { Translation } from "./translation.ts";

/** One line per area. Lives on the server only: a page gets its language through the root loader, once. */
const en = {
  audit: auditEn,
  common: commonEn,
  identity: identityEn,
  mailbox: mailboxEn,
  orders: ordersEn,
  problems: problemsEn,
  replan: replanEn,
  runs: runsEn,
  school: schoolEn,
  shell: shellEn,
  shop: shopEn,
  fileIssues: fileIssuesEn,
  ruleKinds: ruleKindsEn,
  timetable: timetableEn,
  today: todayEn,
  ui: uiEn,
  whyNot: whyNotEn,
};

export type Messages = typeof en;

const ar: Translation<Messages> = {
  audit: auditAr,
  common: commonAr,
  identity: identityAr,
  mailbox: mailboxAr,
  orders: ordersAr,
  problems: problemsAr,
  replan: replanAr,
  runs: runsAr,
  school: schoolAr,
  shell: shellAr,
  shop: shopAr,
  fileIssues: fileIssuesAr,
  ruleKinds: ruleKindsAr,
  timetable: timetableAr,
  today: todayAr,
  ui: uiAr,
  whyNot: whyNotAr,
};

export const catalogs: Record<Locale, Messages> = { en, ar };
