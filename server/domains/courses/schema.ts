import * as z from "zod";

export const courseRow = z.object({
  id: z.uuid(),
  schoolId: z.uuid(),
  name: z.string(),
  /** What a shop's order line says to buy a place in it; empty when it is not for sale. */
  sku: z.string(),
  places: z.int().nullable(),
  startsOn: z.string().nullable(),
  endsOn: z.string().nullable(),
  /** How many take part now; null for those who may not know. */
  enrolled: z.int().nullable(),
  version: z.int(),
  updatedAt: z.string(),
});
export type CourseRow = z.output<typeof courseRow>;

export const listCoursesInput = z.object({
  schoolId: z.uuid(),
  cursor: z.string().max(400).optional(),
  limit: z.int().min(1).max(200).default(50),
});
export const listCoursesOutput = z.object({
  courses: z.array(courseRow),
  nextCursor: z.string().nullable(),
});

const courseFields = {
  name: z.string().trim().min(1, "required").max(120, "tooLong"),
  sku: z.string().trim().max(200, "tooLong").default(""),
  places: z.int().min(1).max(100_000).nullable().default(null),
  startsOn: z.iso.date().nullable().default(null),
  endsOn: z.iso.date().nullable().default(null),
};
export const createCourseInput = z.object({ schoolId: z.uuid(), ...courseFields });
export const updateCourseInput = z.object({ id: z.uuid(), version: z.int().min(1), ...courseFields });
export const courseIdInput = z.object({ id: z.uuid() });

/** The job that looks for orders that bought a course before it had its SKU. */
export const forSaleTask = "courses.for-sale";

export const enrolmentRow = z.object({
  id: z.uuid(),
  courseId: z.uuid(),
  personId: z.uuid(),
  personName: z.string(),
  enrolledAt: z.string(),
  /** Set when the place was given back. */
  endedAt: z.string().nullable(),
  /** The order that paid for it, if one did. */
  orderId: z.uuid().nullable(),
});
export const listEnrolmentsInput = z.object({ courseId: z.uuid() });

/** A place that was paid for and waits for the office to say whose it is. */
export const queueRow = z.object({
  id: z.uuid(),
  schoolId: z.uuid(),
  courseId: z.uuid(),
  courseName: z.string(),
  orderId: z.uuid(),
  seat: z.int(),
  /** The pupil as the order names them; empty when it names nobody. */
  named: z.string(),
  /** Why it waits: `not_named`, `unknown_pupil`, `several_pupils`, `course_full`, `already_enrolled`. */
  reason: z.string(),
  state: z.enum(["waiting", "enrolled", "undone", "dismissed"]),
  personId: z.uuid().nullable(),
  personName: z.string().nullable(),
  /** Pupils it may be for: wards of the buyer and pupils of that name. */
  suggestions: z.array(z.object({ id: z.uuid(), name: z.string() })),
  createdAt: z.string(),
  version: z.int(),
});
export type QueueRow = z.output<typeof queueRow>;
export const listQueueInput = z.object({
  schoolId: z.uuid(),
  state: z.enum(["waiting", "enrolled", "undone", "dismissed"]).default("waiting"),
  cursor: z.uuid().optional(),
  limit: z.int().min(1).max(100).default(50),
});
export const listQueueOutput = z.object({
  purchases: z.array(queueRow),
  nextCursor: z.string().nullable(),
  waiting: z.int(),
});
export const assignInput = z.object({ id: z.uuid(), version: z.int().min(1), personId: z.uuid() });
export const dismissInput = z.object({ id: z.uuid(), version: z.int().min(1) });

/** What an order buys: sent by the orders domain whenever an order that names a course changed. */
export type PurchaseDemand = {
  orderId: string;
  schoolId: string;
  /** Address of who bought, for suggestions. */
  buyer: string;
  /** Whether it is paid and stands: false while it is unpaid, after a cancellation and after a full refund. */
  holds: boolean;
  /** Whether it was called off (and not merely unpaid yet). */
  calledOff: boolean;
  lines: readonly {
    lineId: string;
    /** Null for a line whose SKU names no course any more: it keeps what it bought, and buys nothing new. */
    courseId: string | null;
    /** Places that are still paid for: what was bought less what was refunded. */
    seats: number;
    /** Pupils as the line or the order names them, in the order of the places. */
    named: readonly string[];
  }[];
};
/** What came of it, for the story of the order. */
export type PurchaseTold = {
  orderId: string;
  schoolId: string;
  title: "enrolment.enrolled" | "enrolment.waiting" | "enrolment.undone";
  params: Record<string, unknown>;
};
