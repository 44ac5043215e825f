import type { Locale } from "./preferences.ts";

/** Pages that need neither a house nor the built app: the town's door, and what stands where no house is open. */
export type PlainPage =
  | "landing"
  | "unknown"
  | "suspended"
  | "away"
  | "unbuilt"
  | "failed"
  | "busy"
  | "foreign";

type Text = { title: string; body: string };
type Texts = Record<PlainPage, Text> & { label: string; go: string };

const texts: Record<Locale, Texts> = {
  en: {
    label: "Your school's name in the address",
    go: "Go to my school",
    landing: {
      title: "Welcome to Atrium",
      body: "Every school has its own address here. Yours is in the invitation you received.",
    },
    unknown: {
      title: "There is no school at this address",
      body: "Perhaps a letter is missing or the school has moved. Check the address in your invitation, or look here.",
    },
    suspended: {
      title: "This school is closed for now",
      body: "Its data is safe. The school's office knows when it opens again.",
    },
    away: { title: "Back in a moment", body: "We are reconnecting. This page tries again by itself." },
    unbuilt: {
      title: "The pages are not built yet",
      body: "The server is running, but its pages are not built. Run “npm run build”, then load this page again.",
    },
    failed: {
      title: "Something went wrong",
      body: "It is our fault, and it has been noted. Please try again.",
    },
    busy: {
      title: "One moment, please",
      body: "Too many requests came at once. Wait a minute, then try again.",
    },
    foreign: {
      title: "That came from another page",
      body: "For your safety only pages of this school may change things here. Open the page again and retry.",
    },
  },
  ar: {
    label: "اسم مدرستك في العنوان",
    go: "اذهب إلى مدرستي",
    landing: {
      title: "مرحبًا بك في أتريوم",
      body: "لكل مدرسة عنوانها الخاص هنا. ستجد عنوان مدرستك في الدعوة التي وصلتك.",
    },
    unknown: {
      title: "لا توجد مدرسة على هذا العنوان",
      body: "ربما ينقص حرف أو انتقلت المدرسة. راجع العنوان في دعوتك، أو ابحث هنا.",
    },
    suspended: { title: "هذه المدرسة مغلقة مؤقتًا", body: "بياناتها محفوظة. إدارة المدرسة تعرف موعد عودتها." },
    away: { title: "نعود بعد لحظات", body: "نحن نعيد الاتصال، وستحاول هذه الصفحة مجددًا من تلقاء نفسها." },
    unbuilt: {
      title: "لم تُبنَ الصفحات بعد",
      body: "الخادم يعمل لكن صفحاته لم تُبنَ. نفّذ الأمر npm run build ثم أعد التحميل.",
    },
    failed: { title: "حدث خطأ ما", body: "الخطأ من جهتنا وقد سُجِّل. حاول مرة أخرى من فضلك." },
    busy: { title: "لحظة من فضلك", body: "وصلت طلبات كثيرة دفعة واحدة. انتظر دقيقة ثم حاول مجددًا." },
    foreign: {
      title: "جاء هذا الطلب من صفحة أخرى",
      body: "لأمانك لا تُغيّر البيانات هنا إلا صفحات هذه المدرسة. افتح الصفحة من جديد ثم أعد المحاولة.",
    },
  },
};

export const plainPageStatus: Record<PlainPage, number> = {
  landing: 200,
  unknown: 404,
  suspended: 503,
  away: 503,
  unbuilt: 503,
  failed: 500,
  busy: 429,
  foreign: 403,
};

/** Headers of every plain page: no script may run, styles are the page's own. */
export const plainPageHeaders = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'",
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
} as const;

const style = `
:root{color-scheme:light dark;--ink:light-dark(#1c2333,#e8ebf2);--soft:light-dark(#5b6478,#a4adc0);
--paper:light-dark(#f7f7f9,#14171f);--card:light-dark(#fff,#1c2130);--line:light-dark(#dfe2ea,#333a4d);--accent:#3358c4;--ring:light-dark(#3358c4,#8fabff)}
*{box-sizing:border-box}body{margin:0;min-height:100dvh;display:grid;place-items:center;padding:1.5rem;background:var(--paper);color:var(--ink);
font:1rem/1.6 Inter,"Noto Sans Arabic",system-ui,sans-serif}
main{width:min(30rem,100%);background:var(--card);border:1px solid var(--line);border-radius:10px;padding:2.25rem}
svg{display:block;color:var(--accent);margin-block-end:1.25rem}.on{color:#fff}h1{margin:0 0 .5rem;font-size:1.375rem;line-height:1.3;letter-spacing:-.01em;text-wrap:balance}
p{margin:0;color:var(--soft)}form{margin-block-start:1.5rem;display:grid;gap:.5rem}label{font-size:.875rem;font-weight:600}
.row{display:flex;align-items:center;border:1px solid light-dark(#878fa3,#6d778f);border-radius:6px;direction:ltr;overflow:hidden}
.row:focus-within{outline:2px solid var(--ring);outline-offset:1px}.row span{color:var(--soft);padding-inline-end:.75rem;white-space:nowrap}
input{flex:1;min-width:0;border:0;background:none;color:inherit;font:inherit;padding:.6rem .75rem;outline:0}
button{justify-self:start;margin-block-start:.5rem;border:0;border-radius:6px;padding:.6rem 1rem;font:inherit;font-weight:600;cursor:pointer;
background:var(--accent);color:#fff}button:focus-visible{outline:2px solid var(--ink);outline-offset:2px}`;

const mark = `<svg width="36" height="36" viewBox="0 0 24 24" aria-hidden="true"><rect width="24" height="24" rx="6.5" fill="currentColor"/><g class="on"><path d="M10 17.5H7.5a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1h9a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H14" fill="none" stroke="currentColor" stroke-width="1.9" stroke-linecap="round"/><rect x="10.2" y="10.2" width="3.6" height="3.6" rx=".9" fill="currentColor"/></g></svg>`;

/** The whole document. Pages for somebody who is lost also ask for the school and lead there. */
export function plainPage(page: PlainPage, locale: Locale, rootHost: string): string {
  const { label, go, [page]: text } = texts[locale];
  const lost = page === "landing" || page === "unknown";
  const form = `<form action="//${quoteHtml(rootHost)}/" method="get"><label for="school">${label}</label>
<div class="row"><input id="school" name="school" required maxlength="63" pattern="[A-Za-z0-9\\-]+" autocapitalize="none" autocomplete="organization" spellcheck="false"><span>.${quoteHtml(rootHost)}</span></div>
<button>${go}</button></form>`;
  return `<!doctype html><html lang="${locale}" dir="${locale === "ar" ? "rtl" : "ltr"}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">${page === "away" ? '<meta http-equiv="refresh" content="3">' : ""}
<title>${text.title}</title><style>${style}</style></head><body><main>${mark}<h1>${text.title}</h1><p>${text.body}</p>${lost ? form : ""}</main></body></html>`;
}

const quoteHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
