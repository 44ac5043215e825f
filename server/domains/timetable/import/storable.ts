import { catalogue } from "../fet/catalogue/catalogue.ts";
import type { FetDocument } from "../fet/document.ts";
import type { Issue } from "../fet/report.ts";
import { type RefKind, rewriteParams } from "../stock/rule-params.ts";

/** Largest number that the tables' small columns hold. */
const most = 32_767;

/**
 * A document without what the tables cannot hold: things without name or with a name used before, lessons of unknown
 * subjects, rules about nobody, numbers out of range. Whatever is left out is named, so that nothing gets lost in silence.
 */
export function storable(document: FetDocument): { document: FetDocument; issues: Issue[] } {
  const issues: Issue[] = [];
  const warn = (code: Issue["code"], element: string, line: number | null, details: Issue["details"] = {}) =>
    issues.push({ severity: "warning", code, element, line, details });
  const oncePerName = (names: readonly string[], element: string) =>
    names.filter((name, index) => {
      if (name === "") warn("missing-element", element, null, { name: "Name" });
      else if (names.indexOf(name) !== index) warn("duplicate-name", element, null, { name });
      else return true;
      return false;
    });
  const subjects = new Set(document.subjects.map(({ name }) => name));
  const whole = {
    ...document,
    days: oncePerName(document.days, "Day"),
    hours: oncePerName(document.hours, "Hour"),
    activities: document.activities.flatMap((activity) => {
      if (subjects.has(activity.subject)) return [withinBounds(activity)];
      warn("unknown-name", "Activity", activity.line, { what: "subject", name: activity.subject });
      return [];
    }),
  };
  const resolve = knownTo(whole);
  const constraints = document.constraints.filter((constraint) => {
    const fields = catalogue.get(constraint.type)?.fields;
    if (fields && rewriteParams(fields, constraint.params, resolve)) return true;
    const name = JSON.stringify(constraint.params).slice(0, 200);
    warn("unknown-name", `Constraint${constraint.type}`, constraint.line, {
      what: "subject of this rule",
      name,
    });
    return false;
  });
  return { document: { ...whole, constraints }, issues };
}

const withinBounds = (activity: FetDocument["activities"][number]): FetDocument["activities"][number] => ({
  ...activity,
  groupId: Math.max(0, activity.groupId),
  duration: bounded(activity.duration, 1),
  totalDuration: bounded(activity.totalDuration, 1),
  studentCount: activity.studentCount === null ? null : Math.max(0, activity.studentCount),
});

const bounded = (value: number, least: number) => Math.min(most, Math.max(least, value));

/** Resolves what the document itself knows, to itself. */
function knownTo(document: FetDocument) {
  const names = (rows: readonly { name: string }[]) => new Set<string | number>(rows.map(({ name }) => name));
  const known: Record<RefKind, ReadonlySet<string | number>> = {
    day: new Set(document.days),
    hour: new Set(document.hours),
    subject: names(document.subjects),
    tag: names(document.tags),
    teacher: names(document.teachers),
    students: names(
      document.years.flatMap((year) => [year, ...year.groups, ...year.groups.flatMap((g) => g.subgroups)]),
    ),
    room: names(document.rooms),
    lesson: new Set(document.activities.map(({ id }) => id)),
  };
  return (kind: RefKind, key: string | number) => (known[kind].has(key) ? key : undefined);
}
