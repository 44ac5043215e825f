import type { DemoTeacher, SchoolBuilder } from "./builder.ts";

/** Periods a week of a full-time and of a part-time teacher. */
const full = 21;
const part = 12;

/**
 * The teachers of one department and what each of them already has. Every fifth works part-time, with two days off.
 * Whoever has most room left in the week gets the next lesson, so loads stay even.
 */
export class Department {
  readonly #teachers: DemoTeacher[] = [];
  readonly #load = new Map<string, number>();

  constructor(builder: SchoolBuilder, subjectIds: string[], periods: number) {
    let room = 0;
    // a little more than is needed: the last lessons of a week are hard to give away whole
    for (let index = 0; room < periods * 1.08 + 2; index++) {
      const partTime = index % 5 === 3;
      const hours = partTime ? part : full;
      const daysOff = partTime ? builder.chance.shuffled([0, 1, 2, 3, 4]).slice(0, 2).sort() : [];
      this.#teachers.push(builder.teacher(subjectIds, hours, daysOff));
      room += hours;
    }
  }

  get teachers(): readonly DemoTeacher[] {
    return this.#teachers;
  }

  /** A teacher for so many periods, not one of `not`; `daily` refuses those with days off. */
  take(periods: number, options: { not?: readonly string[]; everyDay?: boolean } = {}): string {
    const fitting = this.#teachers
      .filter((one) => !options.not?.includes(one.id) && !(options.everyDay && one.daysOff.length > 0))
      .map((one) => ({ one, left: this.left(one) - periods }))
      .filter(({ left }) => left >= 0)
      .sort((a, b) => b.left - a.left);
    const best = fitting[0]?.one;
    if (!best) throw new RangeError(`Nobody has ${periods} periods left`);
    this.give(best, periods);
    return best.id;
  }

  give(teacher: DemoTeacher, periods: number): void {
    this.#load.set(teacher.id, (this.#load.get(teacher.id) ?? 0) + periods);
  }

  left(teacher: DemoTeacher): number {
    return teacher.target_hours - (this.#load.get(teacher.id) ?? 0);
  }
}

/** Days off and the limits that every teacher may count on. */
export function staffRules(builder: SchoolBuilder): void {
  const hours = builder.hours.map((_, index) => index);
  for (const teacher of builder.school.teachers) {
    if (teacher.daysOff.length === 0) continue;
    const slots = teacher.daysOff.flatMap((day) => hours.map((hour) => builder.slot(day, hour)));
    builder.rule("TeacherNotAvailableTimes", 100, { teacher: teacher.id, slots });
  }
  builder.rule("TeachersMaxHoursDaily", 100, { maxHours: 6 });
  builder.rule("TeachersMaxHoursContinuously", 90, { maxHours: 5 });
  builder.rule("TeachersMaxGapsPerWeek", 100, { maxGaps: 8 });
}
