import { child, childrenNamed, childText, readXmlText, type XmlElement } from "../fet/xml.ts";
import { type Directories, idOf, itemsIn, UnusableArchive, wholeNumber } from "./element-reader.ts";
import { type Cost, type Event, type Instance, type Meet, type Solution, wholeMeet } from "./model.ts";
import { readInstance } from "./read-instance.ts";

export type Archive = {
  readonly instances: readonly Instance[];
  readonly solutions: readonly Solution[];
  /** How the ids of each instance, by its own id, are found. */
  readonly directories: ReadonlyMap<string, Directories>;
};

/** Archives hold many instances and solutions: all of the 2014 competition set in one is some 40 million letters. */
const limits = { maxBytes: 128 * 1024 * 1024, maxDepth: 16, maxElements: 6_000_000 };

/**
 * Reads an XHSTT archive: instances, and solutions to them. Solutions may be for instances of another archive, `known`.
 * Throws `UnusableArchive`, or `UnusableFile` when the text is no XML.
 */
export function readArchive(text: string, known: Archive | null = null): Archive {
  const root = readXmlText(text, limits, (element) => {
    if (element.name !== "HighSchoolTimetableArchive")
      throw new UnusableArchive(element, "the root element must be HighSchoolTimetableArchive");
  });
  const read = itemsIn(root, "Instances", "Instance").map(readInstance);
  const instances = [...(known?.instances ?? []), ...read.map(({ instance }) => instance)];
  const directories = new Map([
    ...read.map((one): [string, Directories] => [one.instance.id, one.directories]),
    ...(known?.directories ?? []),
  ]);
  const solutions = itemsIn(root, "SolutionGroups", "SolutionGroup").flatMap((group) =>
    childrenNamed(group, "Solution").map((element) => {
      const id = element.attributes.Reference ?? "";
      const instance = instances.find((one) => one.id === id);
      const found = directories.get(id);
      if (!instance || !found) throw new UnusableArchive(element, `there is no instance ${id}`);
      return readSolution(element, group, instance, found);
    }),
  );
  return { instances, solutions, directories };
}

function readSolution(
  element: XmlElement,
  group: XmlElement,
  instance: Instance,
  directories: Directories,
): Solution {
  const metaData = child(group, "MetaData");
  const given = itemsIn(element, "Events", "Event").map((one) => readMeet(one, instance, directories));
  return {
    instance: instance.id,
    group: idOf(group),
    description: (metaData && childText(metaData, "Description")?.trim()) ?? "",
    meets: withWholeEvents(given, instance, element),
    reported: readReport(element),
  };
}

function readMeet(element: XmlElement, instance: Instance, directories: Directories): Meet {
  const index = directories.event.find(element);
  const event = instance.events[index] as Event;
  const time = child(element, "Time");
  const meet: Meet = {
    ...wholeMeet(event, index),
    duration: wholeNumber(element, "Duration", event.duration),
  };
  if (time) meet.time = directories.time.find(time);
  if (meet.time >= 0 && meet.time + meet.duration > instance.times.length)
    throw new UnusableArchive(element, "it runs past the last time");
  for (const resource of itemsIn(element, "Resources", "Resource"))
    assign(resource, meet, event, directories);
  return meet;
}

function assign(element: XmlElement, meet: Meet, event: Event, { resource }: Directories): void {
  const found = resource.find(element);
  const role = childText(element, "Role")?.trim() ?? "";
  const place = event.resources.findIndex((one) =>
    role === "" ? one.resource === found : one.role === role,
  );
  if (place < 0) throw new UnusableArchive(element, `event ${event.id} has no role ${role}`);
  meet.resources[place] = found;
}

/** An event that a solution does not mention is there in one piece, with what is preassigned. */
function withWholeEvents(given: readonly Meet[], instance: Instance, element: XmlElement): Meet[] {
  const durations = new Int32Array(instance.events.length);
  for (const meet of given) durations[meet.event] = (durations[meet.event] ?? 0) + meet.duration;
  const missing = instance.events.flatMap((event, index) => {
    const sum = durations[index] ?? 0;
    if (sum !== 0 && sum !== event.duration)
      throw new UnusableArchive(
        element,
        `event ${event.id} has duration ${sum} instead of ${event.duration}`,
      );
    return sum === 0 ? wholeMeet(event, index) : [];
  });
  return [...given, ...missing];
}

function readReport(solution: XmlElement): Cost | null {
  const report = child(solution, "Report");
  if (!report || !child(report, "InfeasibilityValue")) return null;
  return {
    infeasibility: wholeNumber(report, "InfeasibilityValue"),
    objective: wholeNumber(report, "ObjectiveValue"),
  };
}
