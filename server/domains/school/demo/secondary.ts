import { type DemoSchool, SchoolBuilder } from "./builder.ts";
import {
  type Course,
  languageDurations,
  lowerCourses,
  lowerSport,
  optionBlocks,
  optionDurations,
  subjectList,
  upperCourses,
  upperSport,
} from "./curriculum.ts";
import { addPupils } from "./pupils.ts";
import { secondaryRooms } from "./secondary-rooms.ts";
import { Department, staffRules } from "./staffing.ts";

const letters = ["A", "B", "C", "D", "E"];
/** Classes that learn languages and do sport together. */
const bands = [["A", "B"], ["C", "D"], ["E"]];

type Form = { id: string; name: string; letter: string; halves: [string, string] };
type Year = { number: number; id: string; forms: Form[] };

/** A secondary school of 30 classes in years 7 to 12, about 60 teachers and 40 rooms. Pure: same seed, same school. */
export function makeSecondary(seed: number, today: string): DemoSchool {
  const builder = new SchoolBuilder(
    seed,
    {
      name: "Northfield Secondary School",
      slug: "north",
      short_name: "Northfield",
      time_zone: "Europe/London",
      accent_hue: 264,
    },
    today,
  );
  builder.periods(`
    Period 1|08:30|09:15
    Period 2|09:20|10:05
    ~Break|10:05|10:25
    Period 3|10:25|11:10
    Period 4|11:15|12:00
    Period 5|12:05|12:50
    ~Lunch|12:50|13:40
    Period 6|13:40|14:25
    Period 7|14:30|15:15`);
  const subjects = new Map(
    subjectList.map(([name, short, hue]) => [name, builder.subject(name, short, hue)]),
  );
  const years = [7, 8, 9, 10, 11, 12].map((number) => addYear(builder, number));
  const teaching = new Teaching(builder, subjects, years);
  for (const year of years) teaching.plan(year);
  teaching.formTime(years);
  secondaryRooms(builder, subjects);
  staffRules(builder);
  pupilRules(builder);
  for (const year of years) for (const form of year.forms) addPupils(builder, form.halves, form.name);
  return builder.school;
}

/** A year of five forms, each in two halves: language and option groups are made of halves of several forms. */
function addYear(builder: SchoolBuilder, number: number): Year {
  const id = builder.set("year", `Year ${number}`, 0);
  const forms = letters.map((letter): Form => {
    const name = `${number}${letter}`;
    const sizes = [builder.chance.between(12, 13), builder.chance.between(11, 13)] as const;
    const form = builder.set("group", name, sizes[0] + sizes[1], [id]);
    const half = (index: 0 | 1) => builder.set("subgroup", `${name}${index + 1}`, sizes[index], [form]);
    return { id: form, name, letter, halves: [half(0), half(1)] };
  });
  builder.resize(
    id,
    forms.map((form) => form.id),
  );
  return { number, id, forms };
}

class Teaching {
  readonly #builder: SchoolBuilder;
  readonly #subjects: ReadonlyMap<string, string>;
  readonly #departments: ReadonlyMap<string, Department>;

  constructor(builder: SchoolBuilder, subjects: ReadonlyMap<string, string>, years: readonly Year[]) {
    this.#builder = builder;
    this.#subjects = subjects;
    const demand = demandOf(years);
    const names = [...new Set(subjectList.map(([, , , department]) => department))].filter(
      (name) => name !== "form",
    );
    this.#departments = new Map(
      names.map((name) => {
        const own = subjectList
          .filter(([, , , department]) => department === name)
          .map(([subject]) => subject);
        const periods = own.reduce((sum, subject) => sum + (demand.get(subject) ?? 0), 0);
        return [
          name,
          new Department(
            builder,
            own.map((subject) => this.#subject(subject)),
            periods,
          ),
        ];
      }),
    );
  }

  plan(year: Year): void {
    const lower = year.number < 10;
    for (const form of year.forms) this.#coursesOf(form, lower ? lowerCourses : upperCourses);
    for (const band of bands) {
      const forms = year.forms.filter((form) => band.includes(form.letter));
      this.#languages(year, forms);
      this.#sport(forms, lower ? lowerSport : upperSport);
    }
    if (!lower) for (const [index, names] of optionBlocks.entries()) this.#options(year, index, names);
  }

