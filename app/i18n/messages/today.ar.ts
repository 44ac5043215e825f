import type { Translation } from "../translation.ts";
import type { today as english } from "./today.en.ts";

export const today: Translation<typeof english> = {
  title: "اليوم",
  greeting: "طاب يومك يا {name}",
  lessons: "حصص اليوم",
  lessonsNext: "الدروس القادمة",
  today: "اليوم، {day}",
  lessonsOf: "حصص {name}",
  whole: "الأسبوع كله",
  none: "لا حصص اليوم",
  noneHelp: "يعرض عرض الأسبوع الأيام الأخرى.",
  notPublished: "لا يوجد جدول سارٍ بعد. سيظهر هنا فور نشره من المدرسة.",
  now: "الآن",
  done: "انتهت",
  planning: "التخطيط",
  openPlanning: "افتح التخطيط",
  noTimetables: "لم يُنشأ أي جدول بعد.",
  inForce: "سارٍ منذ {date}",
  drafts:
    "{count, plural, =0 {لا مسودات} one {مسودة واحدة} two {مسودتان} few {# مسودات} many {# مسودة} other {# مسودة}}",
  running: "قيد الإعداد: {name}",
  school: "بيانات المدرسة",
  openSchool: "افتح المكتب",
  complete: "كل ما يحتاجه الجدول موجود.",
  missing:
    "{count, plural, one {جزء واحد ناقص} two {جزءان ناقصان} few {# أجزاء ناقصة} many {# جزءًا ناقصًا} other {# جزء ناقص}}",
  findings:
    "{count, plural, =0 {لا شيء يبدو خاطئًا} one {أمر واحد يستحق النظر} two {أمران يستحقان النظر} few {# أمور تستحق النظر} many {# أمرًا يستحق النظر} other {# أمر يستحق النظر}}",
  held: "{classes, plural, one {صف واحد} two {صفان} few {# صفوف} many {# صفًا} other {# صف}}، {teachers, plural, one {معلم واحد} two {معلمان} few {# معلمين} many {# معلمًا} other {# معلم}}، {lessons, plural, one {حصة واحدة} two {حصتان} few {# حصص} many {# حصة} other {# حصة}}",
  shop: "المتجر",
  openShop: "فتح الطلبات",
  newOrders:
    "{count, plural, =0 {لا طلبات جديدة اليوم} one {طلب جديد واحد اليوم} two {طلبان جديدان اليوم} few {# طلبات جديدة اليوم} many {# طلبًا جديدًا اليوم} other {# طلب جديد اليوم}}",
  pendingOrders:
    "{count, plural, =0 {لا شيء بانتظار التأكيد} one {واحد بانتظار التأكيد} two {اثنان بانتظار التأكيد} few {# بانتظار التأكيد} many {# بانتظار التأكيد} other {# بانتظار التأكيد}}",
  stuckOrders:
    "{count, plural, =0 {لا شيء عالق} one {واحد عالق} two {اثنان عالقان} few {# عالقة} many {# عالقًا} other {# عالق}}",
  failures: "{count, plural, one {إخفاق واحد} two {إخفاقان} few {# إخفاقات} many {# إخفاقًا} other {# إخفاق}}",
  waitingPlaces:
    "{count, plural, one {مقعد دورة ينتظر} two {مقعدا دورة ينتظران} few {# مقاعد دورات تنتظر} many {# مقعدًا ينتظر} other {# مقعد ينتظر}}",
  palette: {
    orders: "الطلبات",
    pages: "الصفحات",
    people: "الأفراد",
    classes: "الصفوف",
    teachers: "المعلمون",
    rooms: "القاعات",
    week: "هذا الأسبوع",
    planning: "التخطيط",
    import: "استيراد ملف ‎.fet",
    lessons: "الحصص",
    subjects: "المواد",
    newSchool: "إضافة مدرسة",
    rules: "القواعد",
  },
};
