import { child, childrenNamed, childText, type XmlElement } from "../fet/xml.ts";
import {
  type Directories,
  Directory,
  idOf,
  itemsIn,
  nameOf,
  UnusableArchive,
  wholeNumber,
} from "./element-reader.ts";
import type { Event, EventResource, Instance, Resource, TimeGroup } from "./model.ts";
import { readConstraints } from "./read-constraints.ts";

type Sections = ReturnType<typeof sectionsOf>;

/** Reads an `Instance` element. Throws `UnusableArchive`. */
export function readInstance(element: XmlElement): { instance: Instance; directories: Directories } {
  const sections = sectionsOf(element);
  const directories: Directories = {
    time: new Directory("time", sections.times),
    timeGroup: new Directory("time group", sections.timeGroups),
    resourceType: new Directory("resource type", sections.resourceTypes),
    resourceGroup: new Directory("resource group", sections.resourceGroups),
    resource: new Directory("resource", sections.resources),
    eventGroup: new Directory("event group", sections.eventGroups),
    event: new Directory("event", sections.events),
  };
  const metaData = child(element, "MetaData");
  const resources = sections.resources.map((one) => readResource(one, directories));
  const core: Omit<Instance, "constraints"> = {
    id: idOf(element),
    name: (metaData && childText(metaData, "Name")?.trim()) ?? idOf(element),
    times: sections.times.map(named),
    timeGroups: readTimeGroups(sections, directories),
    resourceTypes: sections.resourceTypes.map(named),
    resources,
    resourceGroups: membersOf(
      sections.resourceGroups,
      sections.resources,
      ["ResourceGroups", "ResourceGroup"],
      directories.resourceGroup,
    ).map(({ members, ...group }) => ({ ...group, resources: members })),
    events: sections.events.map((one) => readEvent(one, directories, resources)),
    eventGroups: membersOf(
      sections.eventGroups,
      sections.events,
      ["EventGroups", "EventGroup"],
      directories.eventGroup,
      "Course",
    ).map(({ members, ...group }) => ({ ...group, events: members })),
  };
  const constraints = readConstraints(child(element, "Constraints"), core, directories);
  return { instance: { ...core, constraints }, directories };
}

function sectionsOf(element: XmlElement) {
  const section = (name: string) => child(element, name);
  return {
    times: childrenNamed(section("Times") ?? element, "Time"),
    timeGroups: itemsIn(section("Times"), "TimeGroups", "TimeGroup", "Day", "Week"),
    resourceTypes: itemsIn(section("Resources"), "ResourceTypes", "ResourceType"),
    resourceGroups: itemsIn(section("Resources"), "ResourceGroups", "ResourceGroup"),
    resources: childrenNamed(section("Resources") ?? element, "Resource"),
    eventGroups: itemsIn(section("Events"), "EventGroups", "EventGroup", "Course"),
    events: childrenNamed(section("Events") ?? element, "Event"),
  };
}

const named = (element: XmlElement) => ({ id: idOf(element), name: nameOf(element) });
const kinds = { TimeGroup: "group", Day: "day", Week: "week" } as const;

function readTimeGroups({ times, timeGroups }: Sections, directories: Directories): TimeGroup[] {
  const members = timeGroups.map((): Set<number> => new Set());
  times.forEach((time, index) => {
    const references = [...childrenNamed(time, "Day", "Week"), ...itemsIn(time, "TimeGroups", "TimeGroup")];
    for (const group of directories.timeGroup.findAll(references)) members[group]?.add(index);
  });
  return timeGroups.map((element, index) => ({
    ...named(element),
    kind: kinds[element.name as keyof typeof kinds] ?? "group",
    times: [...(members[index] ?? [])],
  }));
}

/** Groups with their members, which say themselves what groups they are in. */
function membersOf(
  groups: readonly XmlElement[],
  items: readonly XmlElement[],
  [section, name]: readonly [string, string],
  directory: Directory,
  alone = name,
) {
  const members = groups.map((): Set<number> => new Set());
  items.forEach((item, index) => {
    const single = alone === name ? [] : childrenNamed(item, alone);
    for (const group of directory.findAll([...single, ...itemsIn(item, section, name)]))
      members[group]?.add(index);
  });
  return groups.map((element, index) => ({ ...named(element), members: [...(members[index] ?? [])] }));
}

function readResource(element: XmlElement, { resourceType }: Directories): Resource {
  const type = child(element, "ResourceType");
  if (!type) throw new UnusableArchive(element, "ResourceType is missing");
  return { ...named(element), type: resourceType.find(type) };
}

function readEvent(element: XmlElement, directories: Directories, resources: readonly Resource[]): Event {
  const duration = wholeNumber(element, "Duration");
  if (duration < 1) throw new UnusableArchive(element, "Duration must be at least 1");
  const workload = wholeNumber(element, "Workload", duration);
  const time = child(element, "Time");
  return {
    ...named(element),
    duration,
    workload,
    time: time ? directories.time.find(time) : -1,
    resources: itemsIn(element, "Resources", "Resource").map((one) =>
      readEventResource(one, workload, directories, resources),
    ),
  };
}

function readEventResource(
  element: XmlElement,
  workload: number,
  { resource, resourceType }: Directories,
  resources: readonly Resource[],
): EventResource {
  const given = element.attributes.Reference === undefined ? -1 : resource.find(element);
  const type = child(element, "ResourceType");
  const role = childText(element, "Role")?.trim() ?? "";
  if (given < 0 && (role === "" || !type))
    throw new UnusableArchive(element, "an open resource needs a Role and a ResourceType");
  return {
    role,
    type: type ? resourceType.find(type) : (resources[given]?.type ?? -1),
    resource: given,
    workload: wholeNumber(element, "Workload", workload),
  };
}
