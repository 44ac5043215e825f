import type {
  ActivityEntry,
  GroupEntry,
  Named,
  RoomEntry,
  SubgroupEntry,
  TeacherEntry,
  YearEntry,
} from "./document.ts";
import type { IssueList } from "./report.ts";
import { child, childrenNamed, childText, type XmlElement } from "./xml.ts";

/** Elements that FET reads for display, hints or counting only. */
const informative = new Set([
  "Printable",
  "Long_Name",
  "Code",
  "Number_of_Categories",
  "Category",
  "Separator",
  "First_Category_Is_Permanent",
  "Type",
  "Equipment",
]);

/** Reports children that are neither known nor informative; informative ones once per name. */
function reportUnknown(element: XmlElement, known: ReadonlySet<string>, issues: IssueList): void {
  for (const found of element.children) {
    if (known.has(found.name)) continue;
    if (!informative.has(found.name)) {
      issues.add("warning", "unknown-element", found);
    } else if (
      !issues.issues.some(({ code, element: name }) => code === "informative-only" && name === found.name)
    ) {
      issues.add("note", "informative-only", found);
    }
  }
}

/** A whole number from a child; missing gives the fallback, anything else is reported and gives the fallback. */
export function readInteger(
  element: XmlElement,
  names: readonly string[],
  fallback: number,
  issues: IssueList,
): number {
  const text = childText(element, ...names)?.trim();
  if (text === undefined || text === "") return fallback;
  if (/^-?\d{1,9}$/.test(text)) return Number(text);
  issues.add("fatal", "bad-number", element, { name: names[0] ?? "", value: text });
  return fallback;
}

/** Names in order: `<Day><Name>…`, or in very old files `<Name>…` directly. */
export function readNames(list: XmlElement | undefined, item: string): string[] {
  if (!list) return [];
  return childrenNamed(list, item, "Name").map((entry) =>
    entry.name === "Name" ? entry.text : (childText(entry, "Name") ?? ""),
  );
}

/** Items of a list with distinct names; a second item of a name is reported and skipped. */
export function readNamed<Item extends Named>(
  list: XmlElement | undefined,
  items: readonly string[],
  known: readonly string[],
  issues: IssueList,
  complete: (base: Named, element: XmlElement) => Item,
): Item[] {
  const found = new Map<string, Item>();
  const knownChildren = new Set(["Name", "Comments", ...known]);
  for (const element of list?.children ?? []) {
    if (!items.includes(element.name)) {
      if (!element.name.startsWith("Number_of")) issues.add("warning", "unknown-element", element);
      continue;
    }
    const base = { name: childText(element, "Name") ?? "", comments: childText(element, "Comments") ?? "" };
    reportUnknown(element, knownChildren, issues);
    if (base.name === "") issues.add("fatal", "missing-element", element, { name: "Name" });
    else if (found.has(base.name)) issues.add("warning", "duplicate-name", element, { name: base.name });
    else found.set(base.name, complete(base, element));
  }
  return [...found.values()];
}

const behaviors = ["Exclusive", "One day exception", "Two days exception", "Three days exception"].concat(
  "Four days exception",
  "Five days exception",
);

/** `exceptions`: in old Morocco files the number of exceptions by teacher name; null elsewhere. */
export function readTeachers(
  list: XmlElement | undefined,
  exceptions: ReadonlyMap<string, number> | null,
  issues: IssueList,
): TeacherEntry[] {
  const known = ["Target_Number_of_Hours", "Qualified_Subjects", "Mornings_Afternoons_Behavior"];
  return readNamed(list, ["Teacher"], known, issues, (base, element) => {
    const behavior = childText(element, "Mornings_Afternoons_Behavior")?.trim();
    const allowed = behavior === undefined ? -1 : behaviors.indexOf(behavior);
    const byDefault = exceptions ? (exceptions.get(base.name) ?? 0) : null;
    const qualified = child(element, "Qualified_Subjects");
    return {
      ...base,
      targetHours: readInteger(element, ["Target_Number_of_Hours"], 0, issues),
      qualifiedSubjects: childrenNamed(qualified ?? element, "Qualified_Subject").map(({ text }) => text),
      maxMixedRealDays: behavior === undefined ? byDefault : allowed < 0 ? null : allowed,
    };
  });
}

/** Lists `Exception_Teachers_One_Day_List` … `Five_Days`: exceptions by teacher name. */
export function readExceptions(root: XmlElement): Map<string, number> {
  const counts = new Map<string, number>();
  ["One_Day", "Two_Days", "Three_Days", "Four_Days", "Five_Days"].forEach((count, index) => {
    const list = child(root, `Exception_Teachers_${count}_List`);
    for (const { text, children } of list?.children ?? []) {
      counts.set(children.find(({ name }) => name === "Name")?.text ?? text, index + 1);
    }
  });
  return counts;
}

