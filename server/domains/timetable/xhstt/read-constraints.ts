import { child, childrenNamed, childText, type XmlElement } from "../fet/xml.ts";
import { type Directories, idOf, itemsIn, nameOf, UnusableArchive, wholeNumber } from "./element-reader.ts";
import type { Constraint, CostFunction, Instance } from "./model.ts";

const costFunctions: Readonly<Record<string, CostFunction>> = {
  Linear: "linear",
  Sum: "linear",
  Quadratic: "quadratic",
  SquareSum: "quadratic",
  Step: "step",
  StepSum: "step",
  SumSquares: "sumSquares",
  SumSteps: "sumSteps",
};

type Core = Omit<Instance, "constraints">;
type Common = Pick<Constraint, "id" | "name" | "required" | "weight" | "costFunction">;
type Read = (element: XmlElement, common: Common, refer: Refer) => Constraint;

/** Reads all constraints; a kind that XHSTT does not have is an error. Throws `UnusableArchive`. */
export function readConstraints(
  list: XmlElement | undefined,
  core: Core,
  directories: Directories,
): Constraint[] {
  const refer = new Refer(core, directories);
  return (list?.children ?? []).map((element) => {
    const read = kinds[element.name.replace(/Constraint$/, "")];
    if (!read) throw new UnusableArchive(element, "unknown kind of constraint");
    return read(element, readCommon(element), refer);
  });
}

function readCommon(element: XmlElement): Common {
  const wanted = childText(element, "CostFunction")?.trim() ?? "";
  const costFunction = costFunctions[wanted];
  if (!costFunction) throw new UnusableArchive(element, `unknown CostFunction ${wanted}`);
  return {
    id: idOf(element),
    name: nameOf(element),
    required: childText(element, "Required")?.trim() === "true",
    weight: wholeNumber(element, "Weight"),
    costFunction,
  };
}

/** What a constraint refers to, each thing once. */
class Refer {
  private readonly core: Core;
  private readonly directories: Directories;

  constructor(core: Core, directories: Directories) {
    this.core = core;
    this.directories = directories;
  }

  /** Events of `AppliesTo`, named themselves or by their groups. */
  events(element: XmlElement): { events: number[] } {
    const applies = child(element, "AppliesTo");
    const groups = this.eventGroups(element).eventGroups;
    const single = this.directories.event.findAll(itemsIn(applies, "Events", "Event"));
    return { events: [...new Set([...groups.flatMap((group) => this.membersOf(group)), ...single])] };
  }

  eventGroups(element: XmlElement): { eventGroups: number[] } {
    const found = itemsIn(child(element, "AppliesTo"), "EventGroups", "EventGroup", "Course");
    return { eventGroups: this.directories.eventGroup.findAll(found) };
  }

  /** Resources of a section with groups and single ones: `AppliesTo`, or the constraint itself. */
  resources(section: XmlElement | undefined): { resources: number[] } {
    const groups = this.directories.resourceGroup.findAll(
      itemsIn(section, "ResourceGroups", "ResourceGroup"),
    );
    const single = this.directories.resource.findAll(itemsIn(section, "Resources", "Resource"));
    const members = groups.flatMap((group) => this.core.resourceGroups[group]?.resources ?? []);
    return { resources: [...new Set([...members, ...single])] };
  }

  timeGroups(element: XmlElement): { timeGroups: number[] } {
    return { timeGroups: timeGroupsOf(element).map((one) => this.directories.timeGroup.find(one)) };
  }

  timeGroup(element: XmlElement): number {
    return this.directories.timeGroup.find(element);
  }

  /** Times named themselves or by their groups. */
  times(element: XmlElement): number[] {
    const groups = this.timeGroups(element).timeGroups;
    const members = groups.flatMap((group) => this.core.timeGroups[group]?.times ?? []);
    const single = this.directories.time.findAll(itemsIn(element, "Times", "Time"));
    return [...new Set([...members, ...single])].sort((a, b) => a - b);
  }

  event(element: XmlElement): number {
    return this.directories.event.find(element);
  }

  private membersOf(group: number): readonly number[] {
    return this.core.eventGroups[group]?.events ?? [];
  }
}

