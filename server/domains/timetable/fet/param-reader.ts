import type { People } from "../solver/constraint-types.ts";
import type { Activity } from "../solver/model.ts";
import type { ConstraintEntry, SlotName } from "./document.ts";
import type { ProblemIndex } from "./problem-index.ts";
import type { IssueCode, IssueList, Severity } from "./report.ts";

/** Thrown while a constraint is built that cannot be in effect; its issue says why. */
export class NotInEffect extends Error {
  readonly severity: Severity;
  readonly code: IssueCode;
  readonly details: Readonly<Record<string, string | number>>;

  constructor(severity: Severity, code: IssueCode, details: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.name = "NotInEffect";
    this.severity = severity;
    this.code = code;
    this.details = details;
  }
}

type Named = "teacher" | "students" | "subject" | "tag" | "room" | "day" | "hour";

/** Reads the parameters of one constraint as indexes of the problem. */
export class ParamReader {
  private readonly index: ProblemIndex;
  private readonly entry: ConstraintEntry;
  private readonly issues: IssueList;

  constructor(index: ProblemIndex, entry: ConstraintEntry, issues: IssueList) {
    this.index = index;
    this.entry = entry;
    this.issues = issues;
  }

  get hourCount(): number {
    return this.index.problem.hours.length;
  }

  get dayCount(): number {
    return this.index.problem.days.length;
  }

  /** Whether days are halves: mornings and afternoons. */
  get hasHalves(): boolean {
    return this.index.problem.mode === "mornings-afternoons";
  }

  /** Real rooms of a virtual one may only be fixed at 100 %. */
  refuseSoftRealRooms(realRooms: readonly number[] | null): void {
    const { weight } = this.entry;
    if (realRooms && weight < 100) this.refusal("weight-below-100", { weight });
  }

  /** Notes that FET refuses the file for this constraint, which stays in effect here. */
  refusal(code: IssueCode, details: Readonly<Record<string, string | number>> = {}): void {
    const at = { name: `Constraint${this.entry.type}`, line: this.entry.line };
    this.issues.add("refusal", code, at, details);
  }

  integer(key: string): number {
    const value = this.entry.params[key];
    if (typeof value === "number") return value;
    throw new NotInEffect("fatal", "missing-element", { name: key });
  }

  flag(key: string): boolean {
    return this.entry.params[key] === true;
  }

  tag(key: string): number {
    return this.resolve("tag", this.entry.params[key]);
  }

  teacher(key: string): number {
    return this.resolve("teacher", this.entry.params[key]);
  }

  subject(key: string): number {
    return this.resolve("subject", this.entry.params[key]);
  }

  room(key: string): number {
    return this.resolve("room", this.entry.params[key]);
  }

  rooms(key: string): number[] {
    return this.resolveAll("room", key);
  }

  /** null when none are given. */
  optionalRooms(key: string): number[] | null {
    const value = this.entry.params[key];
    return Array.isArray(value) && value.length > 0 ? this.rooms(key) : null;
  }

  tags(key: string): number[] {
    return this.resolveAll("tag", key);
  }

  /** A tag by its literal name, or undefined. */
  tagNamed(name: string): number | undefined {
    return this.index.tag.get(name);
  }

  /** null when any day will do. */
  day(key: string): number | null {
    const value = this.entry.params[key];
    return value === null || value === undefined ? null : this.resolve("day", value);
  }

  /** null when any hour will do. */
  hour(key: string): number | null {
    const value = this.entry.params[key];
    return value === null || value === undefined ? null : this.resolve("hour", value);
  }

  /** The teacher, or the subgroups of the students set, named by a parameter. */
  people(of: "teachers" | "students", key: string): People {
    if (of === "teachers") return { of, ids: [this.teacher(key)] };
    const set = this.index.problem.studentsSets[this.resolve("students", this.entry.params[key])];
    return { of: "subgroups", ids: set?.subgroups ?? [] };
  }

  /** All teachers, or all subgroups. */
  everyone(of: "teachers" | "students"): People {
    const kind = of === "teachers" ? "teachers" : "subgroups";
    return { of: kind, ids: this.index.problem[kind].map((_, id) => id) };
  }

  slots(key: string): number[] {
    const value = (this.entry.params[key] ?? []) as readonly SlotName[];
    const slots = value.map(({ day, hour }) =>
      this.slot(this.resolve("day", day), this.resolve("hour", hour)),
    );
    return [...new Set(slots)].sort((a, b) => a - b);
  }

  /** All slots of a day and an hour, where null stands for any. */
  slotsAt(day: number | null, hour: number | null): number[] {
    const days = day === null ? this.index.problem.days.map((_, number) => number) : [day];
    const hours = hour === null ? this.index.problem.hours.map((_, number) => number) : [hour];
    return days.flatMap((d) => hours.map((h) => this.slot(d, h)));
  }

  /** One activity; an inactive one drops the constraint, one that does not exist is fatal. */
  activity(key: string): number {
    const id = this.integer(key);
    const index = this.index.activity.get(id);
    if (index === undefined) throw new NotInEffect("fatal", "unknown-activity", { id });
    if (index < 0) throw new NotInEffect("warning", "inactive-activity");
    return index;
  }

