import type { Locale } from "../../i18n/locale.ts";
import type { GridLesson, GridPeriod } from "../timetable/grid-types.ts";

/** Made-up people, subjects and a week to look at components with, in both scripts and with the longest real names. */
export type SamplePerson = {
  id: string;
  name: string;
  role: string;
  subject: string;
  periods: number;
  since: Date;
};

const words = {
  en: {
    first: [
      "Amira",
      "Jonathan",
      "Zoë",
      "Maximilian",
      "Priya",
      "Ngozi",
      "Siobhán",
      "Luis",
      "Hanako",
      "Wilhelmina",
    ],
    last: [
      "Haddad",
      "O’Connell",
      "Featherstonehaugh-Cholmondeley",
      "Smith",
      "Ramanathan",
      "Adeyemi",
      "Nguyễn",
      "García",
    ],
    subjects: [
      "Mathematics",
      "English",
      "Physics",
      "History",
      "Art",
      "French",
      "Biology",
      "Music",
      "Geography",
      "Computing",
      "PE",
      "Drama",
    ],
    roles: ["Teacher", "Timetabler", "Pupil", "Guardian"],
    days: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
    short: ["Mon", "Tue", "Wed", "Thu", "Fri"],
    break: "Break",
    lunch: "Lunch",
  },
  ar: {
    first: ["أميرة", "يوسف", "زينب", "عبد الرحمن", "ليلى", "محمد", "نور", "خالد", "سلمى", "إبراهيم"],
    last: ["حداد", "العبد الله", "بن عبد العزيز الشمّري", "منصور", "القاضي", "الخطيب", "ناصر", "درويش"],
    subjects: [
      "الرياضيات",
      "الإنجليزية",
      "الفيزياء",
      "التاريخ",
      "الفنون",
      "الفرنسية",
      "الأحياء",
      "الموسيقى",
      "الجغرافيا",
      "الحاسوب",
      "الرياضة",
      "المسرح",
    ],
    roles: ["معلّم", "مسؤول الجدول", "طالب", "وليّ أمر"],
    days: ["الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس"],
    short: ["أحد", "اثن", "ثلا", "أرب", "خمي"],
    break: "استراحة",
    lunch: "الغداء",
  },
} as const;

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

export const sampleWords = (locale: Locale) => words[locale];

export function samplePeople(locale: Locale, count: number): SamplePerson[] {
  const { first, last, roles, subjects } = words[locale];
  return Array.from({ length: count }, (_, index) => ({
    id: `person-${index}`,
    name: `${at(first, index * 7)} ${at(last, index * 3 + Math.floor(index / 8))}`,
    role: at(roles, index * index),
    subject: at(subjects, index * 5),
    periods: (index * 13) % 28,
    since: new Date(Date.UTC(2010 + (index % 16), index % 12, 1 + (index % 27))),
  }));
}

export function samplePeriods(locale: Locale): GridPeriod[] {
  const starts = ["08:25", "09:15", "10:20", "11:10", "12:00", "13:30", "14:20", "15:10"];
  const ends = ["09:10", "10:00", "11:05", "11:55", "12:45", "14:15", "15:05", "15:55"];
  return starts.map((start, index) => ({
    id: String(index + 1),
    name: String(index + 1),
    start,
    end: ends[index],
    breakAfter: index === 1 ? words[locale].break : index === 4 ? words[locale].lunch : undefined,
  }));
}

export function sampleDays(locale: Locale) {
  return words[locale].days.map((name, index) => ({
    id: `d${index}`,
    name,
    short: words[locale].short[index],
  }));
}

export function sampleLessons(locale: Locale): GridLesson[] {
  const { subjects, last } = words[locale];
  const lessons: GridLesson[] = [];
  const add = (day: number, period: number, subject: number, more: Partial<GridLesson> = {}) => {
    lessons.push({
      id: `l${lessons.length}`,
      dayId: `d${day}`,
      periodId: String(period),
      subject: at(subjects, subject),
      hue: (subject % 12) + 1,
      lines: [at(last, subject + day), `R${10 + ((subject * 7) % 30)}`],
      ...more,
    });
  };
  for (let day = 0; day < 5; day++) {
    for (let period = 1; period <= 8; period++) {
      const subject = (day * 3 + period * 5) % 12;
      if ((day * 8 + period) % 11 === 3) continue;
      if (day === 1 && (period === 3 || period === 4)) {
        if (period === 3) add(day, 3, 2, { span: 2 });
      } else if (day === 2 && period === 6) {
        add(day, 6, 4);
        add(day, 6, 7);
      } else if (day === 3 && (period === 1 || period === 2)) {
        add(day, period, period === 1 ? 5 : 9);
        if (period === 1) add(day, 1, 11, { span: 2 });
      } else add(day, period, subject);
    }
  }
  const mark = (index: number, more: Partial<GridLesson>) => Object.assign(lessons[index] ?? {}, more);
  mark(1, { state: "changed" });
  mark(4, { state: "cancelled" });
  mark(9, { locked: true });
  mark(13, { wish: locale === "ar" ? "يفضّل المعلّم الصباح" : "the teacher prefers mornings" });
  return lessons;
}
