import type { Translation } from "../translation.ts";
import type { mailbox as english } from "./mailbox.en.ts";

export const mailbox: Translation<typeof english> = {
  title: "صندوق البريد",
  help: "لم تُضبط خدمة بريد هنا، فما كان سيُرسل يصل إلى هذا الصندوق.",
  search: "ابحث في المستلم أو الموضوع",
  emptyTitle: "لا بريد بعد",
  emptyText: "تظهر الدعوات وروابط كلمات المرور الجديدة هنا فور إرسالها.",
  nothingFound: "لا رسالة تطابق «{query}».",
  pick: "اختر رسالة لقراءتها.",
  to: "إلى {recipient}",
  html: "كما أُرسلت",
  text: "نص عادي",
  frame: "رسالة «{subject}»",
  older: "بريد أقدم",
  list: "الرسائل",
  bodyGone: "الرسالة لدى خدمة البريد، ولا يُحتفظ بنصها.",
  states: { queued: "في الطريق", sent: "أُرسلت", mailbox: "في هذا الصندوق", failed: "لم تُرسل" },
};
