import { emptySolution, type Problem, type Solution } from "../solver/model.ts";
import { type Issue, IssueList, UnusableFile } from "./report.ts";
import {
  childrenNamed,
  childText,
  defaultXmlLimits,
  escapeXml,
  readXmlText,
  type XmlElement,
} from "./xml.ts";

type ResultsReading = { readonly solution: Solution; readonly issues: readonly Issue[] };

/**
 * Reads a `…_activities.xml` result. Activities of the problem that the file leaves out or leaves empty stay
 * unplaced; activities, days, hours and rooms that the problem does not know are fatal issues.
 */
export function readResults(text: string, problem: Problem): ResultsReading {
  const root = readXmlText(text, defaultXmlLimits, expectResults);
  const issues = new IssueList();
  const solution = emptySolution(problem);
  const byId = new Map(problem.activities.map(({ id }, index) => [id, index]));
  for (const element of childrenNamed(root, "Activity")) {
    const id = childText(element, "Id")?.trim() ?? "";
    const index = byId.get(id);
    if (index === undefined) issues.add("fatal", "unknown-activity", element, { id });
    else readPlace(element, index, problem, solution, issues);
  }
  return { solution, issues: issues.issues };
}

function expectResults(root: XmlElement): void {
  if (root.name === "Activities_Timetable") return;
  const details = { root: root.name };
  throw new UnusableFile({
    severity: "fatal",
    code: "not-results",
    element: root.name,
    line: root.line,
    details,
  });
}

function readPlace(
  element: XmlElement,
  index: number,
  problem: Problem,
  solution: Solution,
  issues: IssueList,
): void {
  const find = (what: string, names: readonly string[], name: string | undefined): number => {
    if (!name) return -1;
    const number = names.indexOf(name);
    if (number < 0) issues.add("fatal", "unknown-name", element, { what, name });
    return number;
  };
  const rooms = problem.rooms.map(({ name }) => name);
  const day = find("day", problem.days, childText(element, "Day"));
  const hour = find("hour", problem.hours, childText(element, "Hour"));
  if (day < 0 || hour < 0) return;
  solution.slot[index] = day * problem.hours.length + hour;
  const room = find("room", rooms, childText(element, "Room"));
  solution.room[index] = room;
  const parts = childrenNamed(element, "Real_Room").map(({ text }) => find("room", rooms, text));
  if (problem.rooms[room]?.realRoomSets) solution.realRooms[index] = parts;
}

const byteOrderMark = "\uFEFF";

/** Writes a solution in FET's format of results, unplaced activities with empty day and hour. */
export function writeResults(problem: Problem, solution: Solution): string {
  const activities = problem.activities.map(({ id }, index) => {
    const slot = solution.slot[index] ?? -1;
    const room = slot < 0 ? undefined : problem.rooms[solution.room[index] ?? -1];
    const day = slot < 0 ? "" : (problem.days[Math.floor(slot / problem.hours.length)] ?? "");
    const hour = slot < 0 ? "" : (problem.hours[slot % problem.hours.length] ?? "");
    const parts = room?.realRoomSets ? (solution.realRooms[index] ?? []) : [];
    const lines = [
      line("Id", id),
      line("Day", day),
      line("Hour", hour),
      line("Room", room?.name ?? ""),
      ...parts.map((part) => line("Real_Room", problem.rooms[part]?.name ?? "")),
    ];
    return `<Activity>\n${lines.join("")}</Activity>\n`;
  });
  return `${byteOrderMark}<?xml version="1.0" encoding="UTF-8"?>\n<Activities_Timetable>\n${activities.join("")}</Activities_Timetable>\n`;
}

function line(name: string, text: string): string {
  return `\t<${name}>${escapeXml(text)}</${name}>\n`;
}
