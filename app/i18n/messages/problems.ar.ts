import type { Translation } from "../translation.ts";
import type { problems as english } from "./problems.en.ts";

export const problems: Translation<typeof english> = {
  notFound: {
    title: "هذه الصفحة غير موجودة",
    text: "ربما كُتب العنوان خطأً، أو نُقل ما كان هنا أو حُذف.",
  },
  forbidden: {
    title: "هذه الصفحة غير متاحة لك",
    text: "دورك لا يشملها. إذا احتجت إليها في عملك فاسأل إدارة مدرستك.",
  },
  unauthenticated: {
    title: "يرجى تسجيل الدخول",
    text: "انتهت جلستك، أو أن هذه الصفحة تتطلب تسجيل الدخول.",
  },
  broken: {
    title: "حدث خطأ من جانبنا",
    text: "لم يضع شيء مما حفظته. أعد المحاولة، وإن تكرر الأمر فأعطِ الإدارة المرجع أدناه.",
    reference: "المرجع",
  },
  unavailable: {
    title: "غير متاح للحظات",
    text: "الخدمة تُعاد تشغيلها أو مزدحمة. أعد المحاولة بعد ثوانٍ.",
  },
  unknownSchool: {
    title: "لا توجد مدرسة على هذا العنوان",
    text: "لا توجد مدرسة على {host}. تحقّق من الكتابة، أو ابحث عن العنوان في دعوتك.",
    hint: "عنوان المدرسة يبدو هكذا: name.{root}",
  },
  suspendedSchool: {
    title: "{name} متوقفة مؤقتًا",
    text: "لا يستطيع أحد تسجيل الدخول حاليًا، ولم يُحذف شيء. إدارة مدرستك تعرف المزيد.",
  },
  goHome: "انتقل إلى صفحة البداية",
};
