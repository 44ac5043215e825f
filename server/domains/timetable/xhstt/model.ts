/**
 * An XHSTT instance (the academic format for high-school timetabling, used by ITC2011), integer-indexed: everything
 * refers to everything else by index into the arrays of `Instance`. Ids are kept to speak of things and to write.
 *
 * Times are a sequence; days and weeks are time groups like any other. An event has a duration and event resources,
 * each preassigned or open under a role. A solution may split an event into solution events ("meets" here) whose
 * durations add up to the event's.
 */
export type Instance = {
  readonly id: string;
  readonly name: string;
  readonly times: readonly Named[];
  readonly timeGroups: readonly TimeGroup[];
  readonly resourceTypes: readonly Named[];
  readonly resourceGroups: readonly (Named & { readonly resources: readonly number[] })[];
  readonly resources: readonly Resource[];
  readonly eventGroups: readonly (Named & { readonly events: readonly number[] })[];
  readonly events: readonly Event[];
  readonly constraints: readonly Constraint[];
};

export type Named = { readonly id: string; readonly name: string };

/** `times` in ascending order. */
export type TimeGroup = Named & {
  readonly kind: "group" | "day" | "week";
  readonly times: readonly number[];
};

export type Resource = Named & { readonly type: number };

export type Event = Named & {
  /** In times, at least 1. */
  readonly duration: number;
  readonly workload: number;
  /** Preassigned starting time, or -1. */
  readonly time: number;
  readonly resources: readonly EventResource[];
};

export type EventResource = {
  /** "" for a preassigned one without a role. */
  readonly role: string;
  readonly type: number;
  /** Preassigned resource, or -1. */
  readonly resource: number;
  readonly workload: number;
};

/**
 * How the deviations at one point of application become its cost: `linear` their sum, `quadratic` the square of the
 * sum, `step` 1 if there are any. The versions of 2011 to 2013 also had `sumSquares` (the sum of squares) and
 * `sumSteps` (how many are not 0), and called the others Sum, SquareSum and StepSum.
 */
export type CostFunction = "linear" | "quadratic" | "step" | "sumSquares" | "sumSteps";

type Of<Kind extends string, Params> = {
  readonly kind: Kind;
  readonly id: string;
  readonly name: string;
  /** Its cost is infeasibility (required) or objective value. */
  readonly required: boolean;
  readonly weight: number;
  readonly costFunction: CostFunction;
} & Readonly<Params>;

type Events = { readonly events: readonly number[] };
/** Indexes into `Instance.eventGroups`. */
type EventGroups = { readonly eventGroups: readonly number[] };
type Resources = { readonly resources: readonly number[] };
type Limits = { readonly minimum: number; readonly maximum: number };
type Role = { readonly role: string };
/** Indexes into `Instance.timeGroups`. */
type TimeGroups = { readonly timeGroups: readonly number[] };

export type AssignResource = Of<"assignResource", Events & Role>;
export type AssignTime = Of<"assignTime", Events>;
export type SplitEvents = Of<
  "splitEvents",
  Events & { minimumDuration: number; maximumDuration: number; minimumAmount: number; maximumAmount: number }
>;
export type DistributeSplitEvents = Of<"distributeSplitEvents", Events & Limits & { duration: number }>;
export type PreferResources = Of<"preferResources", Events & Role & { preferred: ReadonlySet<number> }>;
/** `duration`: only of meets this long; null for all. */
export type PreferTimes = Of<
  "preferTimes",
  Events & { preferred: ReadonlySet<number>; duration: number | null }
>;
export type AvoidSplitAssignments = Of<"avoidSplitAssignments", EventGroups & Role>;
export type SpreadEvents = Of<
  "spreadEvents",
  EventGroups & { timeGroups: readonly (Limits & { readonly timeGroup: number })[] }
>;
export type LinkEvents = Of<"linkEvents", EventGroups>;
export type OrderEvents = Of<
  "orderEvents",
  { pairs: readonly (Limits & { readonly first: number; readonly second: number })[] }
>;
export type AvoidClashes = Of<"avoidClashes", Resources>;
export type AvoidUnavailableTimes = Of<"avoidUnavailableTimes", Resources & { times: readonly number[] }>;
export type LimitIdleTimes = Of<"limitIdleTimes", Resources & TimeGroups & Limits>;
export type ClusterBusyTimes = Of<"clusterBusyTimes", Resources & TimeGroups & Limits>;
export type LimitBusyTimes = Of<"limitBusyTimes", Resources & TimeGroups & Limits>;
/** Without time groups it is the workload of the whole cycle. */
export type LimitWorkload = Of<"limitWorkload", Resources & TimeGroups & Limits>;

export type Constraint =
  | AssignResource
  | AssignTime
  | SplitEvents
  | DistributeSplitEvents
  | PreferResources
  | PreferTimes
  | AvoidSplitAssignments
  | SpreadEvents
  | LinkEvents
  | OrderEvents
  | AvoidClashes
  | AvoidUnavailableTimes
  | LimitIdleTimes
  | ClusterBusyTimes
  | LimitBusyTimes
  | LimitWorkload;

/** A solution event: one part of an event, or all of it. */
export type Meet = {
  readonly event: number;
  readonly duration: number;
  /** Starting time, or -1. */
  time: number;
  /** Aligned with the event's resources: a resource, or -1 for an open one. Preassigned ones are filled in. */
  resources: number[];
};

export type Cost = {
  /** Weighted cost of required constraints. */
  readonly infeasibility: number;
  /** Weighted cost of the others. */
  readonly objective: number;
};

export type Solution = {
  /** Id of the instance. */
  readonly instance: string;
  /** Id of the solution group it is in. */
  readonly group: string;
  readonly description: string;
  readonly meets: readonly Meet[];
  /** The cost its authors say it has, where the file says. */
  readonly reported: Cost | null;
};

/** A meet per event, as long as the event, with what is preassigned and nothing else. */
export function wholeMeet(event: Event, index: number): Meet {
  return {
    event: index,
    duration: event.duration,
    time: event.time,
    resources: event.resources.map(({ resource }) => resource),
  };
}
