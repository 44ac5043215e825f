import type { Translation } from "../translation.ts";
import type { schoolRules as english } from "./school-rules.en.ts";

export const schoolRules: Translation<typeof english> = {
  title: "القواعد",
  help: "{count, plural, =0 {ما يجب على الجدول احترامه وما ينبغي له.} one {قاعدة واحدة للجدول. عند 100 % تكون إلزامية.} two {قاعدتان للجدول. عند 100 % تكون القاعدة إلزامية.} few {# قواعد للجدول. عند 100 % تكون القاعدة إلزامية.} many {# قاعدة للجدول. عند 100 % تكون القاعدة إلزامية.} other {# قاعدة للجدول. عند 100 % تكون القاعدة إلزامية.}}",
  new: "قاعدة جديدة",
  show: "القواعد",
  chooseKind: "ما نوع القاعدة؟",
  kind: "نوع القاعدة",
  what: "ماذا تقول",
  count: "القواعد",
  compulsory: "إلزامية",
  wishes: "رغبات",
  off: "متوقفة",
  on: "مفعّلة",
  state: "الحالة",
  weight: "الوزن",
  weightHelp: "‎100 % إلزامية؛ وما دونها رغبة تقوى بازدياد الوزن.",
  alwaysCompulsory: "هذا النوع من القواعد إلزامي دائمًا.",
  activeHelp: "القاعدة المتوقفة تبقى محفوظة ولا تُتبع.",
  comments: "ملاحظات",
  source: "من ملف",
  about: "عن معلم أو صف أو قاعة أو مادة",
  clearAbout: "القواعد عن أي شيء",
  allKinds: "كل الأنواع",
  slotsHelp: "حدّد الأوقات. اسم اليوم أو الحصة يحدد سطره كله.",
  empty: "لا توجد قواعد بعد",
  emptyHelp: "ابدأ بأوقات غياب المعلمين وبالقاعات التي تحتاجها المواد.",
  importFile: "استيراد ملف ‎.fet",
  noneMatch: "لا قاعدة تطابق",
  noneMatchHelp: "لا توجد قاعدة من هذا النوع عن هذا.",
  showAll: "عرض كل القواعد",
  titles: {
    teacher: "معلم واحد: {title}",
    teachers: "كل المعلمين: {title}",
    class: "صف واحد: {title}",
    classes: "كل الصفوف: {title}",
  },
  minHoursTitle: "عدد أدنى من الدروس في اليوم",
  more: "و{count} غيرها",
  allDay: "طوال اليوم",
  dayTimes: "{day}: {when}",
  times:
    "{count, plural, zero {بلا أوقات} one {وقت واحد} two {وقتان} few {# أوقات} many {# وقتًا} other {# وقت}} في {days, plural, zero {لا أيام} one {يوم واحد} two {يومين} few {# أيام} many {# يومًا} other {# يوم}}",
  params: {
    minDays:
      "بينها على الأقل {count, plural, zero {# يوم} one {يوم واحد} two {يومان} few {# أيام} many {# يومًا} other {# يوم}}",
    maxDays:
      "على الأكثر {count, plural, zero {# يوم} one {يوم واحد} two {يومان} few {# أيام} many {# يومًا} other {# يوم}}",
    maxTerms:
      "على الأكثر {count, plural, zero {# فصل} one {فصل واحد} two {فصلان} few {# فصول} many {# فصلًا} other {# فصل}}",
    minGaps:
      "بينها على الأقل {count, plural, zero {# حصة} one {حصة واحدة} two {حصتان} few {# حصص} many {# حصة} other {# حصة}}",
    maxGaps:
      "{count, plural, zero {بلا حصص فارغة} one {حصة فارغة واحدة على الأكثر} two {حصتان فارغتان على الأكثر} few {# حصص فارغة على الأكثر} many {# حصة فارغة على الأكثر} other {# حصة فارغة على الأكثر}}",
    maxHours:
      "على الأكثر {count, plural, zero {# درس} one {درس واحد} two {درسان} few {# دروس} many {# درسًا} other {# درس}}",
    minHours:
      "على الأقل {count, plural, zero {# درس} one {درس واحد} two {درسان} few {# دروس} many {# درسًا} other {# درس}}",
    maxSpan:
      "من الأول إلى الأخير على الأكثر {count, plural, zero {# حصة} one {حصة واحدة} two {حصتان} few {# حصص} many {# حصة} other {# حصة}}",
    maxBeginnings:
      "{count, plural, zero {لا بداية متأخرة في أي يوم} one {بداية متأخرة في يوم واحد على الأكثر} two {بداية متأخرة في يومين على الأكثر} few {بداية متأخرة في # أيام على الأكثر} many {بداية متأخرة في # يومًا على الأكثر} other {بداية متأخرة في # يوم على الأكثر}}",
    duration:
      "دروس مدتها {count, plural, zero {# حصة} one {حصة واحدة} two {حصتان} few {# حصص} many {# حصة} other {# حصة}}",
    component: "الجزء {count}",
    maxSlots:
      "على الأكثر {count, plural, zero {# وقت} one {وقت واحد} two {وقتان} few {# أوقات} many {# وقتًا} other {# وقت}}",
    minSlots:
      "على الأقل {count, plural, zero {# وقت} one {وقت واحد} two {وقتان} few {# أوقات} many {# وقتًا} other {# وقت}}",
    maxActivities:
      "على الأكثر {count, plural, zero {# درس} one {درس واحد} two {درسان} few {# دروس} many {# درسًا} other {# درس}}",
    minActivities:
      "على الأقل {count, plural, zero {# درس} one {درس واحد} two {درسان} few {# دروس} many {# درسًا} other {# درس}}",
    maxChanges:
      "{count, plural, zero {بلا تغيير} one {تغيير واحد على الأكثر} two {تغييران على الأكثر} few {# تغييرات على الأكثر} many {# تغييرًا على الأكثر} other {# تغيير على الأكثر}}",
    maxRooms:
      "على الأكثر {count, plural, zero {# قاعة} one {قاعة واحدة} two {قاعتان} few {# قاعات} many {# قاعة} other {# قاعة}}",
  },
  flags: {
    consecutiveIfSameDay: "إن كانت في يوم واحد فمتتالية",
    allowEmpty: "لا بأس بأيام فارغة",
    circular: "يُحسب اليوم الأخير قبل الأول أيضًا",
    oneDayException: "واحد إضافي في يوم واحد",
    permanentlyLocked: "مثبّت",
    allowEmptySlots: "لا بأس بعدم وجود أي منها",
    allowEmptyTerms: "لا بأس بفصول بلا دروس",
  },
};