  /** The first period of the week belongs to the form and its tutor, in every form at once. */
  formTime(years: readonly Year[]): void {
    const tutors = [...this.#departments.values()]
      .flatMap((department) => department.teachers.map((teacher) => ({ teacher, department })))
      .filter(({ teacher, department }) => !teacher.daysOff.includes(0) && department.left(teacher) >= 1)
      .sort((a, b) => b.department.left(b.teacher) - a.department.left(a.teacher));
    for (const form of years.flatMap((year) => year.forms)) {
      const tutor = tutors.shift();
      if (!tutor) throw new RangeError("More forms than tutors");
      tutor.department.give(tutor.teacher, 1);
      const [lesson] = this.#builder.lesson({
        subjectId: this.#subject("Form time"),
        teacherIds: [tutor.teacher.id],
        setIds: [form.id],
        durations: [1],
      });
      const { day, hour } = this.#builder.slot(0, 0);
      this.#builder.rule("ActivityPreferredStartingTime", 100, {
        activity: lesson?.id,
        day,
        hour,
        permanentlyLocked: true,
      });
    }
  }

  #coursesOf(form: Form, courses: readonly Course[]): void {
    for (const { subject, durations } of courses) {
      this.#spread(
        this.#builder.lesson({
          subjectId: this.#subject(subject),
          teacherIds: [this.#take(subject, total(durations))],
          setIds: [form.id],
          durations,
        }),
      );
    }
  }

  /** French and Spanish at the same time: one half of each form goes to each. */
  #languages(year: Year, forms: readonly Form[]): void {
    const label = `${year.number}${forms.map((form) => form.letter).join("")}`;
    const taken: string[] = [];
    const lessons = (["French", "Spanish"] as const).map((language, half) => {
      const teacher = this.#take(language, total(languageDurations), taken);
      taken.push(teacher);
      const halves = forms.map((form) => form.halves[half as 0 | 1]);
      return this.#group(year, `${label} ${language}`, halves, language, teacher, languageDurations);
    });
    this.#together(lessons);
  }

  /** Forms of a band share the hall, each with a teacher. */
  #sport(forms: readonly Form[], durations: number[]): void {
    const teacherIds: string[] = [];
    for (const _ of forms) teacherIds.push(this.#take("PE", total(durations), teacherIds));
    this.#spread(
      this.#builder.lesson({
        subjectId: this.#subject("PE"),
        teacherIds,
        setIds: forms.map((form) => form.id),
        durations,
      }),
    );
  }

  /** Six groups across the year at once; ten halves of forms are dealt to them anew in each block. */
  #options(year: Year, index: number, names: readonly string[]): void {
    const halves = this.#builder.chance.shuffled(year.forms.flatMap((form) => form.halves));
    const taken: string[] = [];
    const lessons = names.map((name, group) => {
      const members = group < 4 ? halves.slice(group * 2, group * 2 + 2) : [halves[group + 4] ?? ""];
      const teacher = this.#take(name, total(optionDurations), taken);
      taken.push(teacher);
      const label = `${year.number} ${name} ${"XYZ"[index]}`;
      return this.#group(year, label, members, name, teacher, optionDurations);
    });
    this.#together(lessons);
  }

  #group(year: Year, name: string, halves: string[], subject: string, teacher: string, durations: number[]) {
    const sizes = this.#builder.school.sets.filter((set) => halves.includes(set.id)).map((set) => set.size);
    const id = this.#builder.set("group", name, total(sizes), [year.id]);
    for (const child_id of halves) this.#builder.school.members.push({ parent_id: id, child_id });
    return this.#builder.lesson({
      subjectId: this.#subject(subject),
      teacherIds: [teacher],
      setIds: [id],
      durations,
    });
  }

  /** Ties the n-th meetings of parallel groups; spreading one of them spreads them all. */
  #together(lessons: readonly { id: string }[][]): void {
    const [first = []] = lessons;
    for (const index of first.keys()) {
      const activities = lessons.flatMap((parts) => parts[index]?.id ?? []);
      this.#builder.rule("ActivitiesSameStartingTime", 100, { activities });
    }
    for (const parts of lessons) this.#spread(parts);
  }

  /** Meetings of one subject fall on different days. */
  #spread(parts: readonly { id: string }[]): void {
    if (parts.length < 2) return;
    this.#builder.rule("MinDaysBetweenActivities", 95, {
      activities: parts.map((part) => part.id),
      minDays: 1,
      consecutiveIfSameDay: true,
    });
  }

  #take(subject: string, periods: number, not: readonly string[] = []): string {
    const name = subjectList.find(([one]) => one === subject)?.[3] ?? "";
    const department = this.#departments.get(name);
    if (!department) throw new RangeError(`No department teaches ${subject}`);
    return department.take(periods, { not });
  }

  #subject(name: string): string {
    const id = this.#subjects.get(name);
    if (!id) throw new RangeError(`No subject ${name}`);
    return id;
  }
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

/** Teacher periods a week by subject, form time apart. */
function demandOf(years: readonly Year[]): Map<string, number> {
  const demand = new Map<string, number>();
  const need = (subject: string, periods: number) =>
    demand.set(subject, (demand.get(subject) ?? 0) + periods);
  for (const { number, forms } of years) {
    const lower = number < 10;
    for (const { subject, durations } of lower ? lowerCourses : upperCourses)
      need(subject, total(durations) * forms.length);
    for (const language of ["French", "Spanish"]) need(language, total(languageDurations) * bands.length);
    need("PE", total(lower ? lowerSport : upperSport) * forms.length);
    if (!lower) for (const subject of optionBlocks.flat()) need(subject, total(optionDurations));
  }
  return demand;
}

/** No free periods between lessons, a sensible day, and nothing that begins late. */
function pupilRules(builder: SchoolBuilder): void {
  builder.rule("BasicCompulsoryTime", 100);
  builder.rule("BasicCompulsorySpace", 100);
  builder.rule("StudentsMaxGapsPerWeek", 100, { maxGaps: 0 });
  builder.rule("StudentsEarlyMaxBeginningsAtSecondHour", 100, { maxBeginnings: 1 });
  builder.rule("StudentsMinHoursDaily", 100, { minHours: 5, allowEmpty: false });
}
