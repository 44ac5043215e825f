import { makeLetter } from "../../core/mail/letter.ts";
import type { Letter } from "../../core/mail/mail.ts";
import type { Role } from "./schema.ts";

/** Letters about accounts, pure: what is said, in the reader's language. */

type Reader = { locale: string; name: string; house: string };

const roleWords: Record<"en" | "ar", Record<Role, string>> = {
  en: {
    pupil: "pupil",
    guardian: "guardian",
    teacher: "teacher",
    timetabler: "timetabler",
    school_admin: "school office",
  },
  ar: {
    pupil: "طالب",
    guardian: "ولي أمر",
    teacher: "معلّم",
    timetabler: "مسؤول الجدول",
    school_admin: "إدارة المدرسة",
  },
};

const texts = {
  en: {
    greeting: (name: string) => (name ? `Hello ${name}` : "Hello"),
    orCopy: "If the button does not work, open this address:",
    footer: (house: string) => `You receive this because of your account at ${house}.`,
    invitation: {
      subject: (place: string) => `Your invitation to ${place}`,
      body: (place: string, role: string, by: string | null) =>
        by ? `${by} invites you to ${place} as: ${role}.` : `You are invited to ${place} as: ${role}.`,
      expiry: (date: string) =>
        `Choose a password and you are in. The invitation is for you alone and is valid until ${date}.`,
      action: "Accept the invitation",
    },
    roleAdded: {
      subject: (place: string) => `You now belong to ${place}`,
      body: (place: string, role: string) => `Your account has a new role at ${place}: ${role}.`,
      hint: "Sign in as before; nothing else changes.",
      action: "Sign in",
    },
    reset: {
      subject: "Choose a new password",
      body: "Somebody, probably you, asked for a new password for this account.",
      expiry: (minutes: number) => `The link works once, for ${minutes} minutes.`,
      ignore: "If it was not you, do nothing: your password stays as it is.",
      action: "Choose a new password",
    },
    changed: {
      subject: "Your password was changed",
      body: "The password of your account was changed just now, and you were signed out everywhere else.",
      hint: "If it was not you, choose a new one at once and tell your school’s office.",
      action: "Choose a new password",
    },
  },
  ar: {
    greeting: (name: string) => (name ? `مرحبًا ${name}` : "مرحبًا"),
    orCopy: "إذا لم يعمل الزر فافتح هذا العنوان:",
    footer: (house: string) => `تصلك هذه الرسالة بسبب حسابك في ${house}.`,
    invitation: {
      subject: (place: string) => `دعوتك إلى ${place}`,
      body: (place: string, role: string, by: string | null) =>
        by ? `يدعوك ${by} إلى ${place} بصفة: ${role}.` : `أنت مدعوّ إلى ${place} بصفة: ${role}.`,
      expiry: (date: string) => `اختر كلمة مرور وستدخل مباشرة. الدعوة لك وحدك وهي صالحة حتى ${date}.`,
      action: "قبول الدعوة",
    },
    roleAdded: {
      subject: (place: string) => `أصبحت الآن ضمن ${place}`,
      body: (place: string, role: string) => `لحسابك دور جديد في ${place}: ${role}.`,
      hint: "سجّل الدخول كالمعتاد، ولا يتغيّر شيء آخر.",
      action: "تسجيل الدخول",
    },
    reset: {
      subject: "اختر كلمة مرور جديدة",
      body: "طلب أحدهم، ولعلّه أنت، كلمة مرور جديدة لهذا الحساب.",
      expiry: (minutes: number) => `يعمل الرابط مرة واحدة خلال ${minutes} دقيقة.`,
      ignore: "إن لم تكن أنت فلا تفعل شيئًا، وستبقى كلمة مرورك كما هي.",
      action: "اختيار كلمة مرور جديدة",
    },
    changed: {
      subject: "تغيّرت كلمة مرورك",
      body: "تغيّرت كلمة مرور حسابك الآن، وسُجّل خروجك من كل جهاز آخر.",
      hint: "إن لم تكن أنت فاختر كلمة جديدة فورًا وأخبر إدارة مدرستك.",
      action: "اختيار كلمة مرور جديدة",
    },
  },
};

const languageOf = (locale: string): "en" | "ar" => (locale.startsWith("ar") ? "ar" : "en");

/** Everything that all letters share, and what one of them says. */
function letterTo(
  reader: Reader,
  subject: string,
  paragraphs: string[],
  action: { label: string; url: string },
): Letter {
  const t = texts[languageOf(reader.locale)];
  return makeLetter({
    locale: languageOf(reader.locale),
    from: reader.house,
    subject,
    greeting: t.greeting(reader.name),
    paragraphs,
    action,
    orCopy: t.orCopy,
    footer: t.footer(reader.house),
  });
}

export function invitationLetter(
  reader: Reader,
  what: { place: string; role: Role; invitedBy: string | null; expiresAt: Date; url: string },
): Letter {
  const language = languageOf(reader.locale);
  const t = texts[language].invitation;
  const date = new Intl.DateTimeFormat(language === "ar" ? "ar-u-nu-latn" : "en-GB", {
    dateStyle: "long",
    timeZone: "UTC",
  }).format(what.expiresAt);
  const body = t.body(what.place, roleWords[language][what.role], what.invitedBy);
  return letterTo(reader, t.subject(what.place), [body, t.expiry(date)], { label: t.action, url: what.url });
}

export function roleAddedLetter(reader: Reader, what: { place: string; role: Role; url: string }): Letter {
  const language = languageOf(reader.locale);
  const t = texts[language].roleAdded;
  const paragraphs = [t.body(what.place, roleWords[language][what.role]), t.hint];
  return letterTo(reader, t.subject(what.place), paragraphs, { label: t.action, url: what.url });
}

export function resetLetter(reader: Reader, what: { minutes: number; url: string }): Letter {
  const t = texts[languageOf(reader.locale)].reset;
  return letterTo(reader, t.subject, [t.body, t.expiry(what.minutes), t.ignore], {
    label: t.action,
    url: what.url,
  });
}

export function passwordChangedLetter(reader: Reader, what: { url: string }): Letter {
  const t = texts[languageOf(reader.locale)].changed;
  return letterTo(reader, t.subject, [t.body, t.hint], { label: t.action, url: what.url });
}
