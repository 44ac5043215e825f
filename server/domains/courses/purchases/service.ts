import type { z } from "zod";
import { audit } from "../../../core/audit.ts";
import type { Ctx } from "../../../core/context.ts";
import { conflict, invalid, notFound } from "../../../core/errors.ts";
import { emit } from "../../../core/events.ts";
import type {
  assignInput,
  dismissInput,
  listQueueInput,
  PurchaseDemand,
  PurchaseTold,
  QueueRow,
} from "../schema.ts";
import * as queries from "./queries.ts";

/** Courses that an order of these schools may name, by `<school id> <sku>`. */
export async function coursesForSale(
  { db }: Ctx,
  schoolIds: readonly string[],
): Promise<Map<string, queries.CourseForSale>> {
  const rows = await queries.listForSale(db, schoolIds);
  return new Map(rows.map((course) => [`${course.schoolId} ${course.sku}`, course]));
}

/**
 * Gives what orders bought and takes back what was called off or refunded; to be called whenever such an order changed.
 * Each place is given once, however often it is asked for: it is a row under the order's line and the place's number.
 */
export async function settlePurchases(ctx: Ctx, demands: readonly PurchaseDemand[]): Promise<PurchaseTold[]> {
  if (demands.length === 0) return [];
  const told: PurchaseTold[] = [];
  const wanted = demands.filter(({ holds }) => holds).flatMap(placesOf);
  if (wanted.length > 0) await queries.insertPurchases(ctx.db, wanted);
  const known = await queries.lockPurchasesOf(
    ctx.db,
    demands.map(({ orderId }) => orderId),
  );
  for (const demand of demands) {
    for (const one of known.filter(({ orderId }) => orderId === demand.orderId)) {
      const line = demand.lines.find(({ lineId }) => lineId === one.lineId);
      const paid = demand.holds && line !== undefined && one.seat <= line.seats;
      if (paid && (one.state === "undone" || (one.state === "waiting" && one.reason === "")))
        told.push(await give(ctx, one));
      else if (
        !paid &&
        (demand.calledOff || demand.holds) &&
        one.state !== "undone" &&
        one.state !== "dismissed"
      )
        told.push(await takeBack(ctx, one, demand.calledOff ? "order_called_off" : "place_refunded"));
    }
  }
  return told;
}

const placesOf = ({ orderId, schoolId, buyer, lines }: PurchaseDemand): queries.NewPurchase[] =>
  lines.flatMap(({ lineId, courseId, seats, named }) =>
    courseId === null
      ? []
      : Array.from({ length: Math.min(seats, 200) }, (_, index) => ({
          schoolId,
          courseId,
          orderId,
          lineId,
          seat: index + 1,
          buyer,
          named: (named[index] ?? (seats === 1 ? named[0] : "") ?? "").slice(0, 200),
        })),
  );

/** Enrols the pupil whom the order names, or leaves the place to the office with the reason why. */
async function give(ctx: Ctx, one: queries.Purchase): Promise<PurchaseTold> {
  const found = one.named ? await queries.findPupils(ctx.db, one.schoolId, one.named) : [];
  const [pupil] = found;
  const unclear = !one.named
    ? "not_named"
    : !pupil
      ? "unknown_pupil"
      : found.length > 1
        ? "several_pupils"
        : "";
  const reason = pupil && !unclear ? await enrolIn(ctx, one, pupil.id) : unclear;
  const state = reason === "" ? "enrolled" : "waiting";
  const personId = reason === "" && pupil ? pupil.id : null;
  await queries.settlePurchase(ctx.db, one.id, { state, personId, reason });
  return {
    orderId: one.orderId,
    schoolId: one.schoolId,
    title: reason === "" ? "enrolment.enrolled" : "enrolment.waiting",
    params: { courseId: one.courseId, personId, named: one.named, reason, seat: one.seat },
  };
}

