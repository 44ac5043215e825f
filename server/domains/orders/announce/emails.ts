import { makeLetter } from "../../../core/mail/letter.ts";
import type { Letter } from "../../../core/mail/mail.ts";

const texts = {
  en: {
    greeting: (name: string) => `Hello ${name}`,
    subject: (count: number) =>
      count === 1 ? "An order has not moved for days" : `${count} orders have not moved for days`,
    body: "These orders are placed and not sent:",
    action: "See the stuck orders",
    orCopy: "Or copy this address into your browser:",
    more: (count: number) => `and ${count} more.`,
    footer: (school: string) => `You receive this because you run the shop of ${school}.`,
  },
  ar: {
    greeting: (name: string) => `مرحبًا ${name}`,
    subject: (count: number) => `طلبات لم تتحرك منذ أيام: ${count}`,
    body: "هذه الطلبات سُجّلت ولم تُرسل بعد:",
    action: "عرض الطلبات العالقة",
    orCopy: "أو انسخ هذا العنوان إلى متصفحك:",
    more: (count: number) => `و${count} غيرها.`,
    footer: (school: string) => `تصلك هذه الرسالة لأنك تدير متجر ${school}.`,
  },
};

/** Tells the office which orders are stuck; names the first of them. */
export function stuckLetter(
  reader: { name: string; locale: string },
  school: string,
  numbers: readonly string[],
  url: string,
): Letter {
  const words = reader.locale.startsWith("ar") ? texts.ar : texts.en;
  const shown = numbers.slice(0, 20);
  const rest = numbers.length - shown.length;
  return makeLetter({
    locale: reader.locale,
    from: school,
    subject: words.subject(numbers.length),
    greeting: words.greeting(reader.name),
    paragraphs: [words.body, shown.join(", "), ...(rest > 0 ? [words.more(rest)] : [])],
    action: { label: words.action, url },
    orCopy: words.orCopy,
    footer: words.footer(school),
  });
}

const requested = {
  en: {
    subject: (store: string) => `A customer of ${store} asks for their data`,
    body: (customer: string) =>
      `The customer with the shop's number ${customer} asks what is kept about them. The law gives you 30 days to answer.`,
    orders: "These orders are theirs or were named. Open each and send what it holds:",
    none: "No order of theirs is kept here. Look in the shop as well.",
  },
  ar: {
    subject: (store: string) => `أحد عملاء ${store} يطلب بياناته`,
    body: (customer: string) =>
      `يسأل العميل ذو الرقم ${customer} في المتجر عمّا يُحفظ عنه. يمنحك القانون 30 يومًا للإجابة.`,
    orders: "هذه الطلبات له أو ذُكرت في الطلب. افتح كلًا منها وأرسل ما فيه:",
    none: "لا يُحفظ هنا أي طلب له. ابحث في المتجر أيضًا.",
  },
};

/** Tells the office who asks, by the shop's number: a mail that named them would have to be forgotten with them. */
export function dataRequestLetter(
  reader: { name: string; locale: string },
  store: { name: string; schoolName: string },
  customerId: string,
  numbers: readonly string[],
): Letter {
  const language = reader.locale.startsWith("ar") ? "ar" : "en";
  const [words, frame] = [requested[language], texts[language]];
  const shown = numbers.slice(0, 100);
  const rest = numbers.length - shown.length;
  const orders =
    numbers.length === 0
      ? [words.none]
      : [words.orders, shown.join(", "), ...(rest > 0 ? [frame.more(rest)] : [])];
  return makeLetter({
    locale: reader.locale,
    from: store.schoolName,
    subject: words.subject(store.name),
    greeting: frame.greeting(reader.name),
    paragraphs: [words.body(customerId), ...orders],
    footer: frame.footer(store.schoolName),
  });
}