  /**
   * The listed activities that exist and are active. Fewer than `atLeast` drop the constraint, or are fatal when
   * ids that exist nowhere are the cause.
   */
  activities(key: string, atLeast: number): number[] {
    const ids = [...new Set((this.entry.params[key] ?? []) as readonly number[])];
    const indexes = ids.map((id) => this.index.activity.get(id));
    const active = indexes.filter((index) => index !== undefined && index >= 0) as number[];
    const existing = indexes.filter((index) => index !== undefined).length;
    if (existing < atLeast) throw new NotInEffect("fatal", "too-few-activities");
    if (active.length < atLeast) throw new NotInEffect("warning", "inactive-activity");
    return active;
  }

  /** The parameters `activities` and `slots` of the constraints on selected slots. */
  selection(): { activities: number[]; slots: number[] } {
    return { activities: this.activities("activities", 1), slots: this.slots("slots") };
  }

  /** FET refuses an activity in two places of one constraint. */
  refuseRepeated(activities: readonly number[]): void {
    if (new Set(activities).size < activities.length) this.refusal("repeated-activity");
  }

  /** Those who have any lesson with the tag: a minimum of its hours does not concern the others. */
  peopleWithTag({ of, ids }: People, tag: number): People {
    const concerned = new Set(
      this.activitiesWithTag(tag).flatMap((index) => this.index.problem.activities[index]?.[of] ?? []),
    );
    return { of, ids: ids.filter((id) => concerned.has(id)) };
  }

  /** FET refuses activities (of certain people) with two of the tags of one constraint, or a tag given twice. */
  refuseSharedTags(tags: readonly number[], who: People | null = null): void {
    const people = new Set(who?.ids);
    for (const { id, tags: own, ...activity } of this.index.problem.activities) {
      const concerns = who === null || activity[who.of].some((one) => people.has(one));
      if (concerns && tags.filter((tag) => own.includes(tag)).length > 1) this.refusal("two-tags", { id });
    }
  }

  /** FET refuses tags that no active activity has. */
  refuseUnusedTags(tags: readonly number[]): void {
    for (const tag of tags) {
      const name = this.index.problem.tags[tag] ?? "";
      if (this.activitiesWithTag(tag).length === 0) this.refusal("tag-without-activity", { name });
    }
  }

  activitiesWithTag(tag: number): number[] {
    return this.where(({ tags }) => tags.includes(tag));
  }

  activitiesOf({ subject, tag }: { subject?: number; tag?: number }): number[] {
    return this.where(
      (activity) =>
        (subject === undefined || activity.subject === subject) &&
        (tag === undefined || activity.tags.includes(tag)),
    );
  }

  /** Activities whose only teacher (only students set, by name) is the one of the parameter. */
  activitiesOnlyOf(of: "teachers" | "students", key: string): number[] {
    const wanted = this.resolve(of === "teachers" ? "teacher" : "students", this.entry.params[key]);
    return this.where((activity) => {
      const listed = of === "teachers" ? activity.teachers : activity.studentsSets;
      return listed.length === 1 && listed[0] === wanted;
    });
  }

  /**
   * Activities that pass the filter `teacher`, `students` (sharing a subgroup), `subject`, `tag`, `duration`,
   * `component`; null passes all. None at all is fatal; only inactive ones drop the constraint.
   */
  matchingActivities(): number[] {
    const { duration, component } = this.entry.params;
    const teacher = this.filter("teacher");
    const subject = this.filter("subject");
    const tag = this.filter("tag");
    const set = this.filter("students");
    const subgroups = set === null ? null : new Set(this.index.problem.studentsSets[set]?.subgroups);
    const passes = (activity: Activity) =>
      (teacher === null || activity.teachers.includes(teacher)) &&
      (subject === null || activity.subject === subject) &&
      (tag === null || activity.tags.includes(tag)) &&
      (subgroups === null || activity.subgroups.some((subgroup) => subgroups.has(subgroup))) &&
      (typeof duration !== "number" || activity.duration === duration) &&
      (typeof component !== "number" || activity.component === component);
    const matching = this.where(passes);
    if (matching.length > 0) return matching;
    if (this.index.inactive.some(passes)) throw new NotInEffect("warning", "inactive-activity");
    throw new NotInEffect("fatal", "no-matching-activity");
  }

  private filter(key: "teacher" | "students" | "subject" | "tag"): number | null {
    const value = this.entry.params[key];
    return value === null || value === undefined ? null : this.resolve(key, value);
  }

  private where(passes: (activity: Activity) => boolean): number[] {
    return this.index.problem.activities.flatMap((activity, index) => (passes(activity) ? index : []));
  }

  private slot(day: number, hour: number): number {
    return day * this.hourCount + hour;
  }

  private resolveAll(what: Named, key: string): number[] {
    const names = (this.entry.params[key] ?? []) as readonly string[];
    return [...new Set(names.map((name) => this.resolve(what, name)))];
  }

  private resolve(what: Named, name: unknown): number {
    const number = this.index[what].get(String(name));
    if (number === undefined)
      throw new NotInEffect("fatal", "unknown-name", { what, name: String(name ?? "") });
    return number;
  }
}
