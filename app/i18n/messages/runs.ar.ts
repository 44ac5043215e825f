import type { Translation } from "../translation.ts";
import type { runs as english } from "./runs.en.ts";

export const runs: Translation<typeof english> = {
  title: "الأعمال الطويلة",
  help: "ما يقوم به أتريوم في الخلفية: من طلبه، وإلى أين وصل، وكيف انتهى.",
  filter: "عرض",
  states: {
    all: "الكل",
    active: "جارٍ",
    queued: "في الانتظار",
    running: "قيد العمل",
    succeeded: "اكتمل",
    failed: "فشل",
    cancelled: "أُوقف",
  },
  tasks: {
    generate: "إعداد جدول",
    replan: "إعادة التخطيط بعد تغيير",
    explain: "تفسير ما لا يجتمع",
    sync: "تبادل الطلبات مع المتجر",
    other: "عمل في الخلفية",
  },
  phases: {
    waiting: "بانتظار عامل متاح",
    placing: "توزيع الدروس",
    improving: "تلبية الرغبات",
    working: "قيد العمل",
  },
  by: "{name}، {date}",
  byProduct: "أتريوم، {date}",
  took: "استغرق {time}",
  seconds:
    "{count, plural, zero {أقل من ثانية} one {ثانية واحدة} two {ثانيتين} few {# ثوانٍ} many {# ثانية} other {# ثانية}}",
  minutes:
    "{count, plural, zero {أقل من دقيقة} one {دقيقة واحدة} two {دقيقتين} few {# دقائق} many {# دقيقة} other {# دقيقة}}",
  placed: "وُزّع {placed, number} من {total, number} درسًا",
  openTimetable: "افتح الجدول",
  replay: "حاول مجددًا",
  replayed: "بدأ {name} من جديد",
  stopped: "يجري إيقاف {name}",
  showLater: "عرض الأقدم",
  empty: "لا أعمال طويلة بعد",
  emptyHelp: "حين يطلب أحد إعداد جدول، يظهر هنا مع تقدّمه.",
  noneMatch: "لا شيء هنا",
  noneMatchHelp: "لا عمل في هذه الحالة.",
  showAll: "عرض كل الأعمال",
  reasons: {
    worker_lost: "انقطع الجهاز الذي كان يعمل عليه عدة مرات.",
    took_too_long: "استغرق أطول من المسموح فأُوقف.",
    search_failed: "انقطع البحث.",
    unexpected: "خطأ من جهتنا، وقد سُجِّل.",
    not_found: "ما كان بشأنه لم يعد موجودًا.",
    not_replayable: "لا يمكن تكرار هذا؛ ابدأه من جديد.",
    unknown: "هذا العمل لم يعد موجودًا.",
    other: "تعذّر إتمامه.",
  },
};