/** Empty when it worked, else why not. */
async function enrolIn({ db }: Ctx, one: queries.Purchase, personId: string): Promise<string> {
  const course = await queries.lockCourse(db, one.courseId);
  if (!course) return "course_gone";
  if (course.places !== null && course.taken >= course.places) return "course_full";
  const { schoolId, courseId } = one;
  return (await queries.enrol(db, { schoolId, courseId, personId, purchaseId: one.id }))
    ? ""
    : "already_enrolled";
}

async function takeBack({ db }: Ctx, one: queries.Purchase, reason: string): Promise<PurchaseTold> {
  const ended = one.state === "enrolled" ? await queries.endEnrolment(db, one.id) : 0;
  await queries.settlePurchase(db, one.id, { state: "undone", personId: one.personId, reason });
  return {
    orderId: one.orderId,
    schoolId: one.schoolId,
    title: "enrolment.undone",
    params: { courseId: one.courseId, personId: one.personId, reason, ended, seat: one.seat },
  };
}

/** The buyers of orders asked to be forgotten: their purchases name nobody any more. */
export const forgetBuyers = async ({ db }: Ctx, orderIds: readonly string[]): Promise<void> => {
  await queries.forgetNames(db, orderIds);
};

/** Places that wait for the office (or of another state), the oldest first. */
export async function listQueue({ db }: Ctx, input: z.output<typeof listQueueInput>) {
  const [rows, waiting] = await Promise.all([
    queries.listPurchases(db, input.schoolId, input.state, input.cursor ?? null, input.limit + 1),
    queries.countWaiting(db, input.schoolId),
  ]);
  const purchases = rows.slice(0, input.limit) as QueueRow[];
  return {
    purchases,
    nextCursor: rows.length > input.limit ? (purchases.at(-1)?.id ?? null) : null,
    waiting,
  };
}

/** The office says whose place it is. */
export async function assignPurchase(
  ctx: Ctx,
  input: z.output<typeof assignInput>,
): Promise<PurchaseTold & { title: "enrolment.enrolled" }> {
  const one = await waiting(ctx, input);
  const [pupil] = await queries.findPupils(ctx.db, one.schoolId, input.personId);
  if (!pupil) throw invalid("courses.not_a_pupil");
  const reason = await enrolIn(ctx, one, pupil.id);
  if (reason) throw invalid(`courses.${reason}`);
  await queries.settlePurchase(ctx.db, one.id, { state: "enrolled", personId: pupil.id, reason: "" });
  await record(ctx, "courses.assign", one, { personId: pupil.id });
  const params = {
    courseId: one.courseId,
    personId: pupil.id,
    named: pupil.name,
    reason: "",
    seat: one.seat,
  };
  return { orderId: one.orderId, schoolId: one.schoolId, title: "enrolment.enrolled", params };
}

/** The office decides that nobody gets the place (it was settled otherwise). */
export async function dismissPurchase(ctx: Ctx, input: z.output<typeof dismissInput>): Promise<void> {
  const one = await waiting(ctx, input);
  await queries.settlePurchase(ctx.db, one.id, { state: "dismissed", personId: null, reason: "by_office" });
  await record(ctx, "courses.dismiss", one, {});
}

async function waiting({ db }: Ctx, input: { id: string; version: number }): Promise<queries.Purchase> {
  const one = await queries.lockPurchase(db, input.id);
  if (!one) throw notFound("courses.purchase_unknown");
  if (one.version !== input.version || one.state !== "waiting") throw conflict("courses.purchase_settled");
  return one;
}

async function record(ctx: Ctx, action: string, one: queries.Purchase, details: Record<string, unknown>) {
  await audit(ctx.db, action, "course_purchases", one.id, details, one.schoolId);
  await emit(ctx.db, {
    topic: `orders/${one.schoolId}`,
    kind: "courses.queue_changed",
    entity: "course_purchases",
    entityId: one.id,
  });
}