const timeGroupsOf = (element: XmlElement) => itemsIn(element, "TimeGroups", "TimeGroup", "Day", "Week");
const applies = (element: XmlElement) => child(element, "AppliesTo");
const role = (element: XmlElement) => ({ role: childText(element, "Role")?.trim() ?? "" });
const limits = (element: XmlElement) => ({
  minimum: wholeNumber(element, "Minimum"),
  maximum: wholeNumber(element, "Maximum"),
});
const unlimited = Number.MAX_SAFE_INTEGER;

/** Each kind by its element's name without `Constraint`. */
const kinds: Readonly<Record<string, Read>> = {
  AssignResource: (element, common, refer) => ({
    kind: "assignResource",
    ...common,
    ...refer.events(element),
    ...role(element),
  }),
  AssignTime: (element, common, refer) => ({ kind: "assignTime", ...common, ...refer.events(element) }),
  SplitEvents: (element, common, refer) => ({
    kind: "splitEvents",
    ...common,
    ...refer.events(element),
    minimumDuration: wholeNumber(element, "MinimumDuration"),
    maximumDuration: wholeNumber(element, "MaximumDuration"),
    minimumAmount: wholeNumber(element, "MinimumAmount"),
    maximumAmount: wholeNumber(element, "MaximumAmount"),
  }),
  DistributeSplitEvents: (element, common, refer) => ({
    kind: "distributeSplitEvents",
    ...common,
    ...refer.events(element),
    ...limits(element),
    duration: wholeNumber(element, "Duration"),
  }),
  PreferResources: (element, common, refer) => ({
    kind: "preferResources",
    ...common,
    ...refer.events(element),
    ...role(element),
    preferred: new Set(refer.resources(element).resources),
  }),
  PreferTimes: (element, common, refer) => ({
    kind: "preferTimes",
    ...common,
    ...refer.events(element),
    preferred: new Set(refer.times(element)),
    duration: childText(element, "Duration") === undefined ? null : wholeNumber(element, "Duration"),
  }),
  AvoidSplitAssignments: (element, common, refer) => ({
    kind: "avoidSplitAssignments",
    ...common,
    ...refer.eventGroups(element),
    ...role(element),
  }),
  SpreadEvents: (element, common, refer) => ({
    kind: "spreadEvents",
    ...common,
    ...refer.eventGroups(element),
    timeGroups: timeGroupsOf(element).map((one) => ({ ...limits(one), timeGroup: refer.timeGroup(one) })),
  }),
  LinkEvents: (element, common, refer) => ({ kind: "linkEvents", ...common, ...refer.eventGroups(element) }),
  OrderEvents: (element, common, refer) => ({
    kind: "orderEvents",
    ...common,
    pairs: itemsIn(applies(element), "EventPairs", "EventPair").map((pair) => readPair(pair, refer)),
  }),
  AvoidClashes: (element, common, refer) => ({
    kind: "avoidClashes",
    ...common,
    ...refer.resources(applies(element)),
  }),
  AvoidUnavailableTimes: (element, common, refer) => ({
    kind: "avoidUnavailableTimes",
    ...common,
    ...refer.resources(applies(element)),
    times: refer.times(element),
  }),
  LimitIdleTimes: (element, common, refer) => ({
    kind: "limitIdleTimes",
    ...common,
    ...refer.resources(applies(element)),
    ...refer.timeGroups(element),
    ...limits(element),
  }),
  ClusterBusyTimes: (element, common, refer) => ({
    kind: "clusterBusyTimes",
    ...common,
    ...refer.resources(applies(element)),
    ...refer.timeGroups(element),
    ...limits(element),
  }),
  LimitBusyTimes: (element, common, refer) => ({
    kind: "limitBusyTimes",
    ...common,
    ...refer.resources(applies(element)),
    ...refer.timeGroups(element),
    ...limits(element),
  }),
  LimitWorkload: (element, common, refer) => ({
    kind: "limitWorkload",
    ...common,
    ...refer.resources(applies(element)),
    ...refer.timeGroups(element),
    ...limits(element),
  }),
};

function readPair(pair: XmlElement, refer: Refer) {
  const [first, second] = ["FirstEvent", "SecondEvent"].map((name) => {
    const found = childrenNamed(pair, name)[0];
    if (!found) throw new UnusableArchive(pair, `${name} is missing`);
    return refer.event(found);
  });
  return {
    first: first ?? -1,
    second: second ?? -1,
    minimum: wholeNumber(pair, "MinSeparation", 0),
    maximum: wholeNumber(pair, "MaxSeparation", unlimited),
  };
}
