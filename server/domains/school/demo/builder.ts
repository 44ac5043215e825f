import { codeMaker, nameMaker } from "./names.ts";
import { type Chance, chanceOf } from "./random.ts";

export type Slot = { day: string; hour: string };
export type DemoTeacher = {
  id: string;
  name: string;
  code: string;
  email: string;
  target_hours: number;
  subjectIds: string[];
  /** Days (positions) without this teacher. */
  daysOff: number[];
};
export type DemoSet = { id: string; kind: "year" | "group" | "subgroup"; name: string; size: number };
export type DemoLesson = {
  id: string;
  external_id: number;
  split_group: number;
  subject_id: string;
  duration: number;
  total_duration: number;
  teacherIds: string[];
  setIds: string[];
  tagIds: string[];
};
export type DemoRoom = { id: string; name: string; building_id: string; capacity: number };
export type DemoRule = { id: string; type: string; weight: number; params: Record<string, unknown> };
export type DemoPupil = { name: string; email: string; setIds: string[]; guardian: number };
export type DemoGuardian = { name: string; email: string };
type Period = { id: string; name: string; starts_at: string; ends_at: string; is_break: boolean };
type NamedRow = { id: string; name: string };
type Subject = NamedRow & { short: string; hue: number };
type Dated = NamedRow & { starts_on: string; ends_on: string };

/** A whole school, ready to be stored: rows with ids, references included. Times are local to the school. */
export type DemoSchool = {
  id: string;
  name: string;
  slug: string;
  short_name: string;
  time_zone: string;
  accent_hue: number;
  year: Dated;
  terms: Dated[];
  days: (NamedRow & { weekday: number })[];
  periods: Period[];
  subjects: Subject[];
  tags: NamedRow[];
  teachers: DemoTeacher[];
  sets: DemoSet[];
  members: { parent_id: string; child_id: string }[];
  buildings: NamedRow[];
  rooms: DemoRoom[];
  lessons: DemoLesson[];
  rules: DemoRule[];
  pupils: DemoPupil[];
  guardians: DemoGuardian[];
};

export type LessonPlan = {
  subjectId: string;
  teacherIds: string[];
  setIds: string[];
  tagIds?: string[];
  /** Periods of each meeting in the week: [2, 1] is a double and a single. */
  durations: number[];
};

/** Collects the rows of a school in the making and gives them their ids. */
export class SchoolBuilder {
  readonly chance: Chance;
  readonly school: DemoSchool;
  readonly newName: ReturnType<typeof nameMaker>;
  readonly #newCode = codeMaker();

  constructor(
    seed: number,
    facts: Pick<DemoSchool, "name" | "slug" | "short_name" | "time_zone" | "accent_hue">,
    today: string,
  ) {
    this.chance = chanceOf(seed);
    this.newName = nameMaker(this.chance, `${facts.slug}.example`);
    this.school = {
      ...facts,
      id: this.chance.id(),
      ...calendarOf(this.chance, today),
      days: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"].map((name, index) => ({
        id: this.chance.id(),
        name,
        weekday: index + 1,
      })),
      periods: [],
      subjects: [],
      tags: [],
      teachers: [],
      sets: [],
      members: [],
      buildings: [],
      rooms: [],
      lessons: [],
      rules: [],
      pupils: [],
      guardians: [],
    };
  }

  /** Rows of `name start end`; a name that begins with ~ is a break. */
  periods(text: string): void {
    this.school.periods = text
      .trim()
      .split("\n")
      .map((line) => {
        const [name = "", starts_at = "", ends_at = ""] = line.trim().split("|");
        const is_break = name.startsWith("~");
        return { id: this.chance.id(), name: name.replace("~", ""), starts_at, ends_at, is_break };
      });
  }

  get hours(): Period[] {
    return this.school.periods.filter((period) => !period.is_break);
  }

  slot(day: number, hour: number): Slot {
    const [dayRow, hourRow] = [this.school.days[day], this.hours[hour]];
    if (!dayRow || !hourRow) throw new RangeError(`No slot ${day}, ${hour}`);
    return { day: dayRow.id, hour: hourRow.id };
  }

  subject(name: string, short: string, hue: number): string {
    return this.#add(this.school.subjects, { name, short, hue });
  }

  tag(name: string): string {
    return this.#add(this.school.tags, { name });
  }

  building(name: string): string {
    return this.#add(this.school.buildings, { name });
  }

  room(name: string, building_id: string, capacity: number): string {
    return this.#add(this.school.rooms, { name, building_id, capacity });
  }

  set(kind: DemoSet["kind"], name: string, size: number, parents: readonly string[] = []): string {
    const id = this.#add(this.school.sets, { kind, name, size });
    for (const parent_id of parents) this.school.members.push({ parent_id, child_id: id });
    return id;
  }

  /** Makes a set as large as others together. */
  resize(id: string, parts: readonly string[]): void {
    const set = this.school.sets.find((one) => one.id === id);
    const sizes = this.school.sets.filter((one) => parts.includes(one.id)).map((one) => one.size);
    if (set) set.size = sizes.reduce((sum, size) => sum + size, 0);
  }

  teacher(subjectIds: string[], target_hours: number, daysOff: number[] = []): DemoTeacher {
    const { name, family, email } = this.newName();
    const code = this.#newCode(family);
    const teacher = { id: this.chance.id(), name, code, email, target_hours, subjectIds, daysOff };
    this.school.teachers.push(teacher);
    return teacher;
  }

  /** One row for each meeting; more than one are the parts of a split lesson. */
  lesson(plan: LessonPlan): DemoLesson[] {
    const first = this.school.lessons.length + 1;
    const total_duration = plan.durations.reduce((sum, one) => sum + one, 0);
    const parts = plan.durations.map((duration, index) => ({
      id: this.chance.id(),
      external_id: first + index,
      split_group: plan.durations.length > 1 ? first : 0,
      subject_id: plan.subjectId,
      duration,
      total_duration,
      teacherIds: plan.teacherIds,
      setIds: plan.setIds,
      tagIds: plan.tagIds ?? [],
    }));
    this.school.lessons.push(...parts);
    return parts;
  }

  rule(type: string, weight: number, params: Record<string, unknown> = {}): void {
    this.school.rules.push({ id: this.chance.id(), type, weight, params });
  }

  #add<T extends object>(list: (T & { id: string })[], row: T): string {
    const id = this.chance.id();
    list.push({ id, ...row });
    return id;
  }
}

/** The school year that holds today (August to July) and its three terms. */
function calendarOf(chance: Chance, today: string): Pick<DemoSchool, "year" | "terms"> {
  const [year = 2026, month = 1] = today.split("-").map(Number);
  const start = month >= 8 ? year : year - 1;
  const next = start + 1;
  const dated = (name: string, starts_on: string, ends_on: string): Dated => ({
    id: chance.id(),
    name,
    starts_on,
    ends_on,
  });
  return {
    year: dated(`${start}/${String(next).slice(2)}`, `${start}-08-24`, `${next}-07-16`),
    terms: [
      dated("Autumn term", `${start}-08-24`, `${start}-12-18`),
      dated("Spring term", `${next}-01-05`, `${next}-03-26`),
      dated("Summer term", `${next}-04-12`, `${next}-07-16`),
    ],
  };
}