export function readYears(list: XmlElement | undefined, issues: IssueList): YearEntry[] {
  const students = (element: XmlElement) => readInteger(element, ["Number_of_Students"], 0, issues);
  const known = ["Number_of_Students"];
  const readSubgroups = (group: XmlElement): SubgroupEntry[] =>
    readNamed(withOnly(group, "Subgroup"), ["Subgroup"], known, issues, (base, element) => ({
      ...base,
      students: students(element),
    }));
  const readGroups = (year: XmlElement): GroupEntry[] =>
    readNamed(withOnly(year, "Group"), ["Group"], [...known, "Subgroup"], issues, (base, element) => ({
      ...base,
      students: students(element),
      subgroups: readSubgroups(element),
    }));
  return readNamed(list, ["Year"], [...known, "Group"], issues, (base, element) => ({
    ...base,
    students: students(element),
    groups: readGroups(element),
  }));
}

function withOnly(element: XmlElement, name: string): XmlElement {
  return { ...element, children: childrenNamed(element, name) };
}

const defaultCapacity = 30_000;

export function readRooms(list: XmlElement | undefined, issues: IssueList): RoomEntry[] {
  const known = ["Building", "Capacity", "Virtual", "Number_of_Sets_of_Real_Rooms", "Set_of_Real_Rooms"];
  return readNamed(list, ["Room"], known, issues, (base, element) => {
    const isVirtual = childText(element, "Virtual")?.trim() === "true";
    const sets = childrenNamed(element, "Set_of_Real_Rooms").map((set) =>
      childrenNamed(set, "Real_Room").map(({ text }) => text),
    );
    if (isVirtual && sets.length < 2) issues.add("refusal", "few-room-sets", element);
    return {
      ...base,
      building: childText(element, "Building") ?? "",
      capacity: readInteger(element, ["Capacity"], defaultCapacity, issues),
      realRoomSets: isVirtual ? sets : null,
    };
  });
}

const activityChildren = new Set([
  ...["Teacher", "Subject", "Activity_Tag", "Subject_Tag", "Students", "Duration", "Total_Duration", "Id"],
  ...["Activity_Group_Id", "Active", "Number_Of_Students", "Number_of_Students", "Comments"],
]);

export function readActivities(list: XmlElement | undefined, issues: IssueList): ActivityEntry[] {
  const found = new Map<number, ActivityEntry>();
  for (const element of list?.children ?? []) {
    if (element.name !== "Activity") {
      issues.add("warning", "unknown-element", element);
      continue;
    }
    reportUnknown(element, activityChildren, issues);
    const activity = readActivity(element, issues);
    if (activity.id <= 0) issues.add("fatal", "missing-element", element, { name: "Id" });
    else if (found.has(activity.id)) issues.add("refusal", "duplicate-id", element, { id: activity.id });
    else found.set(activity.id, activity);
  }
  return [...found.values()];
}

function readActivity(element: XmlElement, issues: IssueList): ActivityEntry {
  const texts = (...names: string[]) =>
    childrenNamed(element, ...names)
      .map(({ text }) => text)
      .filter((text) => text !== "");
  const id = readInteger(element, ["Id"], 0, issues);
  const duration = readDuration(element, id, issues);
  const active = childText(element, "Active")?.trim() ?? "true";
  const given = readInteger(element, ["Number_Of_Students", "Number_of_Students"], -1, issues);
  return {
    id,
    groupId: readInteger(element, ["Activity_Group_Id"], 0, issues),
    teachers: texts("Teacher"),
    subject: childText(element, "Subject") ?? "",
    tags: texts("Activity_Tag", "Subject_Tag"),
    students: texts("Students"),
    duration,
    totalDuration: readInteger(element, ["Total_Duration"], duration, issues),
    active: !["false", "no", "0"].includes(active),
    studentCount: given < 0 ? null : given,
    comments: childText(element, "Comments") ?? "",
    line: element.line,
  };
}

/** At least one hour: FET refuses a file with anything less, in inactive activities too. */
function readDuration(element: XmlElement, id: number, issues: IssueList): number {
  const duration = readInteger(element, ["Duration"], 1, issues);
  const read = Math.max(1, duration);
  if (duration < 1) issues.add("refusal", "bad-duration", element, { id, duration, read });
  return read;
}
