import { createHash } from "node:crypto";
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

/** `{school}` stands for the school's name, `hints` are what one can do. */
type Text = { title: string; body: string; hints?: readonly string[] };
type Texts = Record<PlainPage, Text> & { label: string; go: string; asked: string };

const texts: Record<Locale, Texts> = {
  en: {
    label: "Your school's name in the address",
    go: "Go to my school",
    asked: "You asked for",
    landing: {
      title: "Welcome to Atrium",
      body: "Every school has its own address here. Yours is in the invitation you received.",
    },
    unknown: {
      title: "There is no school at this address",
      body: "Perhaps a letter is missing, or the school has moved.",
      hints: [
        "The address is in the invitation you received and in every mail from your school.",
        "If you typed it, look at hyphens and at letters that look alike.",
        "Still lost? Your school's office knows the address.",
      ],
    },
    suspended: {
      title: "{school} is closed for now",
      body: "Nobody can sign in until it opens again. This page tries again every minute.",
      hints: [
        "Nothing has been deleted: timetables, people and everything else are as they were.",
        "The school's office knows why, and when it opens again.",
        "Calendars on your phone keep what they have read before.",
      ],
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
    asked: "طلبتَ العنوان",
    landing: {
      title: "مرحبًا بك في أتريوم",
      body: "لكل مدرسة عنوانها الخاص هنا. ستجد عنوان مدرستك في الدعوة التي وصلتك.",
    },
    unknown: {
      title: "لا توجد مدرسة على هذا العنوان",
      body: "ربما ينقص حرف، أو انتقلت المدرسة.",
      hints: [
        "العنوان مكتوب في الدعوة التي وصلتك وفي كل رسالة من مدرستك.",
        "إن كنت كتبته بنفسك فتحقق من الشرطات ومن الحروف المتشابهة.",
        "ما زلت تبحث؟ إدارة مدرستك تعرف العنوان.",
      ],
    },
    suspended: {
      title: "{school} مغلقة مؤقتًا",
      body: "لا يمكن لأحد الدخول حتى تُفتح من جديد. تحاول هذه الصفحة مرة كل دقيقة.",
      hints: [
        "لم يُحذف شيء: الجداول والأشخاص وكل ما عداها كما كانت.",
        "إدارة المدرسة تعرف السبب وموعد عودتها.",
        "تحتفظ التقاويم في هاتفك بما قرأته من قبل.",
      ],
    },
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

/** Seconds after which a page tries again by itself, where waiting helps. */
const againAfter: Partial<Record<PlainPage, number>> = { away: 3, suspended: 60 };

/**
 * Asks again and loads the page anew only when the answer is another: who is reading, or hears it read, is not
 * interrupted each time, as a refresh of the document would.
 */
const tryAgain = `setInterval(()=>fetch(location.href,{cache:"no-store"}).then(a=>{if(a.status!==503&&a.status!==429)location.reload()},()=>{}),document.documentElement.dataset.again*1000)`;
const tryAgainHash = createHash("sha256").update(tryAgain).digest("base64");

/** Headers of every plain page: no script may run but the one that tries again, styles are the page's own. */
export const plainPageHeaders = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "content-security-policy": `default-src 'none'; script-src 'sha256-${tryAgainHash}'; connect-src 'self'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'`,
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
} as const;

const style = `
:root{color-scheme:light dark;--ink:light-dark(#1c2333,#e8ebf2);--soft:light-dark(#5b6478,#a4adc0);
--paper:light-dark(#f3f4f8,#12151c);--card:light-dark(#fff,#1a1f2b);--line:light-dark(#dfe2ea,#313849);--accent:#3358c4;--tint:light-dark(#e9eefc,#1d2a4d);--ring:light-dark(#3358c4,#8fabff)}
*{box-sizing:border-box}body{margin:0;min-height:100dvh;display:grid;place-items:start center;padding:clamp(1.5rem,8dvh,6rem) 1.5rem 1.5rem;background:radial-gradient(60rem 30rem at 50% -8rem,var(--tint),transparent) var(--paper) no-repeat;color:var(--ink);
font:1rem/1.6 Inter,"Noto Sans Arabic",system-ui,sans-serif}
main{width:min(32rem,100%);background:var(--card);border:1px solid var(--line);border-radius:14px;overflow:hidden;box-shadow:0 1px 2px #0000000a,0 12px 32px -12px #00000024}
.art{display:block;width:100%;height:auto;background:var(--tint);color:var(--accent)}.text{padding:1.75rem 2.25rem 2.25rem}@media(max-width:30rem){.text{padding:1.5rem}}
h1{margin:0 0 .5rem;font-size:1.5rem;line-height:1.25;letter-spacing:-.015em;text-wrap:balance}p{margin:0;color:var(--soft)}
.asked{display:inline-flex;flex-wrap:wrap;gap:.25rem .5rem;margin-block-end:.75rem;font-size:.8125rem;color:var(--soft)}.asked bdi{font-weight:600;color:var(--ink);overflow-wrap:anywhere}
ul{margin:1.25rem 0 0;padding:1.25rem 0 0;border-block-start:1px solid var(--line);list-style:none;display:grid;gap:.6rem;font-size:.9375rem}
li{display:flex;gap:.65rem;color:var(--soft)}li::before{content:"";flex:none;width:.4rem;height:.4rem;margin-block-start:.6rem;border-radius:50%;background:var(--accent)}
form{margin-block-start:1.5rem;display:grid;gap:.5rem}label{font-size:.875rem;font-weight:600}
.row{display:flex;align-items:center;border:1px solid light-dark(#878fa3,#6d778f);border-radius:6px;direction:ltr;overflow:hidden}
.row:focus-within{outline:2px solid var(--ring);outline-offset:1px}.row span{color:var(--soft);padding-inline-end:.75rem;white-space:nowrap}
input{flex:1;min-width:0;border:0;background:none;color:inherit;font:inherit;padding:.6rem .75rem;outline:0}
button{justify-self:start;margin-block-start:.5rem;border:0;border-radius:6px;padding:.6rem 1rem;font:inherit;font-weight:600;cursor:pointer;
background:var(--accent);color:#fff}button:hover{filter:brightness(1.08)}button:focus-visible{outline:2px solid var(--ink);outline-offset:2px}`;

/** The product's mark as a gate in a row of arches: open where one may come in, shut where nobody can for now. */
const gate = (open: boolean) =>
  `<svg class="art" viewBox="0 0 512 132" aria-hidden="true"><g fill="none" stroke="currentColor" stroke-width="2" opacity=".28">${[
    40, 112, 328, 400,
  ]
    .map((x) => `<path d="M${x} 132V80a36 36 0 0 1 72 0v52"/>`)
    .join("")}</g><rect x="196" y="24" width="120" height="120" rx="30" fill="currentColor"/>${
    open
      ? '<g stroke="#fff" stroke-width="8" fill="none" stroke-linecap="round"><path d="M242 116h-8a8 8 0 0 1-8-8V62a8 8 0 0 1 8-8h44a8 8 0 0 1 8 8v46a8 8 0 0 1-8 8h-8"/></g><rect x="248" y="78" width="16" height="16" rx="4" fill="#fff"/>'
      : '<g stroke="#fff" stroke-width="8" fill="none" stroke-linecap="round"><rect x="226" y="54" width="60" height="62" rx="8"/><path d="M256 54v62"/></g><circle cx="247" cy="86" r="4" fill="#fff"/><circle cx="265" cy="86" r="4" fill="#fff"/>'
  }<path d="M0 131.5h512" stroke="currentColor" opacity=".28"/></svg>`;

/** Where the request came to: the address as it was asked for, and the house's name where one stands there. */
export type PlainPlace = {
  rootHost: string;
  host: string;
  school: string | null;
};

/** The whole document. Pages for somebody who is lost also ask for the school and lead there. */
export function plainPage(page: PlainPage, locale: Locale, { rootHost, host, school }: PlainPlace): string {
  const { label, go, asked, [page]: text } = texts[locale];
  const lost = page === "landing" || page === "unknown";
  const name = quoteHtml(school ?? host);
  const again = againAfter[page];
  const typed = host.endsWith(`.${rootHost}`) ? host.slice(0, -rootHost.length - 1) : "";
  const head = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    ...(again
      ? [
          `<noscript><meta http-equiv="refresh" content="${again}"></noscript>`,
          `<script>${tryAgain}</script>`,
        ]
      : []),
    `<title>${text.title.replace("{school}", name)}</title><style>${style}</style>`,
  ];
  const form = `<form action="//${quoteHtml(rootHost)}/" method="get"><label for="school">${label}</label>
<div class="row"><input id="school" name="school" required maxlength="63" pattern="[A-Za-z0-9\\-]+" autocapitalize="none" autocomplete="organization" spellcheck="false" value="${page === "unknown" ? quoteHtml(typed) : ""}"><span>.${quoteHtml(rootHost)}</span></div>
<button>${go}</button></form>`;
  const body = [
    ...(page === "unknown" ? [`<p class="asked">${asked} <bdi dir="ltr">${quoteHtml(host)}</bdi></p>`] : []),
    `<h1>${text.title.replace("{school}", `<bdi>${name}</bdi>`)}</h1><p>${text.body}</p>`,
    ...(lost ? [form] : []),
    ...(text.hints ? [`<ul>${text.hints.map((hint) => `<li>${hint}</li>`).join("")}</ul>`] : []),
  ];
  return `<!doctype html><html lang="${locale}" dir="${locale === "ar" ? "rtl" : "ltr"}"${again ? ` data-again="${again}"` : ""}><head>${head.join("\n")}</head>
<body><main>${gate(lost || page === "unbuilt")}<div class="text">${body.join("")}</div></main></body></html>`;
}

const quoteHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
