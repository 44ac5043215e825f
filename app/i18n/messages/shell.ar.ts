import type { Translation } from "../translation.ts";
import type { shell as english } from "./shell.en.ts";

export const shell: Translation<typeof english> = {
  skip: "انتقل إلى المحتوى",
  mainNavigation: "القائمة الرئيسية",
  breadcrumb: "موقعك الحالي",
  collapse: "طي الشريط الجانبي",
  expand: "توسيع الشريط الجانبي",
  search: "ابحث أو انتقل إلى…",
  searchShort: "بحث",
  inbox: "الوارد",
  inboxUnread:
    "{count, plural, =0 {الوارد، لا جديد} one {الوارد، رسالة واحدة غير مقروءة} two {الوارد، رسالتان غير مقروءتين} few {الوارد، # رسائل غير مقروءة} many {الوارد، # رسالة غير مقروءة} other {الوارد، # رسالة غير مقروءة}}",
  account: "حساب {name}",
  language: "اللغة",
  theme: "المظهر",
  themes: { light: "فاتح", dark: "داكن", system: "حسب جهازي" },
  preferences: "التفضيلات",
  preferencesHelp: "هذه الاختيارات تخص هذا المتصفح.",
  pageLoading: "الصفحة قيد التحميل",
  nav: {
    today: "اليوم",
    timetable: "الجدول",
    people: "الأفراد",
    learning: "التعلّم",
    community: "المجتمع",
    shop: "المتجر",
    mailbox: "البريد",
    account: "حسابك",
    office: "الإدارة",
    more: "المزيد",
  },
  connection: {
    online: "مباشر",
    connecting: "إعادة الاتصال",
    offline: "غير متصل",
    onlineHelp: "هذه الصفحة تتابع كل تغيير.",
    connectingHelp: "ستظهر التغييرات عند عودة الاتصال.",
    offlineHelp: "ترى آخر ما تم تحميله. ما تغيّره ينتظر حتى تعود.",
  },
};
